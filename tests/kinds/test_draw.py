from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds.draw import Draw

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
