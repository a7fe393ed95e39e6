from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds import draw
from studytool.kinds.draw import Computed, Draw, Drawn, Hidden, Probabilities

SEEDS = st.integers(0, 2**63 - 1)


def test_the_stream_is_the_same_everywhere():
    """These are the first integers of one key, on every platform and in every version of NumPy."""
    stream = Draw("cnn.conv-output-size", 1, 7)
    assert [stream.integer(0, 999) for _ in range(8)] == FIRST


FIRST = [225, 876, 669, 913, 324, 36, 395, 309]


def test_keys_keep_streams_apart():
    """Another kind, version or seed gives another stream."""
    keys = [("a", 1, 1), ("b", 1, 1), ("a", 2, 1), ("a", 1, 2)]
    assert len({tuple(Draw(*key).integer(0, 10**6) for _ in range(3)) for key in keys}) == len(keys)


@given(SEEDS, st.integers(-50, 50), st.integers(0, 80))
def test_integers_stay_in_their_range(seed, low, width):
    """Both ends may be drawn, nothing beyond them."""
    stream = Draw("x", seed)
    assert all(low <= stream.integer(low, low + width) <= low + width for _ in range(40))


def test_integers_are_uniform():
    """A chi-square test over ten values: below the 0.1 % point of nine degrees of freedom."""
    stream, count = Draw("uniform", 3), 20_000
    seen = Counter(stream.below(10) for _ in range(count))
    assert sum((seen[value] - count / 10) ** 2 / (count / 10) for value in range(10)) < 27.9


@given(SEEDS)
def test_decimals_are_what_is_shown(seed):
    """A decimal has its places and no more, and keeps its distance from 0."""
    number = draw.decimal(-2, 2, 2, apart=0.5).draw(Draw("d", seed), {})
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
    assert draw.vector(draw.integer(1, 9), "n + 1").draw(stream, earlier).shape == (4,)
    assert draw.matrix(draw.integer(1, 9), 2, "n").draw(stream, earlier).shape == (2, 3)


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [(Computed("n*2"), 6), (Drawn(lambda _, earlier: earlier["n"] - 1), 2), (Hidden(Computed("n")), 3)],
)
def test_givens_may_follow_from_others(given_value, expected):
    """A formula, code, and a hidden given all see the givens before them."""
    assert given_value.draw(Draw("g", 1), {"n": 3}) == expected


def test_tuples_become_vectors():
    """An option that is a tuple is a vector."""
    assert np.array_equal(draw.one_of((1, 2, 3)).draw(Draw("o", 1), {}), [1, 2, 3])
