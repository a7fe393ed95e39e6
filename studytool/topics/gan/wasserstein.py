"""The Wasserstein-1 distance on the line."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Drawn, Hidden, Probabilities, one_of, sample, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def wasserstein(x: np.ndarray, p: np.ndarray, q: np.ndarray) -> float:
    """W₁ between two distributions on the same points of the line: the area between their distribution functions.

    x: (points,), ascending; p, q: (points,), probabilities; in units of x. Source: Vallender 1974.
    """
    F, G = p.cumsum(), q.cumsum()
    return float((np.abs(F - G)[:-1] * np.diff(x)).sum())


def uneven_points(stream: Draw, earlier: Mapping[str, Value]) -> np.ndarray:
    """Ascending integers whose gaps are not all alike."""
    gaps = stream.shuffled([1, 2, 3, 4])[: earlier["n"] - 1]
    return np.array([*accumulate([stream.integer(-3, 2), *gaps])])


KINDS = (
    Kind(
        id="gan.wasserstein-discrete",
        catalogue="A-10.Q2",
        level=2,
        title=Text("Wasserstein distance of discrete distributions", "离散分布的 Wasserstein 距离"),
        stem=Text(
            "Two distributions live on the points x = {x} of the line: p = {p} and q = {q}. What is their Wasserstein distance W₁?",
            "数轴上的点 x = {x} 处有两个分布：p = {p} 和 q = {q}。它们的 Wasserstein 距离 W₁ 是多少？",
        ),
        givens={
            "n": Hidden(size(one_of(4, 4, 5))),
            "x": sample(Drawn(uneven_points)),
            "p": Probabilities("n"),
            "q": Probabilities("n"),
        },
        where=("max(cumsum(p - q)) > 0.05", "min(cumsum(p - q)) < -0.05"),
        steps="""
            F = cumsum(p)  # distribution function of p | p 的分布函数
            G = cumsum(q)  # distribution function of q | q 的分布函数
            d = x[1:len(x)] - x[0:len(x)-1]  # gaps between neighbouring points | 相邻点的间距
            W = sum(abs(F - G)[0:len(x)-1]*d)  # Wasserstein distance | Wasserstein 距离
        """,
        asked="W",
        type="float",
        reference=wasserstein,
        misconceptions="""
            mean-difference  Distance of the means | 均值之差
                W = abs(p @ x - q @ x)
                That is the distance of the means: mass moved right cancelled mass moved left. Take |F − G| before summing.
                这是均值之差：右移与左移的质量互相抵消了。应先取 |F − G| 再求和。
            total-variation  Total variation distance | 全变差距离
                W = sum(abs(p - q))/2
                That is the total variation distance: how much mass moves. W₁ also counts how far it moves.
                这是全变差距离：有多少质量移动。W₁ 还要计入移动的距离。
            gaps-ignored  Gaps between points ignored | 忽略点的间距
                W = sum(abs(F - G))
                You treated the points as evenly spaced, 1 apart. Multiply each |F − G| by the gap to the next point.
                你把各点当作间距为 1。每个 |F − G| 要乘以到下一点的间距。
            not-accumulated @cumulative-sum  Probabilities not accumulated | 概率未累积
                W = sum(abs(p - q)[0:len(x)-1]*d)
                You compared p and q themselves. W₁ compares the cumulative sums: what must cross each gap.
                你直接比较了 p 和 q。W₁ 比较累积和：即必须穿过每个间隔的质量。
            gaps-squared  Squares instead of absolute values | 平方代替绝对值
                W = sum(((F - G)^2)[0:len(x)-1]*d)
                You squared F − G, as the Cramér distance does. W₁ takes the absolute value.
                你对 F − G 取了平方，那是 Cramér 距离的做法。W₁ 取绝对值。
            largest-gap-only  Largest difference only | 只取最大的差
                W = max(abs(F - G))
                You took the largest |F − G|, as Kolmogorov and Smirnov do. W₁ is the whole area between F and G.
                你取了 |F − G| 的最大值，那是 Kolmogorov–Smirnov 统计量。W₁ 是 F 与 G 之间的全部面积。
            whole-range  All mass moved across the whole range | 全部质量都跨越整个区间
                W = sum(abs(p - q))/2*sum(d)
                You moved every differing bit of mass from one end to the other. W₁ moves each only as far as it must.
                你让所有相差的质量都从一端移到另一端。W₁ 中每份质量只移动必要的距离。
        """,
        contains={"cumulative-sum": 1.0},
        source="Arjovsky, Chintala & Bottou 2017; Vallender 1974",
        claims=4,
        must_claim=("mean-difference",),
        without={
            "inverse": Text(
                "probabilities sum to 1 and the points are drawn together, so that no entry can be hidden alone",
                "概率之和为 1，各点一起抽取，都不能单独藏起一个",
            ),
            "write": Text(
                "its formula cuts pieces out of vectors, for which there is no common notation to type",
                "公式要截取向量的一段，没有通用的输入写法",
            ),
        },
    ),
)
