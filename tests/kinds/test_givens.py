from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds import nature
from studytool.kinds.draw import Draw
from studytool.kinds.givens import (
    Computed,
    Drawn,
    Hidden,
    Probabilities,
    decimal,
    fraction,
    integer,
    matrix,
    one_of,
    size,
    vector,
)

SEEDS = st.integers(0, 2**63 - 1)


@given(SEEDS)
def test_decimals_are_what_is_shown(seed):
    """A decimal has its places and no more, and keeps its distance from 0."""
    number = decimal(-2, 2, 2, apart=0.5).draw(Draw("d", seed), {})
    assert number == round(number, 2)
    assert 0.5 <= abs(number) <= 2


@given(SEEDS, st.integers(2, 5))
def test_probabilities_sum_to_one_as_shown(seed, size):
    """Each entry is a positive decimal, and the decimals sum to exactly 1."""
    rows = Probabilities(size, places=2, rows=2).draw(Draw("p", seed), {})
    assert rows.shape == (2, size)
    assert (rows > 0).all()
    assert np.array_equal(np.round(rows * 100).sum(axis=1), [100, 100])


@given(SEEDS)
def test_shuffling_keeps_the_items(seed):
    """A shuffled list has the same items, and choice takes one of them."""
    stream = Draw("s", seed)
    assert sorted(stream.shuffled(range(6))) == list(range(6))
    assert stream.choice("abc") in "abc"


def test_sizes_may_be_formulas():
    """A vector's length and a matrix's sides may follow from earlier givens."""
    stream, earlier = Draw("v", 1), {"n": 3}
    assert vector(integer(1, 9), "n + 1").draw(stream, earlier).shape == (4,)
    assert matrix(integer(1, 9), 2, "n").draw(stream, earlier).shape == (2, 3)


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [(Computed("n*2"), 6), (Drawn(lambda _, earlier: earlier["n"] - 1), 2), (Hidden(Computed("n")), 3)],
)
def test_givens_may_follow_from_others(given_value, expected):
    """A formula, code, and a hidden given all see the givens before them."""
    assert given_value.draw(Draw("g", 1), {"n": 3}) == expected


def test_tuples_become_vectors():
    """An option that is a tuple is a vector."""
    assert np.array_equal(one_of((1, 2, 3)).draw(Draw("o", 1), {}), [1, 2, 3])


def test_a_given_says_what_it_is():
    """What is drawn says its nature unless the author says another; vectors and hidden givens are what is in them."""
    assert integer(1, 3).nature == one_of(1, 2).nature == one_of((1, 2)).nature == nature.WHOLE
    assert decimal(0, 1, 1).nature == one_of(1, 0.5).nature == nature.REAL
    assert Probabilities(3).nature == nature.DISTRIBUTION
    assert vector(size(one_of(1, 3)), 2).nature == Hidden(size(integer(1, 3))).nature == nature.SIZE
    assert matrix(fraction(decimal(0, 1, 1)), 1, 1).nature == nature.FRACTION


@given(SEEDS)
def test_the_nature_changes_no_draw(seed):
    """The same seed draws the same value, whatever it is said to be."""
    plain, said = integer(1, 90), size(integer(1, 90))
    assert plain.draw(Draw("n", seed), {}) == said.draw(Draw("n", seed), {})
