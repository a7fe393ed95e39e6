from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.weights import BOUNDS, DEFAULT_WEIGHTS, are_weights

within = st.tuples(*(st.floats(low, high) for low, high in BOUNDS))


def test_the_defaults_are_the_published_ones():
    """FSRS-7's 34 weights, and the range of each in a fit, by its index."""
    assert (
        *(
            0.1104,
            2.2395,
            3.9221,
            11.7841,
            6.1686,
            0.6457,
            3.6807,
            1.9795,
            0,
            1.3826,
            0.7024,
            0.5999,
            0.8146,
            0.6398,
            1,
        ),
        *(1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869, 0.1567, 0.0801, 0.2421, 0.9464, 0.1433),
        *(0.7145, 0, 0.5667, 0.3734, 0.5333, 0.3048),
    ) == DEFAULT_WEIGHTS
    published = {
        0: (1e-4, 50),
        1: (1e-4, 100),
        2: (1e-4, 100),
        3: (1e-4, 100),
        4: (1, 10),
        5: (0.001, 4),
        6: (0.1, 4),
        7: (0, 4),
        8: (0, 1.2),
        9: (0.3, 3),
        10: (0.01, 1.5),
        11: (0.1, 1),
        12: (0, 3.5),
        13: (0, 1),
        14: (1, 7),
        15: (0, 4),
        16: (0, 2),
        17: (0.5, 6),
        18: (0.001, 1.5),
        19: (0.001, 1),
        20: (0, 5),
        21: (0, 1),
        22: (1, 7),
        23: (0.01, 0.25),
        24: (0.01, 0.95),
        25: (0.2, 0.85),
        26: (0.5, 0.99),
        27: (0.01, 1),
        28: (0.1, 1),
        29: (0, 0.9),
        30: (0.1, 1.1),
        31: (0, 1),
        32: (0, 0.6),
        33: (0, 0.6),
    }
    assert dict(enumerate(BOUNDS)) == published


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
