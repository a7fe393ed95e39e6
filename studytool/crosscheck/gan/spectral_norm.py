"""The power iteration with which torch.nn.utils.spectral_norm normalises a layer."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.utils import spectral_norm


def spectral_norm_estimate(W: Tensor, u: Tensor) -> Tensor:
    """By how much a training step's forward pass divides the weight; it iterates v first, as the paper does."""
    layer = torch.nn.Linear(*W.shape, bias=False, dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(W)
        spectral_norm(layer)
        layer.weight_u.copy_(u)
        layer(torch.zeros(1, W.shape[1], dtype=torch.float64))
    ratio: Tensor = W.double().norm() / layer.weight.norm()
    return ratio


CROSSCHECKS = {"gan.spectral-norm-power-step": spectral_norm_estimate}
