"""Backpropagation through time: the weight is used at every step, so every step adds to its gradient."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Given, decimal, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def states(h_0: float, w: float, u: float, x: np.ndarray) -> np.ndarray:
    """The states h_0 … h_T of the scalar network h_t = tanh(w·h_{t−1} + u·x_t).

    x: (T,); returns (T + 1,).
    Source: Goodfellow et al. 2016, Deep Learning, section 10.2.
    """
    h = [h_0]
    for x_t in x:
        h.append(np.tanh(w * h[-1] + u * x_t))
    return np.array(h)


def state_gradients(h: np.ndarray, w: float, y: np.ndarray) -> np.ndarray:
    """∂L/∂h_t for t = 1 … T, with L = ½ Σ (h_t − y_t)²: each step adds its own loss to what comes back.

    h: (T + 1,), y: (T,); returns (T,).
    Source: Goodfellow et al. 2016, Deep Learning, section 10.2.2.
    """
    delta: np.ndarray = h[1:] - y
    for t in range(len(y) - 2, -1, -1):
        delta[t] += w * delta[t + 1] * (1 - h[t + 2] ** 2)
    return delta


def weight_gradient(h_0: float, w: float, u: float, x: np.ndarray, y: np.ndarray) -> float:
    """∂L/∂w of a scalar recurrent network with L = ½ Σ (h_t − y_t)², by backpropagation through time.

    x, y: (T,), inputs and targets; h_0: the state before the first input.
    Source: Werbos 1990; Goodfellow et al. 2016, Deep Learning, section 10.2.2.
    """
    h = states(h_0, w, u, x)
    delta = state_gradients(h, w, y)
    return float(np.sum(delta * (1 - h[1:] ** 2) * h[:-1]))


WEIGHT: Given = decimal(-1.5, 1.5, 1, apart=0.5)

KINDS = (
    Kind(
        id="rnn.bptt-weight-gradient",
        catalogue="R-02.Q2",
        level=3,
        title=Text("Gradient of a recurrent weight", "循环权重的梯度"),
        stem=Text(
            "A scalar network h_t = tanh(w·h_{{t−1}} + u·x_t) with w = {w}, u = {u} starts at h₀ = {h_0}, reads x = {x} and "
            "should give y = {y}: L = ½ Σ (h_t − y_t)². What is ∂L/∂w?",
            "标量网络 h_t = tanh(w·h_{{t−1}} + u·x_t)，w = {w}，u = {u}，从 h₀ = {h_0} 开始读入 x = {x}，目标为 y = {y}，"
            "L = ½ Σ (h_t − y_t)²。求 ∂L/∂w。",
        ),
        convention=Text("full backpropagation through time, not truncated", "完整的通过时间反向传播（BPTT），不截断"),
        givens={
            "w": WEIGHT,
            "u": WEIGHT,
            "h_0": decimal(-0.9, 0.9, 1, apart=0.3),
            "x": vector(decimal(-2, 2, 1, apart=0.5), 3),
            "y": vector(decimal(-0.9, 0.9, 1), 3),
        },
        where=("abs(G) >= 0.05",),
        steps="""
            for t in 1..len(x)
                a_{t} = w*h_{t-1} + u*x_{t}  # pre-activation at time {t} | 时刻 {t} 的预激活值
                h_{t} = tanh(a_{t})  # state at time {t} | 时刻 {t} 的隐状态
                d_{t} = 1 - h_{t}^2  # tanh's derivative at time {t} | 时刻 {t} 处 tanh 的导数
            delta_{len(x)} = h_{len(x)} - y_{len(x)}  # ∂L/∂h at the last time | 最后时刻的 ∂L/∂h
            for t in 1..len(x)-1
                delta_{t} = h_{t} - y_{t} + w*d_{t+1}*delta_{t+1}  # ∂L/∂h at time {t} | 时刻 {t} 的 ∂L/∂h
            for t in 1..len(x)
                g_{t} = delta_{t}*d_{t}*h_{t-1}  # what time {t} adds to ∂L/∂w | 时刻 {t} 对 ∂L/∂w 的贡献
            G = g_1 + g_2 + g_3  # ∂L/∂w over all times | 各时刻合计的 ∂L/∂w
        """,
        asked="G",
        type="float",
        reference=weight_gradient,
        misconceptions="""
            own-loss-forgotten @chain-rule  Loss of each step left out | 漏掉各步自己的损失
                for t in 1..len(x)-1
                    delta_{t} = w*d_{t+1}*delta_{t+1}
                You sent back the last loss only. Each step adds its own: δ_t = (h_t − y_t) + w(1 − h_{{t+1}}²)δ_{{t+1}}.
                你只回传了最后一步的损失。每一步还要加上自己的损失：δ_t = (h_t − y_t) + w(1 − h_{{t+1}}²)δ_{{t+1}}。
            last-time-only @chain-rule  Last time step only | 只算最后时刻
                G = g_3
                You stopped at the last time. w is used at every step: add the contributions of all of them.
                你只算了最后时刻。每一步都用到 w：应把各时刻的贡献相加。
            = truncated-after-one-step  Truncation after one step | 一步后截断
                for t in 1..len(x)-1
                    delta_{t} = h_{t} - y_{t}
                That is BPTT truncated after one step. Here later losses also reach w through h_t.
                这是一步后截断的 BPTT。这里后面各步的损失还会经 h_t 传到 w。
            derivative-of-the-pre-activation @tanh  Tanh's derivative from the pre-activation | tanh 导数误用预激活值
                for t in 1..len(x)
                    d_{t} = 1 - a_{t}^2
                You took 1 − a_t² for tanh's derivative. It is 1 − h_t², with h_t = tanh(a_t).
                你把 1 − a_t² 当作 tanh 的导数。应为 1 − h_t²，其中 h_t = tanh(a_t)。
            derivative-forgotten @tanh  Tanh's derivative left out | 漏掉 tanh 的导数
                for t in 1..len(x)
                    d_{t} = 1
                You left out tanh's derivative. Each way back through a step multiplies by 1 − h_t².
                你漏了 tanh 的导数。每回传一步都要乘以 1 − h_t²。
            own-state-for-the-one-before @recurrence  Current state for the previous one | 误用当前时刻的隐状态
                for t in 1..len(x)
                    g_{t} = delta_{t}*d_{t}*h_{t}
                You multiplied by h_t. At time t the weight w multiplies h_{{t−1}}, so that is its derivative.
                你乘的是 h_t。时刻 t 的 w 乘的是 h_{{t−1}}，它才是对 w 的导数。
        """,
        contains={"tanh": 1.0, "chain-rule": 1.0, "recurrence": 1.0},
        source="Werbos 1990; Goodfellow et al. 2016, Deep Learning, section 10.2.2",
        claims=3,
        must_claim=("own-loss-forgotten",),
        parts=("h_3", "delta_3", "delta_2", "delta_1", "G"),
        inverse=("y_1", "y_2", "y_3"),
    ),
)
