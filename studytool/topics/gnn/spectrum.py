"""The spectrum of a graph: the eigenvalues of its Laplacian."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Drawn, decimal, integer, positive, size, weight
from studytool.kinds.kind import Kind
from studytool.text.language import Text
from studytool.topics.gnn.graph import named_graph


def laplacian_spectrum(A: np.ndarray) -> np.ndarray:
    """The eigenvalues of L = D − A in ascending order, (n,).

    A: (n, n), symmetric adjacency matrix without self-loops, weighted or not. The smallest eigenvalue is 0.
    Source: Brouwer & Haemers 2012, Spectra of Graphs, section 1.4, for the families.
    """
    D = np.diag(A.sum(axis=1))
    L = D - A
    return np.linalg.eigvalsh(L)


KINDS = (
    Kind(
        id="gnn.spectrum",
        catalogue="G-03.Q1",
        level=2,
        title=Text("Spectrum of a named graph", "常见图的谱"),
        stem=Text(
            "A is the adjacency matrix of a graph on {n} nodes whose edges all have weight {w}: a path, a cycle, a star, a "
            "complete or a complete bipartite graph. What is the spectrum of its Laplacian L = D − A, in ascending order "
            "({n} numbers)?",
            "A 是 {n} 个节点的图的邻接矩阵，每条边的权重都是 {w}；该图是路、环、星图、完全图或完全二部图之一。"
            "它的拉普拉斯矩阵 L = D − A 的谱是什么？按升序给出 {n} 个数。",
        ),
        convention=Text(
            "L = D − A with the weighted degrees in D, not normalized; eigenvalues ascending, repeated ones as often as they occur",
            "L = D − A，D 由加权的度构成，不归一化；特征值按升序排列，重特征值按重数重复",
        ),
        givens={"n": size(integer(5, 8)), "w": positive(decimal(0.2, 9.9, 1)), "A": weight(Drawn(named_graph))},
        steps="""
            d = rowsum(A)  # weighted degrees | 各节点的加权度
            L = diag(d) - A  # Laplacian | 拉普拉斯矩阵
            lam = eigenvalues(L)  # eigenvalues in ascending order | 升序的特征值
        """,
        asked="lam",
        parts=("d", "lam"),
        type="vector",
        reference=laplacian_spectrum,
        misconceptions="""
            = descending  Descending order | 按降序排列
                lam = reverse(eigenvalues(L))
                Those are the eigenvalues in descending order, as the notes have them. Asked is ascending order, 0 first.
                这是按降序排列的特征值，与讲义相同。这里要求升序，0 排在最前。
            adjacency-spectrum @laplacian  Spectrum of the adjacency matrix | 邻接矩阵的谱
                lam = eigenvalues(A)
                Those are the eigenvalues of the adjacency matrix A. The Laplacian is L = D − A.
                这是邻接矩阵 A 的特征值。拉普拉斯矩阵是 L = D − A。
            normalised-laplacian  Spectrum of the normalized Laplacian | 归一化拉普拉斯矩阵的谱
                L = identity(n) - diag(1/sqrt(d)) @ A @ diag(1/sqrt(d))
                Those are the eigenvalues of the normalized Laplacian. Here L = D − A is not divided by degrees.
                这是对称归一化拉普拉斯矩阵的特征值。这里 L = D − A，不除以度。
            signless @laplacian  D + A for D − A | 用 D + A 代替 D − A
                L = diag(d) + A
                Those are the eigenvalues of D + A. The adjacency matrix is subtracted: L = D − A.
                这是 D + A 的特征值。邻接矩阵应减去：L = D − A。
            weight-ignored @laplacian  Edge weight left out | 漏掉边的权重
                L = (diag(d) - A)/w
                You left out the edge weight {w}. It multiplies the Laplacian, and with it every eigenvalue.
                你漏了边的权重 {w}。拉普拉斯矩阵要乘以它，每个特征值也随之乘以它。
            diagonal @eigenvalues  Degrees for eigenvalues | 把度当作特征值
                lam = sort(d)
                Those are the degrees, the diagonal of L. L is not diagonal: its eigenvalues are other numbers.
                这是各节点的度，即 L 的对角线。L 不是对角矩阵，特征值并不等于对角元。
        """,
        contains={"laplacian": 1.0, "eigenvalues": 1.0},
        source="Brouwer & Haemers 2012, Spectra of Graphs, section 1.4",
        claims=3,
        must_claim=("descending",),
        without={
            "inverse": Text("the edge weight can be read off the printed matrix", "边的权重可直接从给出的矩阵读出"),
            "write": Text(
                "L = D − A is printed and eigenvalues come from a library call",
                "L = D − A 已经写出，特征值由库函数求得",
            ),
        },
    ),
)
