"""Transposed convolution: the adjoint of a convolution, computed as a convolution of a widened input."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, count, decimal, integer, one_of, real, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def transposed_conv(x: np.ndarray, w: np.ndarray, s: int, p: int) -> np.ndarray:
    """A one-dimensional transposed convolution: each input lays the scaled kernel down, then p is cropped at both ends.

    x: (l,), w: (k,), s: stride and p: padding of the convolution that it transposes; returns ((l − 1)s − 2p + k,).
    Source: Dumoulin & Visin 2016, section 4; torch.nn.ConvTranspose1d.
    """
    l, k = len(x), len(w)
    y = np.zeros((l - 1) * s + k)
    for i in range(l):
        y[i * s : i * s + k] += x[i] * w
    return y[p : len(y) - p]


KINDS = (
    Kind(
        id="cnn.transposed-conv-values",
        catalogue="C-09.Q3",
        level=3,
        title=Text("Values of a transposed convolution", "转置卷积的数值"),
        stem=Text(
            "Apply a one-dimensional transposed convolution with kernel w, stride {s} and padding {p} to x. "
            "What is the output y, from left to right?",
            "对 x 作一维转置卷积，卷积核为 w，步幅 {s}，填充 {p}。从左到右，输出 y 是多少？",
        ),
        convention=Text(
            "PyTorch's ConvTranspose1d: s and p are those of the forward cross-correlation; no bias, no output padding",
            "PyTorch 的 ConvTranspose1d：s 和 p 属于正向的互相关运算；无偏置，无输出填充",
        ),
        givens={
            "s": size(integer(2, 3)),
            "p": count(integer(0, 1)),
            "l": Hidden(size(one_of(2, 3))),
            "k": Hidden(size(one_of(2, 3))),
            "x": vector(real(one_of(-4, -3, -2, -1, 1, 2, 3, 4)), "l"),
            "w": vector(decimal(-2, 2, 1, apart=0.3), "k"),
        },
        steps="""
            v = spread(x, s)  # x with s − 1 zeros between neighbours | 相邻元素之间插入 s − 1 个零的 x
            e = len(w) - p - 1  # zeros at each end | 两端各填充的零的个数
            u = pad(v, e)  # widened input | 填充之后的输入
            m = reverse(w)  # flipped kernel | 翻转后的卷积核
            y = correlate(u, m)  # output: the flipped kernel slid with stride 1 | 输出：翻转后的卷积核以步幅 1 滑动
        """,
        asked="y",
        type="vector",
        reference=transposed_conv,
        misconceptions="""
            kernel-not-flipped @sliding-sum  Kernel not flipped | 卷积核未翻转
                m = w
                You did not flip the kernel. Over the widened input the transposed convolution slides w reversed.
                你没有翻转卷积核。在填充后的输入上滑动的是倒序的 w。
            padded-by-p  Padding with p zeros | 两端各填充 p 个零
                e = p
                You padded with p zeros. With k numbers in w, padding p of the forward convolution means k − p − 1 zeros at each end here.
                你在两端各填充了 p 个零。w 有 k 个数时，正向卷积的填充 p 在这里对应两端各 k − p − 1 个零。
            padding-ignored  Padding left out | 忽略填充
                e = len(w) - 1
                You ignored the padding. It crops: with k numbers in w, k − p − 1 zeros at each end, so the output is 2p shorter.
                你忽略了填充 p。它的作用是裁剪：w 有 k 个数时，两端各补 k − p − 1 个零，输出短 2p。
            one-zero-too-many  One inserted zero too many | 多插一个零
                v = spread(x, s + 1)
                You inserted s zeros. A stride of s puts s − 1 zeros between neighbours.
                你插入了 s 个零。步幅 s 对应相邻元素之间 s − 1 个零。
            stride-ignored  No zeros between the inputs | 输入之间未插零
                v = x
                You inserted no zeros. With stride s, each step in the input is s steps in the output.
                你没有插入零。步幅为 s 的转置卷积中，输入每移一格，输出移 s 格。
        """,
        contains={"sliding-sum": 1.0, "convolution-size": 0.3},
        needs=("cnn.conv-output-size",),
        source="Dumoulin & Visin 2016, section 4, relationships 13 and 14",
        claims=3,
        inverse=("x_1", "x_2", "w_1", "w_2"),
        without={
            "write": Text(
                "its steps insert zeros, pad, flip and slide arrays, which is no formula to type",
                "各步是对数组插零、填充、翻转和滑动，没有可写的公式",
            )
        },
    ),
)
