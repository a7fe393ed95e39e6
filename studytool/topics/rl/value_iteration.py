"""Value iteration: sweeps of the Bellman optimality backup."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Probabilities, fraction, integer, one_of, real, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def value_iteration(r: np.ndarray, P: np.ndarray, v: np.ndarray, gamma: float, k: int) -> np.ndarray:
    """The state values after k synchronous sweeps from v.

    r: (actions, states), the expected reward of an action in a state; P: (actions, states, states), P[a, s, s'] the
    probability of s' after a in s; v: (states,). Source: Sutton & Barto 2018, section 4.4.
    """
    for _ in range(k):
        q = r + gamma * P @ v
        v = q.max(axis=0)
    return v


def two_action_sweeps(
    r_L: np.ndarray, P_L: np.ndarray, r_R: np.ndarray, P_R: np.ndarray, v_0: np.ndarray, gamma: float, k: int
) -> np.ndarray:
    """Value iteration with the two actions L and R.

    r_L, r_R: (states,); P_L, P_R: (states, states), a row for each state that is left; v_0: (states,).
    """
    return value_iteration(np.stack([r_L, r_R]), np.stack([P_L, P_R]), v_0, gamma, k)


KINDS = (
    Kind(
        id="rl.value-iteration-sweeps",
        catalogue="Q-04.Q1",
        level=2,
        title=Text("Sweeps of value iteration", "价值迭代的扫描"),
        stem=Text(
            "An MDP has the states 1 and 2 and the actions L and R: r_L and r_R are an action's rewards in the two states, row i "
            "of P_L and P_R holds the probabilities of the next state after that action in state i. γ = {gamma}. What are "
            "the values of both states after {k} sweeps of value iteration from v₀ (2 numbers)?",
            "一个 MDP 有状态 1 和 2，动作 L 和 R：r_L 和 r_R 是两个动作在各状态的奖励，P_L 和 P_R 的第 i 行是在状态 i 执行该动作的转移概率。"
            "γ = {gamma}。从 v₀ 开始做 {k} 轮价值迭代扫描，两个状态的价值各是多少（2 个数）？",
        ),
        convention=Text(
            "synchronous: a sweep computes both values from those of the sweep before",
            "同步更新：每轮扫描都只用上一轮的价值",
        ),
        givens={
            "r_L": vector(real(integer(-5, 5)), 2),
            "P_L": Probabilities(2, rows=2),
            "r_R": vector(real(integer(-5, 5)), 2),
            "P_R": Probabilities(2, rows=2),
            "v_0": vector(real(integer(-9, 9)), 2),
            "gamma": fraction(one_of(0.5, 0.8, 0.9)),
            "k": size(one_of(2, 2, 3)),
        },
        where=("min(abs(r_L - r_R)) > 0", "abs(v_0[0] - v_0[1]) >= 2", "min(abs(v)) >= 0.05"),
        steps="""
            for i in 1..k
                q_L_{i} = r_L + gamma*(P_L @ v_{i-1})  # value of action L in each state, sweep {i} | 第 {i} 轮：各状态下动作 L 的价值
                q_R_{i} = r_R + gamma*(P_R @ v_{i-1})  # value of action R in each state, sweep {i} | 第 {i} 轮：各状态下动作 R 的价值
                v_{i} = max(q_L_{i}, q_R_{i})  # state values after sweep {i} | 第 {i} 轮扫描后的状态价值
            v = v_{k}  # state values at the end | 最后的状态价值
        """,
        asked="v",
        type="vector",
        reference=two_action_sweeps,
        misconceptions="""
            = in-place  In-place updates | 使用就地更新
                for i in 1..k
                    w_{i} = [max(q_L_{i}[0], q_R_{i}[0]), v_{i-1}[1]]
                    v_{i} = [w_{i}[0], max(r_L[1] + gamma*(P_L[1] @ w_{i}), r_R[1] + gamma*(P_R[1] @ w_{i}))]
                That is the in-place version: state 2 already used the new value of state 1. Here a sweep is synchronous.
                这是就地更新的结果：状态 2 用了状态 1 的新价值。这里的扫描是同步更新。
            random-policy @max-over-actions  Mean instead of the maximum | 用平均代替最大值
                for i in 1..k
                    v_{i} = (q_L_{i} + q_R_{i})/2
                You averaged over the actions: that evaluates the random policy. Value iteration takes the maximum.
                你对动作取了平均：那是在评估随机策略。价值迭代取最大值。
            maxima-separate @max-over-actions  Reward and future maximized separately | 奖励与后续分别取最大值
                for i in 1..k
                    v_{i} = max(r_L, r_R) + gamma*max(P_L @ v_{i-1}, P_R @ v_{i-1})
                You maximized the reward and the future separately. One action must earn both: maximize their sum.
                你对奖励和后续价值分别取了最大值。二者必须来自同一个动作：应对它们的和取最大值。
            greedy-on-reward @max-over-actions  Action chosen by reward alone | 只按奖励选择动作
                for i in 1..k
                    v_{i} = (r_L > r_R)*q_L_{i} + (r_R > r_L)*q_R_{i}
                You chose the action with the larger reward. The choice is by r + γ P v, the future included.
                你选了奖励较大的动作。应按 r + γ P v 选择，包括后续价值。
            discount-forgotten @discounted-backup  Discount left out | 漏掉折扣因子
                for i in 1..k
                    v_{i} = max(r_L + P_L @ v_{i-1}, r_R + P_R @ v_{i-1})
                You left out γ. The next state's value is discounted: r + γ P v.
                你漏了 γ。后继状态的价值要打折扣：r + γ P v。
            one-sweep-short  One sweep too few | 少做一轮扫描
                v = v_{k-1}
                You stopped one sweep early: v₀ is where you start and counts as no sweep.
                你少做了一轮扫描：v₀ 是起点，不算一轮。
        """,
        contains={"discounted-backup": 1.0, "max-over-actions": 1.0, "matrix-vector": 1.0, "recurrence": 0.5},
        needs=("discounted-backup", "max-over-actions"),
        source="Sutton & Barto 2018, section 4.4",
        claims=3,
        parts=("q_L_1", "q_R_1", "v_1", "v"),
        without={
            "inverse": Text(
                "every given passes through the maximum of each sweep, so each candidate takes all the sweeps again",
                "每个已知量都要经过各轮扫描的最大值，每试一个数都要重做全部扫描",
            )
        },
    ),
)
