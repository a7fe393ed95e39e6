"""AlexNet's maps from the network itself, run on tensors without data."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor
from torch.nn import Conv2d, MaxPool2d, Sequential

POOL: Final = (3, 2)


def two_gpus() -> Sequential:
    """The paper's layers that change a map's shape, both GPUs in one."""
    return Sequential(
        Conv2d(3, 96, 11, stride=4), MaxPool2d(*POOL),
        Conv2d(96, 256, 5, padding=2, groups=2), MaxPool2d(*POOL),
        Conv2d(256, 384, 3, padding=1), Conv2d(384, 384, 3, padding=1, groups=2),
        Conv2d(384, 256, 3, padding=1, groups=2), MaxPool2d(*POOL),
    )  # fmt: skip


def one_gpu() -> Sequential:
    """The layers of torchvision.models.alexnet that change a map's shape."""
    return Sequential(
        Conv2d(3, 64, 11, stride=4, padding=2), MaxPool2d(*POOL),
        Conv2d(64, 192, 5, padding=2), MaxPool2d(*POOL),
        Conv2d(192, 384, 3, padding=1), Conv2d(384, 256, 3, padding=1),
        Conv2d(256, 256, 3, padding=1), MaxPool2d(*POOL),
    )  # fmt: skip


NETS: Final = {2: two_gpus, 1: one_gpu}


def feature_map(G: int, n: int, l: int, **_: Tensor) -> list[int]:
    """The shape of the map after the first n layers; the table of layers is the network's own, not the question's."""
    with torch.device("meta"):
        layers, image = NETS[G]()[:n], torch.empty(1, 3, l, l)
    return list(layers(image).shape[1:])


CROSSCHECKS = {"cnn.alexnet-map": feature_map}
