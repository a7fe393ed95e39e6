"""The GAN's value from binary cross-entropies, and its maximiser found by bisection on the gradient."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy


def gan_value(D_x: Tensor, D_G: Tensor) -> Tensor:
    """Minus the discriminator's loss: real samples have the label 1, fake ones 0."""
    real = binary_cross_entropy(D_x, torch.ones_like(D_x))
    fake = binary_cross_entropy(D_G, torch.zeros_like(D_G))
    return -(real + fake)


def optimal_discriminator(p_d: Tensor, p_g: Tensor) -> Tensor:
    """Where the gradient of E_data ln D + E_gen ln(1 − D) with respect to D changes its sign."""
    low, high = torch.zeros_like(p_d), torch.ones_like(p_d)
    for _ in range(54):
        D = ((low + high) / 2).requires_grad_()
        value = (p_d * D.log() + p_g * (1 - D).log()).sum()
        (slope,) = torch.autograd.grad(value, D)
        middle = D.detach()
        low, high = torch.where(slope > 0, middle, low), torch.where(slope > 0, high, middle)
    return (low + high) / 2


CROSSCHECKS = {"gan.value": gan_value, "gan.optimal-discriminator": optimal_discriminator}
