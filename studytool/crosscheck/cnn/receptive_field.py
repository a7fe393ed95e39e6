"""The receptive field as what autograd reaches."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import conv1d


def receptive_field(k: Tensor, s: Tensor) -> int:
    """Last minus first, plus 1, of the input positions that move one output; strided kernels may skip some between."""
    reach = int(1 + ((k - 1) * torch.cumprod(s, 0)).sum())
    x = torch.ones(1, 1, reach, dtype=torch.float64, requires_grad=True)
    y = x
    for kernel, stride in zip(k.tolist(), s.tolist(), strict=True):
        y = conv1d(y, torch.ones(1, 1, kernel, dtype=torch.float64), stride=stride)
    (gradient,) = torch.autograd.grad(y[0, 0, 0], x)
    touched = gradient[0, 0].nonzero()
    return int(touched.max() - touched.min()) + 1


CROSSCHECKS = {"cnn.receptive-field": receptive_field}
