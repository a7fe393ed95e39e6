"""The recurrent weight's gradient from autograd."""

from __future__ import annotations

import torch
from torch import Tensor


def weight_gradient(w: float, u: float, h_0: float, x: Tensor, y: Tensor) -> Tensor:
    """∂L/∂w of the unrolled network."""
    weight = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    h, states = torch.tensor(h_0, dtype=torch.float64), []
    for x_t in x:
        h = torch.tanh(weight * h + u * x_t)
        states.append(h)
    loss = (torch.stack(states) - y).square().sum() / 2
    (gradient,) = torch.autograd.grad(loss, weight)
    return gradient


CROSSCHECKS = {"rnn.bptt-weight-gradient": weight_gradient}
