"""The Inception score from entropies, and FID from Cholesky factors."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.distributions import Categorical


def inception_score(P: Tensor) -> Tensor:
    """exp(H(y) − H(y|x)): the mutual information of image and class."""
    marginal, conditional = Categorical(P.mean(dim=0)), Categorical(P)
    return torch.exp(marginal.entropy() - conditional.entropy().mean())


def frechet_distance(mu_r: Tensor, Sigma_r: Tensor, mu_g: Tensor, Sigma_g: Tensor) -> Tensor:
    """Tr (Σ_r Σ_g)^½ as the nuclear norm of L_rᵀ L_g, where Σ = L Lᵀ."""
    L_r, L_g = torch.linalg.cholesky(Sigma_r.double()), torch.linalg.cholesky(Sigma_g.double())
    overlap = torch.linalg.matrix_norm(L_r.T @ L_g, ord="nuc")
    spread = L_r.square().sum() + L_g.square().sum()
    return torch.dist(mu_r, mu_g) ** 2 + spread - 2 * overlap


CROSSCHECKS = {"gan.inception-score": inception_score, "gan.fid-full": frechet_distance}
