"""The maximum mean discrepancy between two samples."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import integer, one_of, positive, real, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def mmd_squared(x: np.ndarray, y: np.ndarray, sigma: float) -> float:
    """The biased estimate (V-statistic) of MMD² with a Gaussian kernel; never negative.

    x: (N,), y: (M,), samples of numbers; sigma: bandwidth, k(a, b) = exp(−(a − b)²/(2σ²)).
    Source: Gretton et al. 2012, A kernel two-sample test, the biased estimate.
    """

    def mean_kernel(a: np.ndarray, b: np.ndarray) -> float:
        return float(np.mean(np.exp(-((a[:, None] - b[None, :]) ** 2) / (2 * sigma**2))))

    return mean_kernel(x, x) - 2 * mean_kernel(x, y) + mean_kernel(y, y)


KINDS = (
    Kind(
        id="generative.mmd-rbf",
        catalogue="V-14.Q2",
        level=2,
        title=Text("MMD² with a Gaussian kernel", "高斯核的 MMD²"),
        stem=Text(
            "Two samples of two numbers each: x = {x} and y = {y}. What is the biased estimate of MMD² with a Gaussian kernel "
            "of bandwidth σ = {sigma}?",
            "两个样本各含 2 个数：x = {x}，y = {y}。用带宽 σ = {sigma} 的高斯核，MMD² 的有偏估计是多少？",
        ),
        convention=Text(
            "k(a, b) = exp(−(a − b)²/(2σ²)); V-statistic: pairs of a number with itself count; MMD² and not its root",
            "k(a, b) = exp(−(a − b)²/(2σ²))；V 统计量：数与自身的配对也计入；求 MMD²，不开方",
        ),
        givens={
            "x": vector(real(integer(-4, 4)), 2),
            "y": vector(real(integer(-4, 4)), 2),
            "sigma": positive(one_of(1, 1.5, 2, 2.5, 3)),
        },
        where=("x[0] != x[1]", "y[0] != y[1]", "MMD2 >= 0.05"),
        steps="""
            g = 1/(2*sigma^2)  # factor in the exponent | 指数中的系数
            k_x = (1 + exp(-g*(x_1 - x_2)^2))/2  # mean kernel within x | x 内部核的均值
            k_y = (1 + exp(-g*(y_1 - y_2)^2))/2  # mean kernel within y | y 内部核的均值
            S = exp(-g*(x_1 - y)^2) + exp(-g*(x_2 - y)^2)  # kernels of each y with x₁ and with x₂, added | 每个 y 与 x₁ 和 x₂ 的核之和
            k_xy = mean(S)/2  # mean kernel between x and y | x 与 y 之间核的均值
            MMD2 = k_x - 2*k_xy + k_y  # squared maximum mean discrepancy | 最大均值差异的平方
        """,
        asked="MMD2",
        type="float",
        reference=mmd_squared,
        misconceptions="""
            cross-term-once @mean-over-pairs  Cross term subtracted only once | 交叉项只减一次
                MMD2 = k_x - k_xy + k_y
                You subtracted the cross term once, as the notes do. ‖a − b‖² = ‖a‖² − 2 a·b + ‖b‖².
                交叉项你只减了一次，讲义也是如此。‖a − b‖² = ‖a‖² − 2 a·b + ‖b‖²。
            two-forgotten @gaussian-kernel  The 2 of 2σ² left out | 漏掉 2σ² 中的 2
                g = 1/sigma^2
                You left out the 2 of 2σ²: the exponent is −(a − b)²/(2σ²).
                你漏了 2σ² 中的 2：指数是 −(a − b)²/(2σ²)。
            not-squared @gaussian-kernel  Distances not squared | 距离未平方
                k_x = (1 + exp(-g*abs(x_1 - x_2)))/2
                k_y = (1 + exp(-g*abs(y_1 - y_2)))/2
                S = exp(-g*abs(x_1 - y)) + exp(-g*abs(x_2 - y))
                You did not square the distances. The Gaussian kernel takes (a − b)².
                你没有把距离平方。高斯核用的是 (a − b)²。
            = unbiased  Unbiased estimate | 无偏估计
                k_x = exp(-g*(x_1 - x_2)^2)
                k_y = exp(-g*(y_1 - y_2)^2)
                That is the unbiased estimate, which leaves out pairs of a number with itself. The biased one counts them.
                这是无偏估计，不计数与自身的配对。有偏估计要计入。
            root-taken  Square root taken | 多开了平方根
                MMD2 = sqrt(k_x - 2*k_xy + k_y)
                That is MMD. Asked is its square: do not take the root.
                这是 MMD。题目求的是它的平方：不要开方。
        """,
        contains={"gaussian-kernel": 1.0, "mean-over-pairs": 1.0},
        source="Gretton et al. 2012, A kernel two-sample test, the biased estimate",
        claims=3,
        must_claim=("cross-term-once",),
        without={
            "inverse": Text(
                "every given enters several exponentials at once, so it can only be found by numerical root finding",
                "每个已知量都同时进入多个指数函数，只能用数值求根得到",
            )
        },
    ),
)
