"""The graph attention network: how much each neighbour counts."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Drawn, Hidden, bit, decimal, index, integer, matrix, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text
from studytool.topics.gnn.graph import irregular_graph, secluded_node


def attention_coefficients(A: np.ndarray, H: np.ndarray, W: np.ndarray, a: np.ndarray, i: int) -> np.ndarray:
    """The coefficients α_ij of centre i for every node j, (n,); 0 where j is neither i nor its neighbour.

    A: (n, n); H: (n, d), one row a node; W: (f, d), applied as W h; a: (2f,), centre first; LeakyReLU slope 0.2.
    Source: Veličković et al. 2018, equations 1–3.
    """
    n = len(A)
    neighbours = [j for j in range(n) if A[i, j] or j == i]
    pairs = np.array([np.concatenate([W @ H[i], W @ H[j]]) for j in neighbours])
    e = pairs @ a
    e = np.where(e > 0, e, 0.2 * e)
    alpha = np.zeros(n)
    alpha[neighbours] = np.exp(e) / np.exp(e).sum()
    return alpha


FEATURE = decimal(-1.5, 1.5, 1, apart=0.3)
WEIGHT = decimal(-1, 1, 1, apart=0.2)

KINDS = (
    Kind(
        id="gnn.gat-attention",
        catalogue="G-10.Q2",
        level=2,
        title=Text("Attention coefficients of a GAT", "GAT 的注意力系数"),
        stem=Text(
            "A graph attention layer with weights W and attention vector a acts on the graph with adjacency matrix A; row j of H "
            "holds the features of node j, counted from 0. What are the attention coefficients α_{i}j of node {i} for all nodes j "
            "in order? Give 0 where there is none.",
            "图注意力层的权重为 W，注意力向量为 a，作用于邻接矩阵为 A 的图；H 的第 j 行是节点 j 的特征，节点从 0 编号。"
            "节点 {i} 对所有节点 j 的注意力系数 α_{i}j 依次是多少？没有系数的位置填 0。",
        ),
        convention=Text(
            "e_ij = LeakyReLU(aᵀ[W h_i ‖ W h_j]), centre i first, slope 0.2; softmax over the neighbours of i and i itself",
            "e_ij = LeakyReLU(aᵀ[W h_i ‖ W h_j])，中心节点 i 在前，负半轴斜率 0.2；对 i 的邻居及 i 自身做 softmax",
        ),
        givens={
            "n": Hidden(size(integer(4, 4))),
            "A": bit(Drawn(irregular_graph)),
            "i": index(Drawn(secluded_node)),
            "H": matrix(FEATURE, "n", 2),
            "W": matrix(WEIGHT, 2, 2),
            "a": vector(WEIGHT, 4),
        },
        where=("min(A_loop[i] ⊙ s) < -0.05", "max(abs(s)) < 5", "min(abs(s)) > 0.01"),
        steps="""
            G = H @ T(W)  # transformed features, row j is W h_j | 变换后的特征，第 j 行为 W h_j
            p = G @ a[0:2]  # what a node adds as centre | 节点作为中心的部分
            q = G @ a[2:4]  # what a node adds as neighbour | 节点作为邻居的部分
            s = p[i] + q  # scores before LeakyReLU | LeakyReLU 之前的分数
            e = leaky_relu(s)  # scores | 注意力分数
            A_loop = A + identity(len(A))  # adjacency matrix with self-loops | 带自环的邻接矩阵
            w = A_loop[i] ⊙ exp(e)  # exponentials, neighbours and centre only | 指数，只取邻居与中心
            alpha = w/sum(w)  # attention coefficients | 注意力系数
        """,
        asked="alpha",
        type="vector",
        reference=attention_coefficients,
        misconceptions="""
            no-self-loop @self-loops  Self-loop left out | 漏掉自环
                A_loop = A
                You left out node i itself. Its neighbourhood N_i includes i, which the notes do not say.
                你漏了节点 i 自身。邻域 N_i 包含 i，讲义没有说明这一点。
            slope-of-a-hundredth @relu  LeakyReLU slope 0.01 | LeakyReLU 斜率取 0.01
                e = max(s, 0.01*s)
                You used the slope 0.01, a library's default. GAT's LeakyReLU has the slope 0.2.
                你用了斜率 0.01，那是库的默认值。GAT 的 LeakyReLU 斜率为 0.2。
            leaky-relu-too-late @relu  LeakyReLU left out or late | 漏用或晚用 LeakyReLU
                e = s
                You left out LeakyReLU, or took it after softmax, where no number is negative. It acts on the scores.
                你漏了 LeakyReLU，或把它放在 softmax 之后，那时已没有负数。LeakyReLU 应作用于分数。
            not-masked @mask  Softmax over all nodes | 对所有节点做 softmax
                w = exp(e)
                You took the softmax over all nodes. Only the neighbours of i and i itself take part.
                你对所有节点做了 softmax。只有 i 的邻居和 i 自身参与。
            halves-exchanged  Halves of the attention vector exchanged | 注意力向量两半互换
                s = q[i] + p
                You exchanged the halves of a. The first half meets the centre W h_i, the second the neighbour W h_j.
                你把 a 的两半弄反了。前一半乘中心 W h_i，后一半乘邻居 W h_j。
            normalised-over-centres @softmax  Normalization over the centres | 对中心节点归一化
                alpha = w/rowsum(A_loop ⊙ exp(leaky_relu(outer(q, 1 + 0*p) + outer(1 + 0*q, p))))
                You divided by the sum over the centres that see j. For one centre i the coefficients add up to 1.
                你除以的是对能看到 j 的各中心节点求的和。对同一个中心 i，各系数之和为 1。
        """,
        contains={"matrix-product": 0.5, "relu": 1.0, "self-loops": 0.7, "mask": 0.5, "softmax": 1.0},
        needs=("gnn.sage-layer",),
        source="Veličković et al. 2018, equations 1–3",
        claims=4,
        parts=("s", "e", "alpha"),
        inverse=("a_3", "a_4"),
    ),
)
