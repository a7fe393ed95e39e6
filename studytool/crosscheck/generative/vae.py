"""The VAE's terms from torch.distributions; the bound as evidence minus gap."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.distributions import Categorical, Independent, Normal, kl_divergence


def gaussian_kl(mu: Tensor, sigma: Tensor) -> Tensor:
    """KL divergence of a diagonal Gaussian from the standard one."""
    q = Independent(Normal(mu, sigma), 1)
    prior = Independent(Normal(torch.zeros_like(mu), torch.ones_like(sigma)), 1)
    return kl_divergence(q, prior)


def discrete_elbo(p_z: Tensor, p_x: Tensor, q: Tensor, K: int) -> Tensor:
    """The evidence log p(x) minus the KL divergence from q to the posterior over the K values."""
    posterior = Categorical(probs=p_z * p_x)
    evidence = torch.logsumexp(p_z.log() + p_x.log(), dim=0)
    gap = kl_divergence(Categorical(probs=q.reshape(K)), posterior)
    return evidence - gap


CROSSCHECKS = {"generative.gaussian-kl": gaussian_kl, "generative.elbo-discrete": discrete_elbo}
