from __future__ import annotations

import math

import pytest

from tests.topics.wrong_numbers import disagreements


def places(length, span, s):
    """How many windows of the span fit, s apart."""
    return len(range(0, length - span + 1, s))


def conv_output_size(l, k, s, p, d):
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


def input_sizes(o, k, s, p, d):
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


def receptive_field(k, s):
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


def conv_parameters(g, c_i, c_o, k_h, k_w):
    window, seen = k_h * k_w, c_i // g
    return {
        "bias-forgotten": seen * c_o * window,
        "bias-per-input-channel": seen * c_o * window + c_i,
        "input-channels-forgotten": c_o * window + c_o,
        "groups-ignored": c_i * c_o * window + c_o,
        "bias-per-weight-position": seen * c_o * window + c_o * window,
    }


def conv_macs(g, c_i, c_o, l, k, s, p):
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


def alexnet_map(G, n, l, c, k, s, p):
    def sides(rule, padded=2):
        found = [l]
        for kernel, stride, padding in zip(k, s, p, strict=True):
            found.append(rule(found[-1] + padded * padding, kernel, stride))
        return found

    def shape(side, channels=c[-1]):
        return [channels, side, side]

    right = sides(places)
    return {
        "rounded-up": shape(sides(lambda l, k, s: math.ceil((l - k) / s) + 1)[-1]),
        "padding-ignored": shape(sides(places, padded=0)[-1]),
        "padded-once": shape(sides(places, padded=1)[-1]),
        "no-plus-one": shape(sides(lambda l, k, s: places(l, k, s) - 1)[-1]),
        "channels-of-the-layer-before": shape(right[-1], c[-2] if n > 1 else c[0]),
        "side-of-the-layer-before": shape(right[-2]),
    }


def batch_norm(x, gamma, beta, eps):
    mu = sum(x) / len(x)
    squares = sum((one - mu) ** 2 for one in x)
    v = squares / len(x)

    def y(divisor, gamma=gamma, beta=beta, mu=mu):
        return [gamma * (one - mu) / divisor + beta for one in x]

    root = math.sqrt(v + eps)
    return {
        "deviation-under-the-root": y(math.sqrt(math.sqrt(v) + eps)),
        "unbiased-variance": y(math.sqrt(squares / (len(x) - 1) + eps)),
        "root-forgotten": y(v + eps),
        "not-scaled-and-shifted": y(root, 1, 0),
        "scale-and-shift-exchanged": y(root, beta, gamma),
        "mean-not-subtracted": y(root, mu=0),
    }


def transposed_conv(s, p, x, w):
    def laid_down(w, stride, crop):
        y = [0.0] * ((len(x) - 1) * stride + len(w))
        for i, one in enumerate(x):
            for j, weight in enumerate(w):
                y[i * stride + j] += one * weight
        return y[crop : len(y) - crop]

    return {
        "kernel-not-flipped": laid_down(w[::-1], s, p),
        "padded-by-p": laid_down(w, s, len(w) - 1 - p),
        "padding-ignored": laid_down(w, s, 0),
        "one-zero-too-many": laid_down(w, s + 1, p),
        "stride-ignored": laid_down(w, 1, p),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [
        ("cnn.conv-output-size", conv_output_size),
        ("cnn.input-sizes-of-output", input_sizes),
        ("cnn.receptive-field", receptive_field),
        ("cnn.conv-parameters", conv_parameters),
        ("cnn.conv-macs", conv_macs),
        ("cnn.alexnet-map", alexnet_map),
        ("cnn.batch-norm-train", batch_norm),
        ("cnn.transposed-conv-values", transposed_conv),
    ],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
