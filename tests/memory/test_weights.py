from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.weights import BOUNDS, DEFAULT_WEIGHTS, are_weights

within = st.tuples(*(st.floats(low, high) for low, high in BOUNDS))


@given(within)
def test_weights_within_their_bounds_are_weights(w):
    """Any floats within the bounds, also after a turn through the log's JSON, which keeps them to the last bit."""
    assert are_weights(list(w))
    assert tuple(json.loads(json.dumps(w))) == w


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "{}",
        "[1, 2]",
        json.dumps([*DEFAULT_WEIGHTS, 1.0]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], "0.3"]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], True]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], 0.7]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], 2.0]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], float("nan")]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], float("-inf")]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], 10**400]),
        json.dumps([*DEFAULT_WEIGHTS[:-1], None]),
    ],
)
def test_what_is_no_weights_is_told(text):
    """Anything but a list of 34 finite floats within their bounds."""
    assert not are_weights(json.loads(text))
