"""The size of what a convolution gives, and the input sizes that give it."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, bit, count, integer, one_of, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def output_size(l: int, k: int, s: int, p: int, d: int = 1) -> int:
    """The side of a convolution's output.

    l: input side, k: kernel side, s: stride, p: padding on each side, d: dilation; all in pixels.
    Source: Dumoulin & Visin 2016, relationships 6 and 15.
    """
    k_eff = d * (k - 1) + 1
    return (l + 2 * p - k_eff) // s + 1


def input_sizes(o: int, k: int, s: int, p: int, d: int = 1) -> np.ndarray:
    """The smallest and the largest input side whose output has side o.

    Found by trying: the floor makes s neighbouring input sizes share one output size.
    """
    k_eff = d * (k - 1) + 1
    fitting = [l for l in range(max(1, k_eff - 2 * p), (o + 1) * s + k_eff) if output_size(l, k, s, p, d) == o]
    return np.array([min(fitting), max(fitting)])


KINDS = (
    Kind(
        id="cnn.conv-output-size",
        catalogue="C-03.Q1",
        level=1,
        title=Text("Output size of a convolution", "卷积的输出尺寸"),
        stem=Text(
            "An input of {l}×{l} meets a {k}×{k} kernel: stride {s}, padding {p}, dilation {d}. How wide is the output?",
            "输入 {l}×{l}，卷积核 {k}×{k}，步幅 {s}，填充 {p}，空洞率 {d}。输出的边长是多少？",
        ),
        convention=Text(
            "stride, padding and dilation as in PyTorch's Conv2d",
            "步幅、填充和空洞率的含义与 PyTorch 的 Conv2d 相同",
        ),
        givens={
            "l": size(integer(5, 128)),
            "k": size(one_of(1, 2, 3, 5, 7)),
            "s": size(one_of(1, 2, 2, 3, 3, 4, 4)),
            "p": count(integer(0, 3)),
            "d": size(integer(1, 3)),
            "exact": Hidden(bit(one_of(1, 0, 0))),
        },
        where=("l >= d*(k - 1) + 1", "s == 1 or exact == 1 or (l + 2*p - d*(k - 1) - 1) % s > 0"),
        steps="""
            k_eff = d*(k - 1) + 1  # effective kernel size | 等效卷积核尺寸
            o = floor((l + 2*p - k_eff)/s) + 1  # output size | 输出尺寸
        """,
        asked="o",
        type="int",
        reference=output_size,
        misconceptions="""
            rounded-up @convolution-size  Rounding up instead of down | 向上取整
                o = ceil((l + 2*p - k_eff)/s) + 1
                You rounded up. A last window that does not fit is dropped: the division is rounded down.
                你向上取整了。最后一个放不下的窗口要舍去：除法应向下取整。
            dilation-ignored @dilation  Dilation left out | 忽略空洞率
                k_eff = k
                You left out the dilation. A kernel of {k} with dilation {d} spans d·(k − 1) + 1 pixels.
                你忽略了空洞率。尺寸 {k}、空洞率 {d} 的卷积核覆盖 d·(k − 1) + 1 个像素。
            dilation-times-kernel @dilation  Dilation times whole kernel | 空洞率乘整个核尺寸
                k_eff = d*k
                You took d·k for the dilated kernel. There are only k − 1 gaps to widen: it spans d·(k − 1) + 1.
                你把空洞卷积核的跨度当成 d·k。只有 k − 1 个间隔被拉开：跨度是 d·(k − 1) + 1。
            padded-once @convolution-size  Padding counted once | 填充只算一次
                o = floor((l + p - k_eff)/s) + 1
                You counted the padding once. It is added on both sides: 2p.
                填充你只算了一次。两侧都要填充：应加 2p。
            no-plus-one @convolution-size  Plus one left out | 漏掉加一
                o = floor((l + 2*p - k_eff)/s)
                You left out the + 1: the window's first position counts too.
                你漏了 + 1：窗口的初始位置也算一个。
            input-side-over-stride @convolution-size  Input side divided by stride | 输入边长除以步幅
                o = floor(l/s)
                You divided the input side by the stride. That is the output side only if the padding makes it so: count the kernel's positions, ⌊(l + 2p − k_eff)/s⌋ + 1.
                你用输入边长除以步幅。只有填充恰好合适时才是这样：应数卷积核的位置，即 ⌊(l + 2p − k_eff)/s⌋ + 1。
            padding-ignored @convolution-size  Padding left out | 忽略填充
                o = floor((l - k_eff)/s) + 1
                You left out the padding. The kernel slides over l + 2p pixels.
                你忽略了填充。卷积核在 l + 2p 个像素上滑动。
        """,
        contains={"convolution-size": 1.0, "dilation": 1.0},
        source="Dumoulin & Visin 2016, relationships 6 and 15",
        claims=3,
        inverse=("l", "k", "s", "p", "d"),
    ),
    Kind(
        id="cnn.input-sizes-of-output",
        catalogue="C-03.Q3",
        level=4,
        title=Text("Input sizes for a given output size", "给定输出尺寸的输入尺寸"),
        stem=Text(
            "A convolution with a {k}×{k} kernel, stride {s}, padding {p} and dilation {d} gives an output of {o}×{o}. "
            "What are the smallest and the largest input side for which it does?",
            "卷积核 {k}×{k}，步幅 {s}，填充 {p}，空洞率 {d}，输出为 {o}×{o}。能得到它的最小和最大输入边长各是多少？",
        ),
        convention=Text(
            "stride, padding and dilation as in PyTorch's Conv2d",
            "步幅、填充和空洞率的含义与 PyTorch 的 Conv2d 相同",
        ),
        givens={
            "o": size(integer(2, 100)),
            "k": size(one_of(2, 3, 5, 7)),
            "s": size(integer(2, 4)),
            "p": count(integer(0, 3)),
            "d": size(integer(1, 3)),
        },
        where=("(o - 1)*s + d*(k - 1) + 1 - 2*p >= 1",),
        steps="""
            k_eff = d*(k - 1) + 1  # effective kernel size | 等效卷积核尺寸
            low = (o - 1)*s + k_eff - 2*p  # smallest input side | 最小输入边长
            high = low + s - 1  # largest input side | 最大输入边长
            range = [low, high]  # smallest and largest input side | 最小和最大输入边长
        """,
        asked="range",
        type="integers",
        reference=input_sizes,
        misconceptions="""
            floor-forgotten @cnn.conv-output-size  Inverse without the floor | 反求时忽略取整
                high = low
                You inverted the formula as if nothing were rounded. The floor lets s input sizes give the same output.
                你按没有取整来反求。向下取整使 s 个相邻的输入尺寸得到同一输出。
            one-too-far  Largest side one too large | 最大边长多一
                high = low + s
                Your largest side is one too large: at low + s the window fits once more and the output grows.
                你的最大边长多了 1：到 low + s 时窗口恰好多走一步，输出就变大了。
            dilation-ignored @dilation  Dilation left out | 忽略空洞率
                k_eff = k
                You left out the dilation. The kernel spans d·(k − 1) + 1 pixels.
                你忽略了空洞率。卷积核覆盖 d·(k − 1) + 1 个像素。
            padded-once @cnn.conv-output-size  Padding counted once | 填充只算一次
                low = (o - 1)*s + k_eff - p
                You took the padding off once. It was added on both sides: subtract 2p.
                填充你只减了一次。两侧都有填充：应减 2p。
            no-minus-one @cnn.conv-output-size  Output size without minus one | 输出尺寸未减一
                low = o*s + k_eff - 2*p
                You used o where o − 1 steps are taken: the first window needs no step.
                你用了 o，而窗口只移动 o − 1 步：第一个窗口不需要移动。
        """,
        contains={"cnn.conv-output-size": 0.8},
        needs=("cnn.conv-output-size",),
        source="Dumoulin & Visin 2016, relationships 6 and 15, solved for the input size",
        inverse=("o", "k", "s", "p", "d"),
    ),
)
