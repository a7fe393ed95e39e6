"""Q-learning as a gradient step, and the targets as expectations under three categorical policies."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily
from torch.nn.functional import one_hot


def q_learning_update(Q_sa: float, Q_next: Tensor, a_next: int, r: int, alpha: float, gamma: float) -> Tensor:
    """A step of SGD with learning rate α on ½(target − Q)², the target detached; a_next does not matter."""
    del a_next
    table = torch.tensor(Q_sa, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([table], lr=alpha)
    target = r + gamma * Q_next.amax().detach()
    (0.5 * (target - table) ** 2).backward()
    optimizer.step()
    return table.detach()


def three_targets(Q_next: Tensor, a_next: int, r: int, gamma: float, epsilon: float) -> Tensor:
    """The reward plus γ E Q(s', A) for A as taken, ε-greedy, greedy."""
    count = len(Q_next)
    greedy = one_hot(Q_next.argmax(), count).double()
    taken = one_hot(torch.tensor(a_next), count).double()
    uniform = torch.full_like(greedy, 1 / count)
    explore = Categorical(torch.tensor([1 - epsilon, epsilon], dtype=torch.float64))
    mixed = MixtureSameFamily(explore, Categorical(torch.stack([greedy, uniform])))
    epsilon_greedy = mixed.log_prob(torch.arange(count)).exp()
    return r + gamma * torch.stack([taken, epsilon_greedy, greedy]) @ Q_next


CROSSCHECKS = {"rl.q-learning-update": q_learning_update, "rl.three-targets": three_targets}
