"""What a convolution costs: its parameters and its multiply–accumulates."""

from __future__ import annotations

from studytool.kinds.givens import Computed, Hidden, count, integer, one_of, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def conv_parameters(c_i: int, c_o: int, k_h: int, k_w: int, g: int = 1) -> int:
    """The number of weights and biases of a convolution.

    c_i, c_o: input and output channels, k_h, k_w: kernel sides in pixels, g: groups, a divisor of both channel numbers.
    Source: Krizhevsky et al. 2012, section 3.5; torch.nn.Conv2d.
    """
    weights = c_i // g * c_o * k_h * k_w
    biases = c_o
    return weights + biases


def conv_macs(c_i: int, l: int, c_o: int, k: int, s: int, p: int, g: int = 1) -> int:
    """The multiply–accumulates of a convolution on one image, without the bias.

    l: input side, k: kernel side, s: stride, p: padding on each side, in pixels; c_i, c_o: channels; g: groups.
    Source: Dumoulin & Visin 2016, relationship 6, for the output side.
    """
    o = (l + 2 * p - k) // s + 1
    return o * o * (c_i // g) * c_o * k * k


GROUPS = one_of(1, 1, 1, 2, 4)

KINDS = (
    Kind(
        id="cnn.conv-parameters",
        catalogue="C-05.Q1",
        level=1,
        title=Text("Parameters of a convolution", "卷积层的参数量"),
        stem=Text(
            "A convolution with bias turns {c_i} channels into {c_o}; its kernels are {k_h}×{k_w}, groups: {g}. "
            "How many parameters does it have?",
            "带偏置的卷积层将 {c_i} 个通道变为 {c_o} 个通道，卷积核 {k_h}×{k_w}，分 {g} 组。它有多少个参数？",
        ),
        convention=Text("weights and biases together", "权重与偏置合计"),
        givens={
            "g": size(GROUPS),
            "a": Hidden(size(one_of(1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64))),
            "b": Hidden(size(one_of(2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 30, 32, 40, 48, 64))),
            "c_i": size(Computed("g*a")),
            "c_o": size(Computed("g*b")),
            "k_h": size(one_of(1, 2, 3, 3, 5, 7)),
            "k_w": size(one_of(1, 2, 3, 3, 5, 7)),
        },
        steps="""
            c_g = floor(c_i/g)  # input channels that a kernel sees | 每个卷积核看到的输入通道数
            W = c_g*c_o*k_h*k_w  # number of weights | 权重个数
            B = c_o  # number of biases | 偏置个数
            N = W + B  # number of parameters | 参数量
        """,
        asked="N",
        type="int",
        reference=conv_parameters,
        misconceptions="""
            bias-forgotten @weight-count  Biases left out | 漏掉偏置
                N = W
                You counted the weights only, as the notes do. This layer also has one bias per output channel.
                你只数了权重（讲义的公式就是这样）。这一层的每个输出通道还有一个偏置。
            bias-per-input-channel @weight-count  One bias per input channel | 每个输入通道一个偏置
                B = c_i
                You counted one bias per input channel. There is one per output channel.
                你按输入通道数计算偏置个数。每个输出通道才有一个偏置。
            input-channels-forgotten @weight-count  Input channels left out | 漏掉输入通道数
                c_g = 1
                You left out the input channels. A kernel has k_h·k_w weights for each input channel that it sees.
                你漏了输入通道。卷积核对它看到的每个输入通道都有 k_h·k_w 个权重。
            groups-ignored @channels-of-a-group  Groups ignored | 忽略分组
                c_g = c_i
                You ignored the groups. A kernel sees only the c_i/g input channels of its group.
                你忽略了分组。每个卷积核只看到本组的 c_i/g 个输入通道。
            bias-per-weight-position @weight-count  One bias per kernel position | 核的每个位置一个偏置
                B = c_o*k_h*k_w
                You gave each kernel position its own bias. Each output channel sums its whole window first; then one bias is added.
                你给卷积核的每个位置都配了偏置。每个输出通道应先对整个窗口求和，再加一个偏置。
        """,
        contains={"weight-count": 1.0, "channels-of-a-group": 1.0},
        source="Krizhevsky et al. 2012, section 3.5; torch.nn.Conv2d",
        inverse=("k_h", "k_w"),
    ),
    Kind(
        id="cnn.conv-macs",
        catalogue="C-06.Q1",
        level=2,
        title=Text("Multiply–accumulates of a convolution", "卷积的乘加次数"),
        stem=Text(
            "An input of {c_i}×{l}×{l} meets a convolution with {c_o} output channels and {k}×{k} kernels: stride {s}, "
            "padding {p}, groups: {g}. How many multiply–accumulates (MACs) does it take?",
            "输入 {c_i}×{l}×{l}，卷积层有 {c_o} 个输出通道，卷积核 {k}×{k}，步幅 {s}，填充 {p}，分 {g} 组。乘加次数（MACs）是多少？",
        ),
        convention=Text(
            "a multiplication with its addition is 1 MAC; padding on every side, its zeros count; the bias does not",
            "1 次乘法连同加法计 1 次乘加；各侧都填充，填充的零也算；不计偏置",
        ),
        givens={
            "g": size(GROUPS),
            "a": Hidden(size(one_of(1, 2, 3, 4, 8, 16))),
            "b": Hidden(size(one_of(2, 4, 8, 12, 16, 32))),
            "c_i": size(Computed("g*a")),
            "c_o": size(Computed("g*b")),
            "l": size(integer(6, 64)),
            "k": size(one_of(1, 3, 3, 5, 7)),
            "s": size(one_of(1, 1, 2, 2, 3, 4)),
            "q": Hidden(count(integer(0, 3))),
            "p": count(Computed("min(q, floor(k/2))")),
        },
        where=("l + 2*p >= k",),
        steps="""
            o = floor((l + 2*p - k)/s) + 1  # output side | 输出边长
            c_g = floor(c_i/g)  # input channels that a kernel sees | 每个卷积核看到的输入通道数
            K = c_g*k^2  # MACs of one output number | 每个输出数的乘加次数
            M = o^2*c_o*K  # MACs in all | 总乘加次数
        """,
        asked="M",
        type="int",
        reference=conv_macs,
        misconceptions="""
            input-side-over-stride @cnn.conv-output-size  Input side divided by stride | 输入边长除以步幅
                o = l/s
                You took l/s for the output side, as the notes do. It is ⌊(l + 2p − k)/s⌋ + 1.
                你像讲义那样用 l/s 当输出边长。输出边长是 ⌊(l + 2p − k)/s⌋ + 1。
            input-side-for-output-side @cnn.conv-output-size  Input side for output side | 输入边长当作输出边长
                o = l
                You counted the input's positions. The kernel is applied once for each position of the output.
                你按输入的位置数计算。卷积核在输出的每个位置上各用一次。
            = flops-counted  FLOPs instead of MACs | 误计浮点运算次数
                M = 2*o^2*c_o*K
                That is the number of FLOPs: multiplications and additions counted apart. 1 MAC is one of each.
                这是浮点运算次数：乘法和加法分开计。1 次乘加包括两者。
            groups-ignored @channels-of-a-group  Groups ignored | 忽略分组
                c_g = c_i
                You ignored the groups. An output channel sees only the c_i/g input channels of its group.
                你忽略了分组。每个输出通道只看到本组的 c_i/g 个输入通道。
            groups-divided-twice @channels-of-a-group  Division by the groups twice | 除以两次组数
                c_g = c_i/g^2
                You divided by the number of groups twice. The g groups together cost 1/g of one ungrouped convolution, not 1/g².
                你除了两次组数。全部 g 组合计的计算量是不分组时的 1/g，不是 1/g²。
            padding-ignored @cnn.conv-output-size  Padding left out | 忽略填充
                o = floor((l - k)/s) + 1
                You left out the padding. The kernel slides over l + 2p pixels.
                你忽略了填充。卷积核在 l + 2p 个像素上滑动。
            no-plus-one @cnn.conv-output-size  Plus one left out | 漏掉加一
                o = floor((l + 2*p - k)/s)
                You left out the + 1: the kernel's first position counts too.
                你漏了 + 1：卷积核的初始位置也算一个。
            output-channels-forgotten @cnn.conv-parameters  Output channels left out | 漏掉输出通道数
                M = o^2*K
                You left out the output channels. Each of the c_o channels has an output number at every position.
                你漏了输出通道。c_o 个输出通道在每个位置上各有一个输出数。
            = bias-counted  Bias counted as well | 误计偏置
                M = o^2*c_o*(K + 1)
                That counts the bias too: one more for each output number. Here the bias does not count.
                这把偏置也计入了：每个输出数多计 1 次。这里不计偏置。
        """,
        contains={"cnn.conv-output-size": 0.7, "cnn.conv-parameters": 0.5, "channels-of-a-group": 1.0},
        needs=("cnn.conv-output-size", "cnn.conv-parameters"),
        source="Dumoulin & Visin 2016, relationship 6; MACs as in He et al. 2016, table 1",
        inverse=("l", "s"),
    ),
)
