"""k sweeps of value iteration as the best plan of k decisions, found by trying all of them."""

from __future__ import annotations

import itertools

import torch
from torch import Tensor


def sweeps(r_L: Tensor, P_L: Tensor, r_R: Tensor, P_R: Tensor, v_0: Tensor, gamma: float, k: int) -> Tensor:
    """The largest value, in each state, over all sequences of k deterministic policies that end with v_0."""
    r, P = torch.stack([r_L, r_R]).double(), torch.stack([P_L, P_R])
    states = torch.arange(len(v_0))
    policies = [torch.tensor(actions) for actions in itertools.product((0, 1), repeat=len(v_0))]
    plans: list[Tensor] = []
    for plan in itertools.product(policies, repeat=k):
        value = v_0.double()
        for policy in reversed(plan):
            value = r[policy, states] + gamma * torch.mv(P[policy, states], value)
        plans.append(value)
    return torch.stack(plans).amax(dim=0)


CROSSCHECKS = {"rl.value-iteration-sweeps": sweeps}
