from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.cnn.receptive_field import receptive_field
from tests.topics.wrong_numbers import disagreements

LAYER = st.tuples(st.integers(1, 7), st.integers(1, 3))


def field(*layers: tuple[int, int]) -> int:
    """The receptive field of layers given as (kernel, stride)."""
    kernels, strides = zip(*layers, strict=True)
    return receptive_field(np.array(kernels), np.array(strides))


def test_alexnet_layer_by_layer():
    """AlexNet's layers see 11, 19, 51, 67, 99, 131, 163 and 195 pixels (Araujo et al. 2019: 195)."""
    layers = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]
    assert [field(*layers[:n]) for n in range(1, 9)] == [11, 19, 51, 67, 99, 131, 163, 195]


def test_vgg_16_sees_212_pixels():
    """VGG-16 before its classifier: blocks of 2, 2, 3, 3, 3 convolutions, each closed by a 2×2 pooling."""
    layers = [layer for n in (2, 2, 3, 3, 3) for layer in [(3, 1)] * n + [(2, 2)]]
    assert field(*layers) == 212


@given(st.lists(LAYER, min_size=1, max_size=6))
def test_the_last_stride_does_not_matter(layers):
    """A layer's own stride spreads its outputs; it does not widen what one of them sees."""
    (k, _), before = layers[-1], layers[:-1]
    assert field(*before, (k, 1)) == field(*before, (k, 3))


@given(st.lists(LAYER, min_size=1, max_size=5), LAYER)
def test_a_layer_below_widens_by_its_stride(layers, first):
    """One more layer (k, s) below a stack of field r makes the field s(r − 1) + k."""
    k, s = first
    assert field(first, *layers) == s * (field(*layers) - 1) + k


def wrong_receptive_field(k, s):
    def grown(jump):
        return 1 + sum((k[i] - 1) * jump(i) for i in range(len(k)))

    wrong_way = 1
    for kernel, stride in zip(k, s, strict=True):
        wrong_way = (wrong_way - 1) * stride + kernel
    return {
        "own-stride-included": grown(lambda i: math.prod(s[: i + 1])),
        "strides-ignored": 1 + sum(k) - len(k),
        "preceding-stride-only": grown(lambda i: s[i - 1] if i else 1),
        "strides-of-later-layers": wrong_way,
        "kernels-multiplied": math.prod(k),
        "kernel-without-minus-one": 1 + sum(k[i] * math.prod(s[:i]) for i in range(len(k))),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("cnn.receptive-field", wrong_receptive_field)
