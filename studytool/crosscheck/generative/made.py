"""MADE's masks as the zero pattern of gradients through layers that are cut entry by entry."""

from __future__ import annotations

import torch
from torch import Tensor


def mask_rows(d: Tensor, m: Tensor, k: int, i: int) -> Tensor:
    """What hidden unit k sees of the inputs, and output i of the hidden units."""
    cut = -torch.inf
    V = torch.zeros(len(d), len(m), dtype=torch.float64).masked_fill(d[:, None] <= m, cut).exp().requires_grad_()
    W = torch.zeros(len(m), len(d), dtype=torch.float64).masked_fill(m[:, None] < d, cut).exp().requires_grad_()
    x = torch.ones(len(d), dtype=torch.float64, requires_grad=True)
    hidden = W @ x
    (seen_by_unit,) = torch.autograd.grad(hidden[k - 1], x, retain_graph=True)
    (seen_by_output,) = torch.autograd.grad((V @ hidden)[i - 1], hidden)
    return torch.cat([seen_by_unit, seen_by_output]).long()


CROSSCHECKS = {"generative.made-mask": mask_rows}
