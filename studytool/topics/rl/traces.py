"""Sarsa(λ): credit for every state–action pair that an eligibility trace still remembers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Drawn, decimal, fraction, index, integer, one_of, real, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def sarsa_lambda(
    Q: np.ndarray, pair: np.ndarray, reward: np.ndarray, alpha: float, gamma: float, lam: float
) -> np.ndarray:
    """Q after one episode of Sarsa(λ) with accumulating traces.

    Q: (pairs,), the value of each state–action pair; pair: (T,), the pair of each step; reward: (T,), what it earned.
    The last step ends the episode: the value after it is 0.
    Source: Sutton & Barto 2018, section 12.7 (tabular, online).
    """
    Q, e = Q.astype(float), np.zeros(len(Q))
    for t, (now, r) in enumerate(zip(pair, reward, strict=True)):
        value_next = Q[pair[t + 1]] if t + 1 < len(pair) else 0.0
        delta = r + gamma * value_next - Q[now]
        e = gamma * lam * e
        e[now] += 1
        Q = Q + alpha * delta * e
    return Q


def revisiting_path(stream: Draw, _: Mapping[str, Value]) -> np.ndarray:
    """Four steps over three pairs that come back to one of them: only then do the kinds of trace differ."""
    first, second, third = stream.shuffled([0, 1, 2])
    return np.array([first, second, first, third] if stream.below(2) else [first, second, third, first])


KINDS = (
    Kind(
        id="rl.sarsa-lambda-episode",
        catalogue="Q-12.Q2",
        level=3,
        title=Text("Sarsa(λ) over an episode", "一个回合的 Sarsa(λ)"),
        stem=Text(
            "An episode visits the state–action pairs 0, 1 and 2 in the order {pair} and earns the rewards {reward}; then it "
            "ends. Q holds the values of pairs 0, 1, 2 at the start. With α = {alpha}, γ = {gamma}, λ = {lam}, what are they "
            "at the end, in the same order?",
            "一个回合按 {pair} 的顺序经过状态-动作对 0、1、2，依次得到奖励 {reward}，随后结束。Q 是状态-动作对 0、1、2 的初始价值。"
            "α = {alpha}，γ = {gamma}，λ = {lam}。结束时三者的 Q 值依次是多少？",
        ),
        convention=Text(
            "accumulating traces e; at each step decay e by γλ, then add 1 to the visited pair, then update Q; Q = 0 after the end",
            "累积迹 e；每一步先将 e 乘以 γλ，再给访问的对加 1，然后更新 Q；结束之后 Q = 0",
        ),
        givens={
            "Q": vector(decimal(-3, 3, 1, apart=0.5), 3),
            "pair": index(Drawn(revisiting_path)),
            "reward": vector(real(integer(-5, 5)), 4),
            "alpha": fraction(one_of(0.1, 0.2, 0.5)),
            "gamma": fraction(one_of(0.8, 0.9, 0.95)),
            "lam": fraction(one_of(0.3, 0.5, 0.6, 0.8)),
        },
        where=("min(abs(Q_end)) >= 0.05",),
        steps="""
            Q_0 = Q  # Q at the start | 初始的 Q
            e_0 = 0*Q  # traces at the start | 初始的资格迹
            for t in 1..len(pair)-1
                delta_{t} = reward_{t} + gamma*Q_{t-1}[pair_{t+1}] - Q_{t-1}[pair_{t}]  # TD error of step {t} | 第 {t} 步的时序差分误差
            delta_{len(pair)} = reward_{len(pair)} - Q_{len(pair)-1}[pair_{len(pair)}]  # TD error of the last step | 最后一步的时序差分误差
            for t in 1..len(pair)
                e_{t} = gamma*lam*e_{t-1} + onehot(pair_{t}, len(Q))  # traces at step {t} | 第 {t} 步的资格迹
                Q_{t} = Q_{t-1} + alpha*delta_{t}*e_{t}  # Q after step {t} | 第 {t} 步后的 Q
            Q_end = Q_{len(pair)}  # Q at the end | 结束时的 Q
        """,
        asked="Q_end",
        type="vector",
        reference=sarsa_lambda,
        misconceptions="""
            = replacing-traces  Replacing traces | 使用替换迹
                for t in 1..len(pair)
                    e_{t} = max(gamma*lam*e_{t-1}, onehot(pair_{t}, len(Q)))
                That is the answer with replacing traces: a revisited pair's trace was set to 1. Accumulating traces add 1.
                这是替换迹的答案：重新访问时资格迹被置为 1。累积迹是加 1。
            decayed-by-gamma-only @eligibility-trace  Traces decayed by γ only | 资格迹只按 γ 衰减
                for t in 1..len(pair)
                    e_{t} = gamma*e_{t-1} + onehot(pair_{t}, len(Q))
                You decayed the traces by γ only. They fade by γλ.
                你只用 γ 衰减资格迹。应乘以 γλ。
            decayed-before-use @eligibility-trace  Trace decayed before its use | 使用前先衰减资格迹
                for t in 1..len(pair)
                    e_{t} = gamma*lam*(e_{t-1} + onehot(pair_{t}, len(Q)))
                You decayed the trace before using it: the pair just visited counts with 1, not with γλ.
                你在使用之前就衰减了资格迹：刚访问的对应按 1 计，而不是 γλ。
            no-traces @eligibility-trace  Only the visited pair updated | 只更新当前访问的对
                for t in 1..len(pair)
                    e_{t} = onehot(pair_{t}, len(Q))
                You updated only the visited pair: that is Sarsa, λ = 0. With traces, earlier pairs get their share.
                你只更新了当前的对：那是 λ = 0 的 Sarsa。有资格迹时，之前的对也分到一份。
            bootstrapped-at-the-end @bootstrapping  Bootstrapping at the end | 回合结束时仍自举
                delta_{len(pair)} = reward_{len(pair)} + gamma*Q_{len(pair)-1}[pair_{1}] - Q_{len(pair)-1}[pair_{len(pair)}]
                After the last step you bootstrapped from the episode's first pair. The episode is over: the value after it is 0.
                最后一步之后你用回合的第一个对自举。回合已结束：其后的价值为 0。
        """,
        contains={
            "rl.three-targets": 0.4,
            "rl.q-learning-update": 0.5,
            "td-error": 1.0,
            "discounted-backup": 1.0,
            "eligibility-trace": 1.0,
            "bootstrapping": 0.5,
            "recurrence": 1.0,
        },
        needs=("rl.three-targets",),
        source="Sutton & Barto 2018, section 12.7",
        claims=3,
        parts=("delta_1", "e_2", "Q_2", "e_4", "Q_end"),
        inverse=("reward_3", "reward_4"),
    ),
)
