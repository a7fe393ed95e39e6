"""AlexNet's feature maps, in the paper's form for two GPUs and in torchvision's for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Drawn, count, index, integer, one_of, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text

LAYERS: Final = ("conv1", "pool1", "conv2", "pool2", "conv3", "conv4", "conv5", "pool5")
NETS: Final[Mapping[int, Mapping[str, tuple[int, ...]]]] = {
    2: {
        "c": (96, 96, 256, 256, 384, 384, 256, 256),
        "k": (11, 3, 5, 3, 3, 3, 3, 3),
        "s": (4, 2, 1, 2, 1, 1, 1, 2),
        "p": (0, 0, 2, 0, 1, 1, 1, 0),
    },
    1: {
        "c": (64, 64, 192, 192, 384, 256, 256, 256),
        "k": (11, 3, 5, 3, 3, 3, 3, 3),
        "s": (4, 2, 1, 2, 1, 1, 1, 2),
        "p": (2, 0, 2, 0, 1, 1, 1, 0),
    },
}
"""By number of GPUs: output channels, kernel sides, strides and paddings of the layers that change the map's shape."""


def feature_map(l: int, c: np.ndarray, k: np.ndarray, s: np.ndarray, p: np.ndarray) -> np.ndarray:
    """The shape (C, H, W) of the map after the last of these convolutions and poolings.

    l: input side; c: output channels, k: kernel sides, s: strides, p: paddings on each side, all (layers,).
    Source: Krizhevsky et al. 2012, sections 3.4 and 3.5.
    """
    for kernel, stride, padding in zip(k.tolist(), s.tolist(), p.tolist(), strict=True):
        l = (l + 2 * padding - kernel) // stride + 1
    return np.array([c[-1], l, l])


def column(name: str) -> Callable[[Draw, Mapping[str, Value]], Value]:
    """How a column of the net's layer table is read off, down to the layer that is asked for."""
    return lambda _, earlier: np.array(NETS[earlier["G"]][name][: earlier["n"]])


KINDS = (
    Kind(
        id="cnn.alexnet-map",
        catalogue="C-15.Q1",
        level=2,
        title=Text("Feature map of AlexNet", "AlexNet 的特征图"),
        stem=Text(
            "An AlexNet (number of GPUs: {G}; 2 as in Krizhevsky 2012, 1 as in torchvision) reads a 3×{l}×{l} image. Its "
            "layers are conv1, pool1, conv2, pool2, conv3, conv4, conv5, pool5. Up to layer {n} the output channels are c, "
            "the kernel sizes k, the strides s and the paddings p. What is the shape C×H×W of the map after layer {n}?",
            "用 {G} 块 GPU 的 AlexNet（2：Krizhevsky 2012；1：torchvision 的版本）读入 3×{l}×{l} 的图像。"
            "各层依次为 conv1, pool1, conv2, pool2, conv3, conv4, conv5, pool5；到第 {n} 层为止，输出通道数为 c，核尺寸为 k，"
            "步幅为 s，每侧填充为 p。第 {n} 层之后特征图的形状 C×H×W 是多少？",
        ),
        convention=Text(
            "pooling rounds down like convolution; padding is added on every side; channels are counted over all GPUs",
            "池化与卷积一样向下取整；各侧都填充；通道数为各 GPU 合计",
        ),
        givens={
            "G": size(one_of(*NETS)),
            "n": index(integer(1, len(LAYERS))),
            "l": size(one_of(*[224] * 6, *[227] * 6, *range(195, 1000))),
            "c": size(Drawn(column("c"))),
            "k": size(Drawn(column("k"))),
            "s": size(Drawn(column("s"))),
            "p": count(Drawn(column("p"))),
        },
        steps="""
            l_0 = l  # input side | 输入边长
            for i in 1..len(k)
                l_{i} = floor((l_{i-1} + 2*p_{i} - k_{i})/s_{i}) + 1  # side after layer {i} | 第 {i} 层后的边长
            m = shape(c_{len(c)}, l_{len(k)}, l_{len(k)})  # shape C×H×W | 形状 C×H×W
        """,
        asked="m",
        type="shape",
        reference=feature_map,
        misconceptions="""
            rounded-up @cnn.conv-output-size  Rounding up instead of down | 向上取整
                for i in 1..len(k)
                    l_{i} = ceil((l_{i-1} + 2*p_{i} - k_{i})/s_{i}) + 1
                You rounded up. A last window that does not fit is dropped: the division is rounded down.
                你向上取整了。最后一个放不下的窗口要舍去：除法应向下取整。
            padding-ignored @cnn.conv-output-size  Padding left out | 忽略填充
                for i in 1..len(k)
                    l_{i} = floor((l_{i-1} - k_{i})/s_{i}) + 1
                You left out the padding. The kernel slides over l + 2p pixels.
                你忽略了填充。卷积核在 l + 2p 个像素上滑动。
            padded-once @cnn.conv-output-size  Padding counted once | 填充只算一次
                for i in 1..len(k)
                    l_{i} = floor((l_{i-1} + p_{i} - k_{i})/s_{i}) + 1
                You counted the padding once. It is added on both sides: 2p.
                填充你只算了一次。两侧都要填充：应加 2p。
            no-plus-one @cnn.conv-output-size  Plus one left out | 漏掉加一
                for i in 1..len(k)
                    l_{i} = floor((l_{i-1} + 2*p_{i} - k_{i})/s_{i})
                You left out the + 1: the window's first position counts too.
                你漏了 + 1：窗口的初始位置也算一个。
            channels-of-the-layer-before @map-shape  Input channels for output channels | 误用输入通道数
                m = shape(c_{max(len(c) - 1, 1)}, l_{len(k)}, l_{len(k)})
                You gave the channels that go into the last layer. A map has the channels that come out of it.
                你给的是最后一层的输入通道数。特征图的通道数是该层的输出通道数。
            side-of-the-layer-before @map-shape  Side before the last layer | 误用前一层的边长
                m = shape(c_{len(c)}, l_{len(k)-1}, l_{len(k)-1})
                You gave the side before the last layer. It shrinks once more.
                你给的是最后一层之前的边长。它还要再缩小一次。
        """,
        contains={"cnn.conv-output-size": 0.7, "map-shape": 1.0, "recurrence": 0.5},
        needs=("cnn.conv-output-size",),
        source="Krizhevsky et al. 2012, sections 3.4 and 3.5; torchvision.models.alexnet",
        parts=("l_1", "m"),
        without={
            "inverse": Text(
                "after most layers 16 or 32 neighbouring input sides give the same map",
                "多数层之后有 16 或 32 个相邻的输入边长得到同一特征图",
            ),
            "write": Text(
                "every layer repeats the one formula for the output size, and the last step only puts a shape together",
                "各层重复同一个输出尺寸公式，最后一步只是拼出形状",
            ),
        },
    ),
)
