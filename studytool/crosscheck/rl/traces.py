"""Sarsa(λ) in torch, its trace as a gradient: Q(s, a) is linear in the table, so autograd gives the visited entry."""

from __future__ import annotations

import torch
from torch import Tensor


def sarsa_lambda(Q: Tensor, pair: Tensor, reward: Tensor, alpha: float, gamma: float, lam: float) -> Tensor:
    """Semi-gradient Sarsa(λ) on a table of parameters."""
    table = Q.clone().requires_grad_()
    trace = torch.zeros_like(Q)
    following = [*pair.tolist()[1:], None]
    for now, after, r in zip(pair.tolist(), following, reward.tolist(), strict=True):
        (gradient,) = torch.autograd.grad(table[now], table)
        trace = gamma * lam * trace + gradient
        target = r + (gamma * table[after] if after is not None else 0.0)
        with torch.no_grad():
            table += alpha * (target - table[now]) * trace
    return table.detach()


CROSSCHECKS = {"rl.sarsa-lambda-episode": sarsa_lambda}
