from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studytool.topics.cnn.size import input_sizes, output_size
from tests.topics.nested_lists import places
from tests.topics.wrong_numbers import disagreements

LAYERS = {"k": st.integers(1, 7), "s": st.integers(1, 4), "p": st.integers(0, 3), "d": st.integers(1, 3)}


@pytest.mark.parametrize(
    ("l", "k", "s", "p", "d", "o"),
    [
        (227, 11, 4, 0, 1, 55),  # AlexNet's first layer
        (224, 7, 2, 3, 1, 112),  # ResNet's first layer
        (224, 11, 4, 0, 1, 54),  # the paper's 224 without padding does not give its 55
        (5, 3, 2, 1, 1, 3),  # Dumoulin & Visin, figure 2.6
        (6, 3, 2, 1, 1, 3),  # figure 2.7: two inputs, one output size
        (7, 3, 1, 0, 2, 3),  # figure 5.1, dilated
    ],
)
def test_published_sizes(l, k, s, p, d, o):
    """The output sides that papers print come out of their layers."""
    assert output_size(l, k, s, p, d) == o


@given(l=st.integers(1, 40), **LAYERS)
def test_the_size_counts_the_windows_that_fit(l, k, s, p, d):
    """The output side is the number of window positions, s apart, that lie within the padded input."""
    span = d * (k - 1) + 1
    assume(l + 2 * p >= span)
    assert output_size(l, k, s, p, d) == sum(1 for start in range(0, l + 2 * p, s) if start + span <= l + 2 * p)


@given(o=st.integers(2, 20), **LAYERS)
def test_inverse_gives_the_ends_of_the_fitting_inputs(o, k, s, p, d):
    """The ends give o, their neighbours outside do not, and they are s − 1 apart."""
    assume((o - 1) * s + d * (k - 1) + 1 - 2 * p >= 1)
    low, high = input_sizes(o, k, s, p, d).tolist()
    assert [output_size(l, k, s, p, d) for l in (low, high)] == [o, o]
    assert output_size(low - 1, k, s, p, d) < o < output_size(high + 1, k, s, p, d)
    assert high - low == s - 1


def test_the_two_inputs_of_dumoulin_and_visin():
    """Their figures 2.6 and 2.7 show the two input sides of a 3×3 output."""
    np.testing.assert_array_equal(input_sizes(3, 3, 2, 1), [5, 6])


def wrong_conv_output_size(l, k, s, p, d):
    span = 1 + d * (k - 1)
    return {
        "rounded-up": len(range(0, l + 2 * p - span, s)) + 1,
        "dilation-ignored": places(l + 2 * p, k, s),
        "dilation-times-kernel": places(l + 2 * p, d * k, s),
        "padded-once": places(l + p, span, s),
        "no-plus-one": len(range(s, l + 2 * p - span + 1, s)),
        "input-side-over-stride": l // s,
        "padding-ignored": places(l, span, s),
    }


def wrong_input_sizes(o, k, s, p, d):
    span = 1 + d * (k - 1)

    def ends(outputs, padding=2 * p, span=span):
        sides = [l for l in range(-40, 900) if (l + padding - span) // s + 1 == outputs]
        return [sides[0], sides[-1]]

    low, high = ends(o)
    return {
        "floor-forgotten": [low, low],
        "one-too-far": [low, high + 1],
        "dilation-ignored": ends(o, span=k),
        "padded-once": ends(o, padding=p),
        "no-minus-one": ends(o + 1),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("cnn.conv-output-size", wrong_conv_output_size), ("cnn.input-sizes-of-output", wrong_input_sizes)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
