"""The restricted Boltzmann machine: its energy, and a step of contrastive divergence."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, bit, decimal, integer, matrix, one_of, positive, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def energy(v: np.ndarray, h: np.ndarray, W: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
    """The energy E(v, h) of a joint state; p(v, h) is proportional to e^−E.

    v: (m,) and h: (n,), entries 0 or 1; W: (m, n); b: (m,), visible biases; c: (n,), hidden biases.
    Source: Hinton 2002; Smolensky 1986.
    """
    return float(-v @ W @ h - b @ v - c @ h)


def sigmoid(a: np.ndarray) -> np.ndarray:
    """1/(1 + e^−a), entry by entry."""
    return np.asarray(1 / (1 + np.exp(-a)))


def cd1_update(v: np.ndarray, W: np.ndarray, b: np.ndarray, c: np.ndarray, eta: float) -> np.ndarray:
    """The weight update ΔW of CD-1 with probabilities in place of samples, (m, n).

    v: (m,), a data vector; W: (m, n); b: (m,), visible biases; c: (n,), hidden biases; eta: learning rate.
    Source: Hinton 2002; Welling & Hinton 2002 for the mean-field reconstruction.
    """
    h = sigmoid(c + v @ W)
    v_1 = sigmoid(b + W @ h)
    h_1 = sigmoid(c + v_1 @ W)
    return eta * (np.outer(v, h) - np.outer(v_1, h_1))


WEIGHT = decimal(-2, 2, 1, apart=0.2)

KINDS = (
    Kind(
        id="generative.rbm-energy",
        catalogue="V-01.Q1",
        level=1,
        title=Text("Energy of a restricted Boltzmann machine", "受限玻尔兹曼机的能量"),
        stem=Text(
            "A restricted Boltzmann machine (RBM) has weights W, visible biases b and hidden biases c. What is the energy of the state (v, h)?",
            "受限玻尔兹曼机（RBM）的权重为 W，可见单元的偏置为 b，隐藏单元的偏置为 c。状态 (v, h) 的能量是多少？",
        ),
        convention=Text(
            "units are 0 or 1; row i of W belongs to visible unit i, column j to hidden unit j; p(v, h) = e^(−E)/Z",
            "单元取 0 或 1；W 的第 i 行对应可见单元 i，第 j 列对应隐藏单元 j；p(v, h) = e^(−E)/Z",
        ),
        givens={
            "m": Hidden(size(integer(2, 3))),
            "n": Hidden(size(integer(2, 3))),
            "v": vector(bit(one_of(0, 1, 1)), "m"),
            "h": vector(bit(one_of(0, 1, 1)), "n"),
            "W": matrix(WEIGHT, "m", "n"),
            "b": vector(WEIGHT, "m"),
            "c": vector(WEIGHT, "n"),
        },
        where=("max(v) == 1", "max(h) == 1", "abs(P) > 0.05", "abs(B) > 0.05", "abs(C) > 0.05", "abs(E) > 0.05"),
        steps="""
            P = T(v) @ W @ h  # sum of w_ij v_i h_j | w_ij v_i h_j 之和
            B = T(b) @ v  # visible biases of active units | 激活的可见单元的偏置之和
            C = T(c) @ h  # hidden biases of active units | 激活的隐藏单元的偏置之和
            E = -P - B - C  # energy | 能量
        """,
        asked="E",
        type="float",
        reference=energy,
        misconceptions="""
            weights-repel  Plus sign on the weight term | 权重项取正号
                E = P - B - C
                You gave the weights a plus sign, as the notes do. Then units joined by a positive weight would repel each other: E = −vᵀW h − bᵀv − cᵀh.
                你给权重项取了正号，讲义也是如此。那样由正权重相连的单元会相互排斥：E = −vᵀW h − bᵀv − cᵀh。
            no-minus  Minus signs left out | 漏掉各项的负号
                E = P + B + C
                That is −E. The energy carries minus signs: likely states have low energy.
                这是 −E。能量的各项都带负号：概率大的状态能量低。
            units-of-ising  Units taken as ±1 | 把单元当成 ±1
                P = (2*v - 1) @ W @ (2*h - 1)
                B = b @ (2*v - 1)
                C = c @ (2*h - 1)
                You took the units as ±1. Here they are 0 or 1, so inactive units add nothing.
                你把单元当成 ±1。这里单元取 0 或 1，未激活的单元没有贡献。
            biases-exchanged @bilinear-form  Visible and hidden biases exchanged | 两组偏置互换
                B = c @ v
                C = b @ h
                You exchanged the biases: b belongs to the visible units, c to the hidden ones.
                你把偏置弄反了：b 属于可见单元，c 属于隐藏单元。
            biases-forgotten  Biases left out | 漏掉偏置
                E = -P
                You left out the biases: E = −vᵀW h − bᵀv − cᵀh.
                你漏了偏置：E = −vᵀW h − bᵀv − cᵀh。
        """,
        contains={"bilinear-form": 1.0},
        source="Hinton 2002; Smolensky 1986",
        claims=3,
        must_claim=("weights-repel",),
        inverse=("b_1", "b_2", "c_1", "c_2"),
    ),
    Kind(
        id="generative.cd1-update",
        catalogue="V-04.Q2",
        level=2,
        title=Text("Weight update of CD-1", "CD-1 的权重更新"),
        stem=Text(
            "An RBM with weights W, visible biases b and hidden biases c sees the data vector v. With learning rate {eta}, what is the "
            "update ΔW of one step of contrastive divergence (a 2×2 matrix, one row per visible unit)?",
            "RBM 的权重为 W，可见单元的偏置为 b，隐藏单元的偏置为 c，输入数据向量 v。学习率为 {eta}，"
            "做一步对比散度，权重的更新量 ΔW 是多少（2×2 矩阵，每个可见单元一行）？",
        ),
        convention=Text(
            "CD-1 with probabilities, nothing is sampled: h_0 = σ(c + Wᵀv), v_1 = σ(b + W h_0), h_1 = σ(c + Wᵀv_1)",
            "CD-1 全程使用概率，不采样：h_0 = σ(c + Wᵀv)，v_1 = σ(b + W h_0)，h_1 = σ(c + Wᵀv_1)",
        ),
        givens={
            "v": bit(one_of((1, 0), (0, 1), (1, 1))),
            "W": matrix(WEIGHT, 2, 2),
            "b": vector(WEIGHT, 2),
            "c": vector(WEIGHT, 2),
            "eta": positive(one_of(0.05, 0.1, 0.2, 0.3, 0.5)),
        },
        where=("min(abs(Delta_W)) >= 0.04*eta",),
        steps="""
            h_0 = sigmoid(c + T(W) @ v)  # hidden probabilities of the data | 数据的隐藏单元概率
            v_1 = sigmoid(b + W @ h_0)  # reconstruction | 重构
            h_1 = sigmoid(c + T(W) @ v_1)  # hidden probabilities of the reconstruction | 重构的隐藏单元概率
            Delta_W = eta*(outer(v, h_0) - outer(v_1, h_1))  # update of the weights | 权重的更新量
        """,
        asked="Delta_W",
        type="matrix",
        reference=cd1_update,
        misconceptions="""
            phases-exchanged  Positive and negative phase exchanged | 正相与负相互换
                Delta_W = eta*(outer(v_1, h_1) - outer(v, h_0))
                The sign is wrong: the data's correlations are added, the reconstruction's subtracted.
                符号反了：应加上数据的相关项，减去重构的相关项。
            own-index @outer-product  Elementwise instead of outer product | 用逐元素积代替外积
                Delta_W = eta*outer(v ⊙ h_0 - v_1 ⊙ h_1, [1, 1])
                You multiplied v_i by h_i, as the notes print it. Row i, column j needs v_i h_j: an outer product.
                你用 v_i 乘 h_i，讲义就是这样印的。第 i 行第 j 列应为 v_i h_j，即外积。
            hidden-not-updated  Hidden probabilities of the data reused | 沿用数据的隐藏单元概率
                h_1 = h_0
                You kept the data's hidden probabilities. The negative phase takes those of the reconstruction v_1.
                你沿用了数据的隐藏单元概率。负相要用重构 v_1 的隐藏单元概率。
            reconstruction-rounded  Reconstruction rounded to 0 and 1 | 重构取整为 0 和 1
                v_1 = 1*(b + W @ h_0 > 0)
                You rounded the reconstruction to 0 and 1. Here the probabilities themselves are used.
                你把重构取整为 0 和 1。这里直接使用概率。
            rate-forgotten  Learning rate left out | 漏掉学习率
                Delta_W = outer(v, h_0) - outer(v_1, h_1)
                You left out the learning rate: the difference is multiplied by η.
                你漏了学习率：差还要乘以 η。
            weights-transposed @matrix-vector  Weight matrix transposed | 误将权重矩阵转置
                h_0 = sigmoid(c + W @ v)
                v_1 = sigmoid(b + T(W) @ h_0)
                h_1 = sigmoid(c + W @ v_1)
                You transposed W. Its rows are visible units: h takes Wᵀv, v takes W h.
                你把 W 转置了。它的行对应可见单元：求 h 用 Wᵀv，求 v 用 W h。
        """,
        contains={"sigmoid": 1.0, "matrix-vector": 1.0, "outer-product": 1.0},
        needs=("generative.rbm-energy",),
        source="Hinton 2002; Welling & Hinton 2002 for the mean-field reconstruction",
        claims=4,
        inverse=("eta",),
        waived={"printed": "that nothing is sampled can only be said by the formulas of the three steps"},
    ),
)
