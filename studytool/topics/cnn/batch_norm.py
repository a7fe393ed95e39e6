"""Batch normalization while training: a batch is normalized by its own mean and variance."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, decimal, integer, one_of, positive, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def batch_norm(x: np.ndarray, gamma: float, beta: float, eps: float) -> np.ndarray:
    """One channel of a batch after batch normalization in training mode.

    x: (m,), all values of the channel, over the batch and over space; gamma, beta: scale and shift; returns (m,).
    Source: Ioffe & Szegedy 2015, algorithm 1.
    """
    mu = x.mean()
    variance = ((x - mu) ** 2).mean()
    x_hat = (x - mu) / np.sqrt(variance + eps)
    y: np.ndarray = gamma * x_hat + beta
    return y


KINDS = (
    Kind(
        id="cnn.batch-norm-train",
        catalogue="C-21.Q1",
        level=2,
        title=Text("Batch normalization in training", "训练时的批归一化"),
        stem=Text(
            "A channel takes the values x in a batch. Normalize it as in training, with γ = {gamma}, β = {beta} and "
            "ε = {eps}. What is y, in the same order?",
            "一个通道在一批中的取值为 x。按训练模式做批归一化，γ = {gamma}，β = {beta}，ε = {eps}。按同样顺序，y 各是多少？",
        ),
        convention=Text(
            "biased variance (divided by the number m of values), ε under the root, as in Ioffe & Szegedy and PyTorch",
            "有偏方差（除以值的个数 m），ε 在根号内，与 Ioffe & Szegedy 及 PyTorch 相同",
        ),
        givens={
            "m": Hidden(size(integer(3, 6))),
            "x": vector(decimal(-5, 5, 1), "m"),
            "gamma": decimal(0.5, 2.5, 1),
            "beta": decimal(-2, 2, 1, apart=0.2),
            "eps": positive(one_of(0.001, 0.01, 0.1)),
        },
        where=("max(x) - min(x) >= 1", "min(abs(y)) >= 0.02"),
        steps="""
            mu = mean(x)  # mean | 均值
            v = mean((x - mu)^2)  # variance | 方差
            x_hat = (x - mu)/sqrt(v + eps)  # normalized values | 归一化后的值
            y = gamma*x_hat + beta  # scaled and shifted values | 缩放并平移后的值
        """,
        asked="y",
        type="vector",
        reference=batch_norm,
        misconceptions="""
            deviation-under-the-root @standardization  Standard deviation under the root | 根号内用标准差
                x_hat = (x - mu)/sqrt(sqrt(v) + eps)
                You put the standard deviation σ under the root, as the notes have it: √(σ + ε). The variance stands there: √(σ² + ε).
                你像讲义那样把标准差 σ 放在根号内：√(σ + ε)。根号内应是方差：√(σ² + ε)。
            unbiased-variance @mean-and-variance  Unbiased instead of biased variance | 误用无偏方差
                v = sum((x - mu)^2)/(len(x) - 1)
                You used the unbiased variance, divided by m − 1: that is for the running variance. Here divide by m.
                你用了无偏方差（除以 m − 1），那是移动方差用的。这里应除以 m。
            root-forgotten @standardization  Division by the variance | 除以方差而非标准差
                x_hat = (x - mu)/(v + eps)
                You divided by the variance. Divide by its root √(v + ε).
                你除以了方差。应除以它的平方根 √(v + ε)。
            not-scaled-and-shifted  Scale and shift left out | 漏掉缩放和平移
                y = x_hat
                You stopped at the normalized values. γ and β follow: y = γ·x_hat + β.
                你停在了归一化后的值。还要乘 γ 加 β：y = γ·x_hat + β。
            scale-and-shift-exchanged  Scale and shift exchanged | 缩放与平移弄反
                y = beta*x_hat + gamma
                You exchanged γ and β. γ scales, β shifts.
                你把 γ 和 β 弄反了。γ 负责缩放，β 负责平移。
            mean-not-subtracted @standardization  Mean not subtracted | 未减去均值
                x_hat = x/sqrt(v + eps)
                You did not subtract the mean. Normalizing centres the batch first: x − μ.
                你没有减去均值。归一化先将这一批中心化：x − μ。
        """,
        contains={"mean-and-variance": 1.0, "standardization": 1.0},
        source="Ioffe & Szegedy 2015, algorithm 1",
        claims=3,
        must_claim=("deviation-under-the-root",),
        inverse=("gamma", "beta"),
    ),
)
