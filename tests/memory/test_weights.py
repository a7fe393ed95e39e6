from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.weights import BOUNDS, DEFAULT_WEIGHTS, read_weights, write_weights

within = st.tuples(*(st.floats(low, high) for low, high in BOUNDS))


@given(within)
def test_what_is_written_is_read_again(w):
    """Any weights within their bounds survive, to the last bit."""
    assert read_weights(write_weights(w)) == w


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        "[1, 2]",
        "[" * 100_000,
        json.dumps([*DEFAULT_WEIGHTS, 1.0]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], "0.3"]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], True]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], 0.7]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], float("nan")]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], float("-inf")]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], 10**400]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], None]),
    ],
)
def test_what_is_no_weights_is_not_read(text):
    """Anything but 34 finite numbers within their bounds gives None."""
    assert read_weights(text) is None


def test_weights_outside_their_bounds_are_not_written():
    """What could not be read again is refused."""
    with pytest.raises(ValueError, match="34 finite numbers"):
        write_weights((*DEFAULT_WEIGHTS[:-1], 2.0))
