"""The λ-return by its backward recursion."""

from __future__ import annotations

import torch
from torch import Tensor


def lambda_return(R: Tensor, V: Tensor, gamma: float, lam: float) -> Tensor:
    """G ← r + γ((1 − λ) V(s') + λ G), from the last reward to the first."""
    following = torch.cat([V[:-1], V.new_zeros(1)])
    G = V.new_zeros(())
    for r, value in zip(R.flip(0), following.flip(0), strict=True):
        G = r + gamma * torch.lerp(value, G, lam)
    return G


CROSSCHECKS = {"rl.lambda-return": lambda_return}
