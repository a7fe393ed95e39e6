from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studytool.questions import bank
from studytool.questions.explain import solution
from studytool.questions.levels import LEVELS, digits, steps, within_bands
from studytool.text.language import LANGUAGES


def given(variant, **values):
    """The variant with other givens, its values as they were."""
    return replace(variant, givens={**variant.givens, **values})


def at(variant, level):
    """The variant as one of a kind of this level."""
    return replace(variant, kind=replace(variant.kind, level=level))


@pytest.mark.kinds
def test_steps_are_the_lines_of_the_solution(kind):
    """As many as the worked solution has; what the answer does not need does not count."""
    for seed in range(5):
        variant = bank.variant(kind, seed)
        assert steps(variant) == len(solution(variant))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (128, 3),
        (-128, 3),
        (100, 1),
        (0, 1),
        (0.25, 2),
        (-0.0625, 3),
        (1.05, 3),
        (1e-7, 1),
        (np.array([0.5, 0.125, 2.0]), 3),
        (np.array([[10, 20], [305, 1]]), 3),
    ],
)
def test_digits_are_the_significant_ones_of_the_longest_number(conv_variant, value, expected):
    """Sign, leading zeros and zeros at the end do not count."""
    assert digits(given(conv_variant, l=value)) == expected


def test_a_sign_has_no_digits(conv_variant):
    """A given that stands as a letter is no number to type."""
    letters = given(conv_variant, **dict.fromkeys(conv_variant.givens, "?"))
    assert digits(letters) == 0


def test_both_ends_of_a_band_are_inside(conv_variant):
    """Two lines and up to three digits are level 1; a fourth digit, or a level of more lines, is outside."""
    assert steps(conv_variant) == 2
    assert within_bands(at(conv_variant, 1))
    assert within_bands(at(given(conv_variant, l=128), 1))
    assert not within_bands(at(given(conv_variant, l=1281), 1))
    assert not within_bands(at(conv_variant, 2))
    assert not within_bands(at(conv_variant, 3))


def test_levels_have_names_and_bands():
    """Every level that a kind may have has a name of its own in both languages, and bands that are not empty."""
    assert [*LEVELS] == [1, 2, 3, 4]
    for language in LANGUAGES:
        titles = [level.title[language] for level in LEVELS.values()]
        assert all(titles)
        assert len({*titles}) == len(titles)
    assert all(band[0] <= band[1] for level in LEVELS.values() for band in (level.steps, level.digits))
