"""A GraphSAGE layer as libraries write it: one matrix for the node itself and one for its neighbours."""

from __future__ import annotations

import torch
from torch import Tensor


def sage_layer(A: Tensor, H: Tensor, W: Tensor, i: int) -> Tensor:
    """Two linear layers, added up, for all nodes at once; row i of the result."""
    own, neighbours = W.split(H.shape[1], dim=1)
    means = torch.sparse.mm(A.double().to_sparse(), H) / A.sum(dim=1, keepdim=True)
    return torch.relu(H @ own.T + means @ neighbours.T)[i]


CROSSCHECKS = {"gnn.sage-layer": sage_layer}
