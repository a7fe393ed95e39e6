"""The Laplacian spectrum from the singular values of the incidence matrix: L = B Bᵀ, each edge a column ±√w."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import pad


def laplacian_spectrum(A: Tensor, n: int, w: int) -> Tensor:
    """The squared singular values of the oriented incidence matrix, filled up with zeros, ascending."""
    heads, tails = torch.triu(A).nonzero(as_tuple=True)
    edges = torch.arange(len(heads))
    B = torch.zeros(n, len(heads), dtype=torch.float64)
    B[heads, edges], B[tails, edges] = w**0.5, -(w**0.5)
    squares = torch.linalg.svdvals(B) ** 2
    return pad(squares, (0, n - len(squares))).flip(0)


CROSSCHECKS = {"gnn.spectrum": laplacian_spectrum}
