"""Deep Q-networks: targets from an online and a target network."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import decimal, fraction, integer, one_of, real, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def dqn_target(Q_minus: np.ndarray, r: float, gamma: float, *, done: bool = False) -> float:
    """The target of DQN: the target network chooses the action and values it.

    Q_minus: (actions,), Q(s', ·; θ⁻) of the target network. Source: Mnih et al. 2015, Methods.
    """
    return float(r + gamma * (1 - done) * Q_minus.max())


def double_dqn_target(Q: np.ndarray, Q_minus: np.ndarray, r: float, gamma: float, *, done: bool = False) -> float:
    """The target of Double DQN: the online network chooses the action, the target network values it.

    Q: (actions,), Q(s', ·; θ) of the online network; Q_minus: (actions,), Q(s', ·; θ⁻) of the target network.
    Source: van Hasselt, Guez & Silver 2016.
    """
    return float(r + gamma * (1 - done) * Q_minus[Q.argmax()])


VALUE = decimal(-5, 5, 1, apart=0.2)

KINDS = (
    Kind(
        id="rl.double-dqn-target",
        catalogue="Q-13.Q2",
        level=2,
        title=Text("Target of Double DQN", "Double DQN 的目标"),
        stem=Text(
            "After the reward r = {r} the state s′ is not terminal. The online network gives Q = Q(s′, ·; θ) = {Q}, the "
            "target network Q_minus = Q(s′, ·; θ⁻) = {Q_minus}; γ = {gamma}. What is the target y of Double DQN?",
            "得到奖励 r = {r} 之后，s′ 不是终止状态。在线网络给出 Q = Q(s′, ·; θ) = {Q}，"
            "目标网络给出 Q_minus = Q(s′, ·; θ⁻) = {Q_minus}；γ = {gamma}。Double DQN 的目标 y 是多少？",
        ),
        givens={
            "Q": vector(VALUE, 3),
            "Q_minus": vector(VALUE, 3),
            "r": real(integer(-5, 5)),
            "gamma": fraction(one_of(0.5, 0.8, 0.9, 0.95)),
        },
        where=("argmax(Q) != argmax(Q_minus)", "gap(Q, 1) > 0.05", "gap(Q_minus, 1) > 0.05"),
        steps="""
            a = argmax(Q)  # action that the online network prefers (from 0) | 在线网络偏好的动作（从 0 编号）
            q = Q_minus[a]  # its value in the target network | 该动作在目标网络中的价值
            y = r + gamma*q  # target | 目标
        """,
        asked="y",
        type="float",
        reference=double_dqn_target,
        misconceptions="""
            target-network-chooses  Action chosen by the target network | 由目标网络选择动作
                q = max(Q_minus)
                That is plain DQN: the target network chose the action too. In Double DQN the online network chooses.
                这是普通 DQN：动作也由目标网络选择。Double DQN 由在线网络选择动作。
            online-network-values  Action valued by the online network | 由在线网络给出价值
                q = max(Q)
                You took the online network's own value. It only chooses the action; the target network values it.
                你用了在线网络自己的价值。它只负责选动作，价值由目标网络给出。
            networks-exchanged  Online and target network exchanged | 在线网络与目标网络互换
                q = Q[argmax(Q_minus)]
                You exchanged the networks: the online one chooses the action, the target one values it.
                你把两个网络弄反了：在线网络选动作，目标网络给价值。
            outputs-as-policy @max-over-actions  Network outputs read as a policy | 把网络输出当作策略
                q = softmax(Q) @ Q_minus
                You read the outputs as a policy and averaged. DQN's outputs are action values: take the best one's value.
                你把网络输出当作策略并取了期望。DQN 的输出是动作价值：取最好的那个动作的价值。
            discount-forgotten @discounted-backup  Discount left out | 漏掉折扣因子
                y = r + q
                You left out γ. The target is r + γ times the target network's value.
                你漏了 γ。目标是 r 加 γ 乘以目标网络的价值。
        """,
        contains={"rl.q-learning-update": 0.5, "discounted-backup": 1.0, "max-over-actions": 1.0},
        needs=("rl.q-learning-update",),
        source="van Hasselt, Guez & Silver 2016; Mnih et al. 2015, Methods",
        inverse=("r", "gamma"),
    ),
)
