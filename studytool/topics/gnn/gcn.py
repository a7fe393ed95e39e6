"""The graph convolutional network of Kipf and Welling."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Drawn, Hidden, bit, decimal, matrix, one_of, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text
from studytool.topics.gnn.graph import irregular_graph


def gcn_layer(A: np.ndarray, H: np.ndarray, W: np.ndarray) -> np.ndarray:
    """One GCN layer with ReLU and without bias: the new features, (n, f).

    A: (n, n), symmetric without self-loops; H: (n, d), one row a node; W: (d, f).
    Source: Kipf & Welling 2017, equation 2.
    """
    A_loop = A + np.eye(len(A))
    d = A_loop.sum(axis=1)
    S = A_loop / np.sqrt(np.outer(d, d))
    Z = S @ H @ W
    return np.where(Z > 0, Z, 0)


FEATURE = decimal(-2, 2, 1, apart=0.3)

KINDS = (
    Kind(
        id="gnn.gcn-layer",
        catalogue="G-08.Q3",
        level=3,
        title=Text("GCN layer", "GCN 层"),
        stem=Text(
            "A GCN layer with weights W and ReLU acts on the graph with adjacency matrix A; row i of H holds the features "
            "of node i. Compute the new features H_new (one row per node, 2 numbers per row).",
            "一层权重为 W、激活函数为 ReLU 的 GCN 作用于邻接矩阵为 A 的图；H 的第 i 行是节点 i 的特征。"
            "计算新的特征 H_new（每个节点一行，每行 2 个数）。",
        ),
        convention=Text(
            "Kipf & Welling: H_new = ReLU(S H W), S = D^(−1/2) A_loop D^(−1/2), A_loop = A + I, D = diag(row sums of A_loop)",
            "Kipf & Welling：H_new = ReLU(S H W)，S = D^(−1/2) A_loop D^(−1/2)，A_loop = A + I，D = diag(A_loop 的各行之和)",
        ),
        givens={
            "n": Hidden(size(one_of(3, 3, 4))),
            "A": bit(Drawn(irregular_graph)),
            "H": matrix(FEATURE, "n", 2),
            "W": matrix(FEATURE, 2, 2),
        },
        where=("min(Z)*max(Z) < 0", "min(abs(Z)) >= 0.05", "sum(1*(Z > 0)) >= 2"),
        steps="""
            A_loop = A + identity(len(A))  # adjacency matrix with self-loops | 带自环的邻接矩阵
            d = rowsum(A_loop)  # degrees, self-loops counted | 计入自环的度
            S = diag(1/sqrt(d)) @ A_loop @ diag(1/sqrt(d))  # normalized adjacency matrix | 归一化邻接矩阵
            Z = S @ H @ W  # propagated features | 传播后的特征
            H_new = relu(Z)  # new features | 新的特征
        """,
        asked="H_new",
        type="matrix",
        reference=gcn_layer,
        misconceptions="""
            degrees-without-self-loops @self-loops  Degrees without self-loops | 度未计入自环
                d = rowsum(A)
                You normalized with the degrees of A. The self-loop counts: d is the row sum of A + I.
                你用 A 的度来归一化。自环也要计入：d 是 A + I 的各行之和。
            row-normalised @normalized-adjacency  Row normalization | 按行归一化
                S = diag(1/d) @ A_loop
                You averaged: each row was divided by d_i. Edge i, j is divided by √(d_i·d_j).
                你做了平均：每行除以 d_i。边 i, j 应除以 √(d_i·d_j)。
            no-self-loops @self-loops  Self-loops left out | 漏掉自环
                A_loop = A
                You left out the self-loops: a node's own features count too, A_loop = A + I.
                你漏了自环：节点自己的特征也要计入，A_loop = A + I。
            identity-added-afterwards @self-loops  Identity added after normalization | 归一化之后才加 I
                S = identity(len(A)) + diag(1/sqrt(rowsum(A))) @ A @ diag(1/sqrt(rowsum(A)))
                You normalized A first and added I then. Add the self-loops first, then normalize A + I.
                你先归一化 A 再加 I。应先加自环，再归一化 A + I。
            laplacian @normalized-adjacency  Propagation with the Laplacian | 用拉普拉斯矩阵传播
                S = diag(rowsum(A)) - A
                You propagated with the Laplacian, as in the notes' polynomial filter. The GCN layer uses normalized A + I.
                你用拉普拉斯矩阵传播，那是讲义中的多项式滤波器。GCN 层用归一化的 A + I。
            relu-forgotten @relu  ReLU left out | 漏掉 ReLU
                H_new = Z
                You left out ReLU: negative entries become 0.
                你漏了 ReLU：负数应变为 0。
        """,
        contains={"self-loops": 1.0, "normalized-adjacency": 1.0, "matrix-product": 1.0, "relu": 1.0},
        needs=("gnn.sage-layer", "laplacian"),
        source="Kipf & Welling 2017, equation 2",
        claims=4,
        parts=("d", "S", "Z", "H_new"),
        without={
            "inverse": Text(
                "every given is a matrix, and only numbers and entries of vectors are hidden",
                "已知量都是矩阵，而能隐藏的只有数和向量的分量",
            ),
            "write": Text("the convention prints the formula of every step", "约定里已写出每一步的公式"),
        },
    ),
)
