"""The receptive field: how much of the input one unit of a layer sees."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, integer, one_of, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def receptive_field(k: np.ndarray, s: np.ndarray) -> int:
    """The side of the theoretical receptive field after the last layer, not clipped to the input.

    k: kernel sides, s: strides, both (layers,), first layer first.
    Source: Araujo, Norris & Sim 2019, recurrence for r.
    """
    r, jump = 1, 1
    for kernel, stride in zip(k.tolist(), s.tolist(), strict=True):
        r += (kernel - 1) * jump
        jump *= stride
    return r


KINDS = (
    Kind(
        id="cnn.receptive-field",
        catalogue="C-02.Q1",
        level=2,
        title=Text("Receptive field of a stack of layers", "多层的感受野"),
        stem=Text(
            "Layers with kernel sizes k = {k} and strides s = {s} follow each other, first layer first. "
            "How many input pixels wide is the receptive field of one unit of the last layer?",
            "各层依次的卷积核尺寸为 k = {k}，步幅为 s = {s}。最后一层的一个单元在输入上的感受野边长是多少？",
        ),
        convention=Text(
            "theoretical receptive field, not clipped to the input; padding does not matter",
            "理论感受野，不截断到输入范围；与填充无关",
        ),
        givens={
            "layers": Hidden(size(one_of(2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5))),
            "k": vector(size(one_of(1, 2, 3, 5, 7)), "layers"),
            "s": vector(size(integer(1, 3)), "layers"),
        },
        where=("max(k) > 1",),
        steps="""
            j_0 = 1  # jump of the input | 输入的累积步幅
            r_0 = 1  # receptive field of an input pixel | 输入像素的感受野
            for i in 1..len(k)
                r_{i} = r_{i-1} + (k_{i} - 1)*j_{i-1}  # receptive field after layer {i} | 第 {i} 层后的感受野
                j_{i} = j_{i-1}*s_{i}  # jump after layer {i} | 第 {i} 层后的累积步幅
            r = r_{len(k)}  # receptive field | 感受野
        """,
        asked="r",
        type="int",
        reference=receptive_field,
        misconceptions="""
            own-stride-included @receptive-field-step  Own stride of the layer included | 计入本层自己的步幅
                for i in 1..len(k)
                    r_{i} = r_{i-1} + (k_{i} - 1)*j_{i}
                You multiplied by a layer's own stride. Only the strides of the layers before it count.
                你乘上了本层自己的步幅。只有它之前各层的步幅才算。
            strides-ignored @receptive-field-step  Strides left out | 忽略步幅
                for i in 1..len(k)
                    j_{i} = 1
                You left out the strides. After a stride of s, one step of the next kernel is s input pixels.
                你忽略了步幅。经过步幅 s 之后，后一层卷积核的一步相当于输入上的 s 个像素。
            preceding-stride-only @receptive-field-step  Only the preceding stride counted | 只算前一层的步幅
                for i in 1..len(k)
                    j_{i} = s_{i}
                You used only the stride of the layer just before. The strides of all layers before it multiply.
                你只用了前一层的步幅。之前所有各层的步幅要连乘。
            strides-of-later-layers @receptive-field-step  Strides of the later layers counted | 误用之后各层的步幅
                for i in 1..len(k)
                    r_{i} = (r_{i-1} - 1)*s_{i} + k_{i}
                You went through the layers in the wrong direction, so that a layer's pixels were spread by the strides after it. Only the strides of the layers before it count.
                你把各层的顺序弄反了，使一层的像素被之后各层的步幅拉开。只有它之前各层的步幅才算。
            kernels-multiplied @receptive-field-step  Kernel sizes multiplied | 卷积核尺寸连乘
                for i in 1..len(k)
                    r_{i} = r_{i-1}*k_{i}
                You multiplied the kernel sizes. Each layer adds (k − 1) times the product of the strides before it.
                你把卷积核尺寸相乘了。每一层只增加 (k − 1) 乘以之前各层步幅的乘积。
            kernel-without-minus-one @receptive-field-step  Kernel size without minus one | 卷积核尺寸未减一
                for i in 1..len(k)
                    r_{i} = r_{i-1} + k_{i}*j_{i-1}
                You added k where k − 1 is new: one of the kernel's pixels is already in the field.
                你每层加了 k，而新增的只有 k − 1：卷积核的一个像素本来就在感受野里。
        """,
        contains={"receptive-field-step": 1.0, "recurrence": 0.5},
        source="Araujo, Norris & Sim 2019, Computing Receptive Fields of CNNs",
        parts=("r_1", "j_1", "r_2", "r"),
        inverse=("k_1", "k_2", "s_1"),
    ),
)
