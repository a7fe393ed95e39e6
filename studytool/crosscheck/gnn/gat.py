"""GAT coefficients from a masked softmax over all pairs of nodes."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import leaky_relu, linear


def attention_coefficients(A: Tensor, H: Tensor, W: Tensor, a: Tensor, i: int) -> Tensor:
    """Row i of the coefficients of the whole graph."""
    n = len(A)
    G = linear(H, W)
    pairs = torch.cat([G[:, None].expand(n, n, -1), G[None].expand(n, n, -1)], dim=-1)
    absent = (A + torch.eye(n)) == 0
    scores = leaky_relu(pairs @ a, negative_slope=0.2).masked_fill(absent, -torch.inf)
    return scores.softmax(dim=1)[i]


CROSSCHECKS = {"gnn.gat-attention": attention_coefficients}
