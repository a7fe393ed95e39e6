"""The λ-return: all n-step returns, averaged with weights that fade by λ."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, decimal, fraction, integer, one_of, real, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def n_step_return(R: np.ndarray, V: np.ndarray, gamma: float, n: int) -> float:
    """The return from the start that bootstraps after n rewards.

    R: (T,), R_1 to R_T; V: (T,), the estimates for S_1 to S_T. S_T is terminal: its value is 0 whatever V says.
    Source: Sutton & Barto 2018, section 7.1.
    """
    G = sum(gamma**i * R[i] for i in range(n))
    bootstrap = gamma**n * V[n - 1] if n < len(R) else 0.0
    return float(G + bootstrap)


def lambda_return(R: np.ndarray, V: np.ndarray, gamma: float, lam: float) -> float:
    """The λ-return from the start of an episode, by its definition.

    R: (T,), R_1 to R_T; V: (T,), the estimates for S_1 to S_T. Source: Sutton & Barto 2018, section 12.1.
    """
    T = len(R)
    weighted = sum(lam ** (n - 1) * n_step_return(R, V, gamma, n) for n in range(1, T))
    return float((1 - lam) * weighted + lam ** (T - 1) * n_step_return(R, V, gamma, T))


KINDS = (
    Kind(
        id="rl.lambda-return",
        catalogue="Q-06.Q4",
        level=3,
        title=Text("λ-return", "λ-回报"),
        stem=Text(
            "An episode earns R_1, …, R_T = {R}; then it is over. A network gives the values V = {V} for the states S_1, …, S_T "
            "reached after each reward, the terminal S_T included. γ = {gamma}, λ = {lam}. What is the λ-return from the start?",
            "一个回合依次得到奖励 R_1, …, R_T = {R}，随后结束。对每次奖励之后到达的状态 S_1, …, S_T（包括终止状态 S_T），"
            "网络给出价值 V = {V}。γ = {gamma}，λ = {lam}。起始时刻的 λ-回报是多少？",
        ),
        givens={
            "T": Hidden(size(one_of(3, 3, 4))),
            "R": vector(real(integer(-5, 5)), "T"),
            "V": vector(decimal(-4, 4, 1, apart=0.5), "T"),
            "gamma": fraction(one_of(0.5, 0.8, 0.9, 0.95)),
            "lam": fraction(one_of(0.3, 0.4, 0.6, 0.7, 0.8, 0.9)),
        },
        where=("R[len(R) - 1] != 0",),
        steps="""
            D_0 = 0  # discounted rewards so far | 目前的折扣奖励和
            A_0 = 0  # weighted returns so far | 目前的加权回报和
            for n in 1..len(R)
                D_{n} = D_{n-1} + gamma^{n-1}*R_{n}  # discounted sum of the first {n} rewards | 前 {n} 个奖励的折扣和
            for n in 1..len(R)-1
                G_{n} = D_{n} + gamma^{n}*V_{n}  # {n}-step return | {n} 步回报
                A_{n} = A_{n-1} + (1 - lam)*lam^{n-1}*G_{n}  # weighted returns up to n = {n} | 到 n = {n} 为止的加权回报和
            G = D_{len(R)}  # full return to the end | 到回合结束的完整回报
            G_lam = A_{len(R)-1} + lam^{len(R)-1}*G  # λ-return | λ-回报
        """,
        asked="G_lam",
        type="float",
        reference=lambda_return,
        misconceptions="""
            last-weight-too-small  Full return weighted too little | 完整回报的权重偏小
                G_lam = A_{len(R)-1} + (1 - lam)*lam^{len(R)-1}*G
                You gave the full return the weight (1 − λ)λ^(T−1). It takes all that is left, λ^(T−1): the weights sum to 1.
                你给完整回报的权重是 (1 − λ)λ^(T−1)。它得到剩下的全部 λ^(T−1)：权重之和为 1。
            lambda-exchanged  λ and 1 − λ exchanged | λ 与 1 − λ 互换
                for n in 1..len(R)-1
                    A_{n} = A_{n-1} + lam*(1 - lam)^{n-1}*G_{n}
                G_lam = A_{len(R)-1} + (1 - lam)^{len(R)-1}*G
                You exchanged λ and 1 − λ. The n-step return has the weight (1 − λ)λ^(n−1), the full one λ^(T−1).
                你把 λ 与 1 − λ 弄反了。n 步回报的权重是 (1 − λ)λ^(n−1)，完整回报的是 λ^(T−1)。
            bootstrapped-at-the-end @bootstrapping  Bootstrapping at the end | 回合结束时仍自举
                G = D_{len(R)} + gamma^{len(R)}*V_{len(R)}
                You bootstrapped at the terminal state. Nothing follows it: its value is 0, whatever the network says.
                你在终止状态自举了。其后没有奖励：无论网络给出什么，它的价值都是 0。
            bootstrap-undiscounted @bootstrapping  Bootstrapped value not discounted | 自举的价值未打折扣
                for n in 1..len(R)-1
                    G_{n} = D_{n} + V_{n}
                You did not discount the value at the end of an n-step return: it counts γ^n V(S_n).
                你没有对 n 步回报末尾的价值打折扣：应为 γ^n V(S_n)。
            weights-unnormalised  Factor 1 − λ left out | 漏掉因子 1 − λ
                for n in 1..len(R)-1
                    A_{n} = A_{n-1} + lam^{n-1}*G_{n}
                You left out the factor 1 − λ, so the weights do not sum to 1.
                你漏了因子 1 − λ，权重之和不为 1。
            weights-discounted  Weights fading by γλ | 权重按 γλ 衰减
                for n in 1..len(R)-1
                    A_{n} = A_{n-1} + (1 - lam)*(gamma*lam)^{n-1}*G_{n}
                G_lam = A_{len(R)-1} + (gamma*lam)^{len(R)-1}*G
                You let the weights fade by γλ, as a trace does. The returns are discounted already: they fade by λ.
                你让权重按 γλ 衰减，像资格迹那样。回报本身已打折扣：权重只按 λ 衰减。
        """,
        contains={"discounted-sum": 1.0, "bootstrapping": 1.0, "recurrence": 0.5},
        needs=("discounted-backup",),
        source="Sutton & Barto 2018, section 12.1",
        claims=3,
        parts=("G_1", "G_2", "G", "G_lam"),
        inverse=("R_1", "R_2", "R_3"),
    ),
)
