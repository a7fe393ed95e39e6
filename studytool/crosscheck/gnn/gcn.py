"""A GCN layer as messages along edges."""

from __future__ import annotations

import torch
from torch import Tensor


def gcn_layer(A: Tensor, H: Tensor, W: Tensor) -> Tensor:
    """Transformed features sent along every edge and self-loop, weighted, and added up where they arrive."""
    edges = (A + torch.eye(len(A))).nonzero()
    source, target = edges.unbind(1)
    degree = torch.bincount(target).double()
    message = (H @ W)[source] * (degree[source] * degree[target]).rsqrt()[:, None]
    return torch.zeros(len(A), W.shape[1], dtype=torch.float64).index_add(0, target, message).relu()


CROSSCHECKS = {"gnn.gcn-layer": gcn_layer}
