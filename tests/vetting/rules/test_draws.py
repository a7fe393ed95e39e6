from __future__ import annotations

import pytest

from studytool.kinds.givens import Computed, Drawn, Hidden, Probabilities, decimal, integer, one_of, size, vector


def test_a_given_may_use_only_those_before_it(broken, only, sound):
    """Sizes and formulas of draws name givens, in their order."""
    entry = decimal(0.3, 1.9, 1)
    field, line, en = only(broken(givens={**sound.givens, "w": vector(entry, "m")}), "draws")
    assert (field, line) == ("givens.w", None)
    assert "no given before it is called m, which “m” uses; there are l, k, s" in en
    late = {"c": Computed("k*l"), **sound.givens}
    assert {found[1] for found in broken(givens=late)} == {"givens.c"}


def test_a_draw_that_raises_is_named(broken, only, sound):
    """Code that fails for some seed is told with what it raised."""

    def picky(stream, earlier):
        return 1 // stream.below(4)

    field, _, en = only(broken(givens={**sound.givens, "z": Drawn(picky)}), "draws")
    assert field == "givens.z"
    assert "ZeroDivisionError" in en


def test_a_kind_needs_givens(broken):
    """A kind that draws nothing asks one question for ever."""
    assert ("draws", "givens") in {found[:2] for found in broken(givens={})}


def test_a_size_may_be_a_formula(broken, sound):
    """A hidden size that a vector uses is sound."""
    given = {**sound.givens, "w": vector(decimal(0.3, 1.9, 1), "m")}
    assert not broken(givens={"m": Hidden(size(integer(2, 3))), **given})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (integer(9, 3), "nothing lies from 9 to 3"),
        (decimal(0.9, 0.3, 1), "nothing lies from 0.9 to 0.3"),
        (decimal(-0.4, 0.4, 1, apart=0.5), "no number from -0.4 to 0.4 is 0.5 away from 0"),
        (one_of(), "there is nothing to choose from"),
        (one_of(2, 3, "4"), "the options 2, 3, '4' are not all numbers"),
        (one_of((1, 0), (0, 1, 1)), "are not all numbers, or vectors of one length"),
        (Probabilities(11), "11 positive probabilities of 1 decimals cannot sum to 1"),
        (vector(Hidden(integer(9, 3)), 2), "nothing lies from 9 to 3"),
    ],
)
def test_a_draw_that_has_nothing_to_draw_is_told(broken, only, sound, given, said):
    """Some of these would otherwise be drawn for ever."""
    field, _, en = only(broken(givens={**sound.givens, "z": given}), "draws")
    assert field == "givens.z"
    assert said in en
