"""MMD² as one quadratic form of the kernel matrix of both samples together."""

from __future__ import annotations

import torch
from torch import Tensor


def mmd_squared(x: Tensor, y: Tensor, sigma: float) -> Tensor:
    """wᵀK w, where w weighs x by 1/N and y by −1/M."""
    points = torch.cat([x, y]).double()[:, None]
    weights = torch.cat([torch.full(x.shape, 1 / len(x)), torch.full(y.shape, -1 / len(y))]).double()
    kernel = torch.exp(-torch.cdist(points, points).square() / (2 * sigma**2))
    return weights @ kernel @ weights


CROSSCHECKS = {"generative.mmd-rbf": mmd_squared}
