from __future__ import annotations

import math

import numpy as np
import pytest

from studytool.topics.cnn.alexnet import LAYERS, NETS, feature_map
from tests.topics.nested_lists import places
from tests.topics.wrong_numbers import disagreements

TWO_GPUS, ONE_GPU = NETS


def chain(net: int, l: int) -> list[tuple[int, int]]:
    """Channels and side after each layer of the net."""
    table = {name: np.array(column) for name, column in NETS[net].items()}
    maps = [feature_map(l, **{name: column[:n] for name, column in table.items()}) for n in range(1, len(LAYERS) + 1)]
    assert all(height == width for _, height, width in maps)
    return [(int(channels), int(side)) for channels, side, _ in maps]


def test_the_paper_s_maps():
    """Input 227 gives 55, 27, 27, 13, 13, 13, 13, 6, with 96, 256, 384, 384 and 256 channels."""
    assert chain(TWO_GPUS, 227) == [
        (96, 55), (96, 27), (256, 27), (256, 13), (384, 13), (384, 13), (256, 13), (256, 6),
    ]  # fmt: skip


def test_torchvision_s_maps():
    """Input 224 with padding 2 gives the same sides, with 64, 192, 384, 256 and 256 channels."""
    assert chain(ONE_GPU, 224) == [
        (64, 55), (64, 27), (192, 27), (192, 13), (384, 13), (256, 13), (256, 13), (256, 6),
    ]  # fmt: skip


def test_the_paper_s_224_does_not_fit():
    """The paper's 224 without padding ends in 5×5, not in the 6×6 that its first dense layer wants."""
    assert [side for _, side in chain(TWO_GPUS, 224)] == [54, 26, 26, 12, 12, 12, 12, 5]


@pytest.mark.parametrize("net", NETS)
def test_pooling_keeps_the_channels(net):
    """A pooling layer puts out as many channels as it takes in."""
    channels = NETS[net]["c"]
    pools = [place for place, name in enumerate(LAYERS) if name.startswith("pool")]
    assert all(channels[place] == channels[place - 1] for place in pools)


def wrong_alexnet_map(G, n, l, c, k, s, p):
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


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("cnn.alexnet-map", wrong_alexnet_map)
