from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.cnn.cost import conv_macs, conv_parameters
from studytool.topics.cnn.size import output_size
from tests.topics.nested_lists import places
from tests.topics.wrong_numbers import disagreements

CHANNELS = st.integers(1, 16)
SIDE = st.integers(1, 5)


@pytest.mark.parametrize(
    ("c_i", "c_o", "k", "g", "parameters"),
    [
        (3, 96, 11, 1, 34_944),
        (96, 256, 5, 2, 307_456),
        (96, 256, 5, 1, 614_656),
        (256, 384, 3, 1, 885_120),
        (384, 384, 3, 2, 663_936),
        (384, 256, 3, 2, 442_624),
    ],
)
def test_parameters_of_alexnet(c_i, c_o, k, g, parameters):
    """AlexNet's five convolutions (and conv2 without groups) hold the published numbers of parameters."""
    assert conv_parameters(c_i, c_o, k, k, g) == parameters


@pytest.mark.parametrize(
    ("c_i", "l", "c_o", "k", "s", "p", "macs"),
    [
        (3, 227, 96, 11, 4, 0, 105_415_200),  # AlexNet's first layer; the notes' formula gives 112,230,162
        (8, 6, 8, 3, 1, 0, 9_216),
        (3, 32, 16, 5, 2, 0, 235_200),
        (3, 224, 64, 7, 2, 3, 118_013_952),  # ResNet's first layer, where the notes' formula is exact
    ],
)
def test_macs_of_known_layers(c_i, l, c_o, k, s, p, macs):
    """The exact counts, which use the output's side and not l/s."""
    assert conv_macs(c_i, l, c_o, k, s, p) == macs


def test_macs_of_alexnet():
    """The original AlexNet takes 724,406,816 MACs: its five convolutions and its three dense layers."""
    layers = [(3, 227, 96, 11, 4, 0, 1), (96, 27, 256, 5, 1, 2, 2), (256, 13, 384, 3, 1, 1, 1),
              (384, 13, 384, 3, 1, 1, 2), (384, 13, 256, 3, 1, 1, 2)]  # fmt: skip
    dense = 9216 * 4096 + 4096 * 4096 + 4096 * 1000
    assert sum(conv_macs(*layer) for layer in layers) + dense == 724_406_816


@given(a=CHANNELS, b=CHANNELS, g=st.integers(1, 4), k_h=SIDE, k_w=SIDE)
def test_groups_divide_the_weights_and_not_the_biases(a, b, g, k_h, k_w):
    """With g groups the weights are 1/g, and the biases stay one an output channel."""
    whole, grouped = conv_parameters(g * a, g * b, k_h, k_w), conv_parameters(g * a, g * b, k_h, k_w, g)
    assert whole - g * b == g * (grouped - g * b)


@given(c_i=CHANNELS, c_o=CHANNELS, l=st.integers(5, 30), k=SIDE, s=st.integers(1, 3), p=st.integers(0, 2))
def test_each_weight_works_once_a_position(c_i, c_o, l, k, s, p):
    """MACs are the weights times the positions of the output."""
    weights = conv_parameters(c_i, c_o, k, k) - c_o
    assert conv_macs(c_i, l, c_o, k, s, p) == weights * output_size(l, k, s, p) ** 2


def wrong_conv_parameters(g, c_i, c_o, k_h, k_w):
    window, seen = k_h * k_w, c_i // g
    return {
        "bias-forgotten": seen * c_o * window,
        "bias-per-input-channel": seen * c_o * window + c_i,
        "input-channels-forgotten": c_o * window + c_o,
        "groups-ignored": c_i * c_o * window + c_o,
        "bias-per-weight-position": seen * c_o * window + c_o * window,
    }


def wrong_conv_macs(g, c_i, c_o, l, k, s, p):
    def macs(o, seen=c_i / g, window=k * k, channels=c_o):
        return o * o * channels * seen * window

    o = places(l + 2 * p, k, s)
    return {
        "input-side-over-stride": macs(l / s),
        "input-side-for-output-side": macs(l),
        "flops-counted": 2 * macs(o),
        "groups-ignored": macs(o, seen=c_i),
        "groups-divided-twice": macs(o, seen=c_i / g / g),
        "padding-ignored": macs(places(l, k, s)),
        "no-plus-one": macs(o - 1),
        "output-channels-forgotten": macs(o, channels=1),
        "bias-counted": macs(o) + o * o * c_o,
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("cnn.conv-parameters", wrong_conv_parameters), ("cnn.conv-macs", wrong_conv_macs)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
