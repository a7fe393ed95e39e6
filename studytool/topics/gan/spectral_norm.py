"""Spectral normalization: the largest singular value by power iteration."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import integer, matrix, one_of, real
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def spectral_norm_estimate(W: np.ndarray, u: np.ndarray, n: int = 1) -> float:
    """The estimate of σ₁(W) after n steps of power iteration from u.

    W: (rows, columns), a convolution's weight reshaped to (c_out, c_in·k·k); u: (rows,), not orthogonal to W's range.
    Source: Miyato et al. 2018, algorithm 1.
    """
    for _ in range(n):
        v = W.T @ u / np.linalg.norm(W.T @ u)
        u = W @ v / np.linalg.norm(W @ v)
    return float(u @ W @ v)


KINDS = (
    Kind(
        id="gan.spectral-norm-power-step",
        catalogue="A-18.Q2",
        level=3,
        title=Text("Power iteration of spectral normalization", "谱归一化的幂迭代"),
        stem=Text(
            "Spectral normalization estimates the spectral norm of W. What estimate σ does one power iteration from u = {u} give?",
            "谱归一化要估计 W 的谱范数。从 u = {u} 做 1 步幂迭代，得到的估计 σ 是多少？",
        ),
        convention=Text(
            "Miyato 2018: first v from u, then the new u from v, then σ from both",
            "Miyato 2018：先由 u 得 v，再由 v 得新的 u，最后由二者得 σ",
        ),
        givens={
            "W": matrix(real(integer(-4, 4)), 2, 2),
            "u": one_of((1.0, 0.0), (0.0, 1.0), (0.6, 0.8), (0.8, 0.6), (-0.6, 0.8), (0.8, -0.6)),
        },
        where=(
            "W[0, 0]*W[1, 1] != W[0, 1]*W[1, 0]",
            "sum(abs(W @ T(W) - T(W) @ W)) > 0",
        ),
        steps="""
            a = T(W) @ u  # W transposed times u | W 的转置乘以 u
            v = a/norm(a)  # right vector, of length 1 | 右向量，长度为 1
            b = W @ v  # W times v | W 乘以 v
            u_new = b/norm(b)  # the new u, of length 1 | 新的 u，长度为 1
            sigma = T(u_new) @ b  # estimate of the spectral norm | 谱范数的估计
        """,
        asked="sigma",
        type="float",
        reference=spectral_norm_estimate,
        misconceptions="""
            frobenius-norm  Frobenius norm for spectral norm | Frobenius 范数
                sigma = sqrt(sum(W*W))
                That is the Frobenius norm: all singular values together. The spectral norm is the largest one.
                这是 Frobenius 范数：包含所有奇异值。谱范数是最大的那个奇异值。
            converged  Exact norm instead of estimate | 精确谱范数代替估计
                sigma = sqrt(max(eigenvalues(T(W) @ W)))
                That is the exact spectral norm. One power iteration from this u only comes near it.
                这是精确的谱范数。从这个 u 做 1 步幂迭代只是接近它。
            old-u-kept  Old u in the estimate | 估计时沿用旧的 u
                sigma = u @ b
                You multiplied by the old u. After v, u is computed anew: u = W v / ‖W v‖, and then σ = uᵀ W v.
                你乘的是旧的 u。得到 v 之后 u 要重新计算：u = W v / ‖W v‖，然后 σ = uᵀ W v。
            not-normalised @unit-vector  Right vector not normalized | 右向量未归一化
                v = a
                You did not divide v by its length. Then W v grows with it and is no estimate of a norm.
                你没有把 v 除以它的长度。这样 W v 随之放大，不再是范数的估计。
            squared  Square of the singular value | 误作奇异值的平方
                sigma = b @ b
                You gave σ²: it estimates an eigenvalue of W Wᵀ. The singular value is its root.
                你给出的是 σ²，它估计的是 W Wᵀ 的特征值。奇异值是它的平方根。
            transposes-exchanged @matrix-vector  W and its transpose exchanged | W 与其转置用反
                a = W @ u
                b = T(W) @ v
                You exchanged W and Wᵀ. First v = Wᵀ u, then u = W v, each divided by its length.
                你把 W 与 Wᵀ 用反了。先算 v = Wᵀ u，再算 u = W v，各除以自己的长度。
        """,
        contains={"matrix-vector": 1.0, "unit-vector": 1.0},
        source="Miyato et al. 2018, algorithm 1",
        claims=4,
        must_claim=("converged",),
        waived={"orientation": "whether W or its transpose comes first is what is asked for"},
        without={
            "inverse": Text(
                "an entry of W can only be found from σ by numerical root finding", "由 σ 求 W 的元素只能用数值求根"
            )
        },
    ),
)
