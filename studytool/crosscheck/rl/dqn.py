"""The Double DQN target as training code computes it: a minibatch, argmax and gather."""

from __future__ import annotations

import torch
from torch import Tensor


def double_dqn_target(Q: Tensor, Q_minus: Tensor, r: int, gamma: float) -> Tensor:
    """The target of a minibatch of one transition."""
    actions = Q[None].argmax(dim=1, keepdim=True)
    values = Q_minus[None].gather(1, actions).squeeze(1)
    done = torch.zeros(1, dtype=torch.float64)
    return (r + gamma * (1 - done) * values)[0]


CROSSCHECKS = {"rl.double-dqn-target": double_dqn_target}
