"""Convolution sizes from what PyTorch's convolution makes, on tensors without data."""

from __future__ import annotations

import torch
from torch.nn.functional import conv2d


def output_size(l: int, k: int, s: int, p: int, d: int) -> int:
    """The side of conv2d's output."""
    image, kernel = torch.empty(1, 1, l, l, device="meta"), torch.empty(1, 1, k, k, device="meta")
    return int(conv2d(image, kernel, stride=s, padding=p, dilation=d).shape[-1])


def input_sizes(o: int, k: int, s: int, p: int, d: int) -> list[int]:
    """The smallest and largest input side that conv2d turns into the output side."""
    first = max(1, d * (k - 1) + 1 - 2 * p)
    fitting = [l for l in range(first, (o + 1) * s + d * k) if output_size(l, k, s, p, d) == o]
    return [min(fitting), max(fitting)]


CROSSCHECKS = {"cnn.conv-output-size": output_size, "cnn.input-sizes-of-output": input_sizes}
