"""GraphSAGE: a node's own features beside an aggregate of its neighbours'."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Drawn, Hidden, bit, decimal, index, integer, matrix, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text
from studytool.topics.gnn.graph import branching_node, irregular_graph


def sage_layer(A: np.ndarray, H: np.ndarray, W: np.ndarray, i: int) -> np.ndarray:
    """The new features of node i, (f,): mean of all neighbours, concatenation, ReLU, not normalized.

    A: (n, n); H: (n, d), one row a node; W: (f, 2d), own features first.
    Source: Hamilton, Ying & Leskovec 2017, Algorithm 1, line 5.
    """
    h_N = H[A[i] == 1].mean(axis=0)
    z = W @ np.concatenate([H[i], h_N])
    return np.where(z > 0, z, 0)


FEATURE = decimal(-2, 2, 1, apart=0.3)

KINDS = (
    Kind(
        id="gnn.sage-layer",
        catalogue="G-12.Q2",
        level=2,
        title=Text("GraphSAGE layer", "GraphSAGE 层"),
        stem=Text(
            "A GraphSAGE layer with the mean aggregator, weights W and ReLU acts on the graph with adjacency matrix A; row j "
            "of H holds the features of node j, counted from 0. What are the new features of node {i} (2 numbers)?",
            "一层 GraphSAGE 用均值聚合、权重 W 和 ReLU 作用于邻接矩阵为 A 的图；H 的第 j 行是节点 j 的特征，节点从 0 编号。"
            "节点 {i} 的新特征是多少（2 个数）？",
        ),
        convention=Text(
            "all neighbours, none sampled; h_new = ReLU(W [h_i ‖ h_N]), own features first; no ℓ₂ normalization afterwards",
            "使用全部邻居，不采样；h_new = ReLU(W [h_i ‖ h_N])，自身特征在前；之后不做 ℓ₂ 归一化",
        ),
        givens={
            "n": Hidden(size(integer(4, 5))),
            "A": bit(Drawn(irregular_graph)),
            "i": index(Drawn(branching_node)),
            "H": matrix(FEATURE, "n", 2),
            "W": matrix(FEATURE, 2, 4),
        },
        where=("min(abs(h_N)) > 0.01", "max(z) > 0.05", "min(abs(z)) >= 0.05"),
        steps="""
            h_N = A[i] @ H/sum(A[i])  # mean of the neighbours | 邻居的均值
            c = concat(H[i], h_N)  # own features and the mean | 自身特征与均值拼接
            z = W @ c  # before ReLU | ReLU 之前
            h_new = relu(z)  # new features | 新的特征
        """,
        asked="h_new",
        type="vector",
        reference=sage_layer,
        misconceptions="""
            self-in-mean @neighbour-mean  Own features in the mean | 均值包含自身
                h_N = (A[i] @ H + H[i])/(sum(A[i]) + 1)
                You put node i into the mean. The mean is over its neighbours; its own features enter by concatenation.
                你把节点 i 放进了均值。均值只对邻居取；自身特征通过拼接进入。
            sum-for-mean @neighbour-mean  Sum for the mean | 用求和代替均值
                h_N = A[i] @ H
                You added the neighbours up. The mean aggregator divides by their number.
                你把邻居相加了。均值聚合还要除以邻居个数。
            neighbours-first  Neighbours first in the concatenation | 拼接时邻居在前
                c = concat(h_N, H[i])
                You put the neighbours first. Own features come first: [h_i ‖ h_N].
                你把邻居放在前面了。自身特征在前：[h_i ‖ h_N]。
            mean-over-all-nodes @neighbour-mean  Division by the node count | 除以全部节点数
                h_N = A[i] @ H/len(A)
                You divided by the number of all nodes. The mean is over the neighbours of i only.
                你除以了全部节点数。均值只对 i 的邻居取。
            = normalised  Normalization to length 1 | 多做 ℓ₂ 归一化
                h_new = relu(z)/norm(relu(z))
                That is h_new divided by its ℓ₂ norm, as line 7 of Algorithm 1 goes on to do. Here it is not normalized.
                这是除以 ℓ₂ 范数之后的 h_new，即算法 1 第 7 行的下一步。这里不做归一化。
            relu-forgotten @relu  ReLU left out | 漏掉 ReLU
                h_new = z
                You left out ReLU: negative entries become 0.
                你漏了 ReLU：负数应变为 0。
        """,
        contains={"neighbour-mean": 1.0, "matrix-vector": 1.0, "relu": 1.0},
        source="Hamilton, Ying & Leskovec 2017, Algorithm 1",
        claims=3,
        without={
            "inverse": Text(
                "the features and the weights are matrices, and only numbers and entries of vectors are hidden",
                "特征和权重都是矩阵，而能隐藏的只有数和向量的分量",
            ),
        },
    ),
)
