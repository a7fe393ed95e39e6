"""RBM energies by einsum; CD-1 updates as gradients of the energy."""

from __future__ import annotations

import torch
from torch import Tensor


def energy(v: Tensor, h: Tensor, W: Tensor, b: Tensor, c: Tensor) -> Tensor:
    """E(v, h), for states of probabilities as well."""
    v, h = v.double(), h.double()
    return -torch.einsum("i,ij,j->", v, W, h) - torch.dot(b, v) - torch.dot(c, h)


def cd1_update(v: Tensor, W: Tensor, b: Tensor, c: Tensor, eta: float) -> Tensor:
    """One gradient step that lowers the energy of the data and raises that of the reconstruction."""
    v, weights = v.double(), W.clone().requires_grad_()
    h = torch.sigmoid(torch.addmv(c, W.T, v))
    v_1 = torch.sigmoid(torch.addmv(b, W, h))
    h_1 = torch.sigmoid(torch.addmv(c, W.T, v_1))
    contrast = energy(v_1, h_1, weights, b, c) - energy(v, h, weights, b, c)
    (gradient,) = torch.autograd.grad(contrast, weights)
    return eta * gradient


CROSSCHECKS = {"generative.rbm-energy": energy, "generative.cd1-update": cd1_update}
