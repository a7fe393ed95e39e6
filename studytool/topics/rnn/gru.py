"""The gated recurrent unit, in the two forms that textbooks and libraries mix up."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, decimal, matrix, one_of, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def sigmoid(a: np.ndarray) -> np.ndarray:
    """1/(1 + e^−a), entry by entry."""
    return np.asarray(1 / (1 + np.exp(-a)))


def reset_after(
    x: np.ndarray,
    h: np.ndarray,
    W_r: np.ndarray,
    U_r: np.ndarray,
    b_r: np.ndarray,
    W_z: np.ndarray,
    U_z: np.ndarray,
    b_z: np.ndarray,
    W_n: np.ndarray,
    U_n: np.ndarray,
    b_n: np.ndarray,
    c_n: np.ndarray,
) -> np.ndarray:
    """One GRU step as PyTorch, cuDNN and Keras 3 take it: reset after the product, z keeps the old state.

    x: (d,), h: (m,), W: (m, d), U: (m, m), b and c: (m,); returns the new hidden state (m,).
    Source: torch.nn.GRU; Cho et al. 2014 (arXiv 1406.1078v1).
    """
    r = sigmoid(W_r @ x + U_r @ h + b_r)
    z = sigmoid(W_z @ x + U_z @ h + b_z)
    n = np.tanh(W_n @ x + b_n + r * (U_n @ h + c_n))
    h_new: np.ndarray = (1 - z) * n + z * h
    return h_new


def reset_before(
    x: np.ndarray,
    h: np.ndarray,
    W_r: np.ndarray,
    U_r: np.ndarray,
    W_z: np.ndarray,
    U_z: np.ndarray,
    W_h: np.ndarray,
    U_h: np.ndarray,
) -> np.ndarray:
    """One GRU step as the notes write it: reset before the product, z lets the candidate in, no biases.

    x: (d,), h: (m,), W: (m, d), U: (m, m); returns the new hidden state (m,).
    Source: Chung et al. 2014, section 3.2.
    """
    r = sigmoid(W_r @ x + U_r @ h)
    z = sigmoid(W_z @ x + U_z @ h)
    candidate = np.tanh(W_h @ x + U_h @ (r * h))
    h_new: np.ndarray = (1 - z) * h + z * candidate
    return h_new


WEIGHT = decimal(-1.5, 1.5, 1, apart=0.2)
STATE = decimal(-0.9, 0.9, 1, apart=0.2)

KINDS = (
    Kind(
        id="rnn.gru-step",
        catalogue="R-10.Q1",
        level=3,
        title=Text("GRU step, reset after the product", "GRU 单步：先乘后重置"),
        stem=Text(
            "A GRU with hidden size 2 reads x. Compute the new hidden state h_new (2 numbers).",
            "隐藏单元数为 2 的 GRU 读入 x。计算新的隐状态 h_new（2 个数）。",
        ),
        convention=Text(
            "PyTorch: r, z = σ(W x + U h + b); n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n)); h_new = (1 − z) ⊙ n + z ⊙ h",
            "PyTorch：r, z = σ(W x + U h + b)；n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))；h_new = (1 − z) ⊙ n + z ⊙ h",
        ),
        givens={
            "d": Hidden(size(one_of(1, 2))),
            "x": vector(WEIGHT, "d"),
            "h": vector(STATE, 2),
            "W_r": matrix(WEIGHT, 2, "d"),
            "U_r": matrix(WEIGHT, 2, 2),
            "b_r": vector(WEIGHT, 2),
            "W_z": matrix(WEIGHT, 2, "d"),
            "U_z": matrix(WEIGHT, 2, 2),
            "b_z": vector(WEIGHT, 2),
            "W_n": matrix(WEIGHT, 2, "d"),
            "U_n": matrix(WEIGHT, 2, 2),
            "b_n": vector(WEIGHT, 2),
            "c_n": vector(WEIGHT, 2),
        },
        where=("min(abs(h_new)) >= 0.02",),
        steps="""
            r = sigmoid(W_r @ x + U_r @ h + b_r)  # reset gate | 重置门
            z = sigmoid(W_z @ x + U_z @ h + b_z)  # update gate | 更新门
            n = tanh(W_n @ x + b_n + r ⊙ (U_n @ h + c_n))  # candidate hidden state | 候选隐状态
            h_new = (1 - z) ⊙ n + z ⊙ h  # new hidden state | 新的隐状态
        """,
        asked="h_new",
        type="vector",
        reference=reset_after,
        misconceptions="""
            = update-gate-of-chung  Chung's update gate | Chung 的更新门
                h_new = (1 - z) ⊙ h + z ⊙ n
                That is h_new with z and 1 − z swapped: Chung's GRU, and the notes'. In PyTorch z keeps the old state.
                这是把 z 与 1 − z 互换后的 h_new，即 Chung（和讲义）的 GRU。PyTorch 中 z 保留旧状态。
            = reset-before-product  Reset before the product | 先重置后相乘
                n = tanh(W_n @ x + b_n + U_n @ (r ⊙ h) + c_n)
                You reset h before the product, U_n(r ⊙ h), as Chung does. PyTorch resets after it: r ⊙ (U_n h + c_n).
                你在相乘之前重置：U_n(r ⊙ h)，这是 Chung 的做法。PyTorch 在相乘之后重置：r ⊙ (U_n h + c_n)。
            gates-exchanged @gating  Gates exchanged | 两个门互换
                r = sigmoid(W_z @ x + U_z @ h + b_z)
                z = sigmoid(W_r @ x + U_r @ h + b_r)
                You exchanged the gates: r is the reset gate (W_r, U_r, b_r), z the update gate.
                你把两个门弄混了：r 是重置门（W_r、U_r、b_r），z 是更新门。
            recurrent-bias-outside  Recurrent bias outside the reset | 循环偏置放在重置之外
                n = tanh(W_n @ x + b_n + r ⊙ (U_n @ h) + c_n)
                You left c_n outside the reset. It belongs inside: r ⊙ (U_n h + c_n).
                你把 c_n 放在重置之外了。它应在括号里：r ⊙ (U_n h + c_n)。
            reset-forgotten @gating  Reset left out | 漏掉重置
                n = tanh(W_n @ x + b_n + U_n @ h + c_n)
                You did not reset: the candidate sees r ⊙ (U_n h + c_n), not all of it.
                你没有重置：候选隐状态看到的是 r ⊙ (U_n h + c_n)，而不是全部。
        """,
        contains={"rnn.gru-step-notes": 0.6, "sigmoid": 1.0, "tanh": 1.0, "matrix-vector": 1.0, "gating": 1.0},
        source="torch.nn.GRU documentation; Cho et al. 2014 (arXiv 1406.1078v1)",
        claims=3,
        inverse=("b_z_1", "b_z_2", "b_n_1", "b_n_2"),
        without={"write": Text("the convention prints the formula of every step", "约定里已写出每一步的公式")},
    ),
    Kind(
        id="rnn.gru-step-notes",
        catalogue="R-10.Q2",
        level=3,
        title=Text("GRU step, reset before the product", "GRU 单步：先重置后乘"),
        stem=Text(
            "A GRU without biases, hidden size 2, reads x. Compute the new hidden state h_new (2 numbers).",
            "不带偏置、隐藏单元数为 2 的 GRU 读入 x。计算新的隐状态 h_new（2 个数）。",
        ),
        convention=Text(
            "Chung 2014, as in the notes: gates with the sigmoid σ; candidate g = tanh(W_h x + U_h (r ⊙ h)); "
            "h_new = (1 − z) ⊙ h + z ⊙ g",
            "Chung 2014，与讲义相同：门用 sigmoid（σ）；候选 g = tanh(W_h x + U_h (r ⊙ h))；h_new = (1 − z) ⊙ h + z ⊙ g",
        ),
        givens={
            "d": Hidden(size(one_of(1, 2))),
            "x": vector(WEIGHT, "d"),
            "h": vector(STATE, 2),
            "W_r": matrix(WEIGHT, 2, "d"),
            "U_r": matrix(WEIGHT, 2, 2),
            "W_z": matrix(WEIGHT, 2, "d"),
            "U_z": matrix(WEIGHT, 2, 2),
            "W_h": matrix(WEIGHT, 2, "d"),
            "U_h": matrix(WEIGHT, 2, 2),
        },
        where=("min(abs(h_new)) >= 0.02",),
        steps="""
            r = sigmoid(W_r @ x + U_r @ h)  # reset gate | 重置门
            z = sigmoid(W_z @ x + U_z @ h)  # update gate | 更新门
            g = tanh(W_h @ x + U_h @ (r ⊙ h))  # candidate hidden state | 候选隐状态
            h_new = (1 - z) ⊙ h + z ⊙ g  # new hidden state | 新的隐状态
        """,
        asked="h_new",
        type="vector",
        reference=reset_before,
        misconceptions="""
            = update-gate-of-pytorch  PyTorch's update gate | PyTorch 的更新门
                h_new = z ⊙ h + (1 - z) ⊙ g
                That is h_new with z and 1 − z swapped: PyTorch's GRU. Here z lets the candidate in.
                这是把 z 与 1 − z 互换后的 h_new，即 PyTorch 的 GRU。这里 z 让候选进入。
            = reset-after-product  Reset after the product | 先相乘后重置
                g = tanh(W_h @ x + r ⊙ (U_h @ h))
                You reset after the product, r ⊙ (U_h h), as PyTorch does. Here h is reset first: U_h (r ⊙ h).
                你在相乘之后重置：r ⊙ (U_h h)，这是 PyTorch 的做法。这里先重置 h：U_h (r ⊙ h)。
            gates-exchanged @gating  Gates exchanged | 两个门互换
                r = sigmoid(W_z @ x + U_z @ h)
                z = sigmoid(W_r @ x + U_r @ h)
                You exchanged the gates: r is the reset gate (W_r, U_r), z the update gate.
                你把两个门弄混了：r 是重置门（W_r、U_r），z 是更新门。
            sigmoid-for-tanh @tanh  Sigmoid for the candidate | 候选隐状态误用 sigmoid
                g = sigmoid(W_h @ x + U_h @ (r ⊙ h))
                You squashed the candidate with σ. Gates use σ, the candidate uses tanh.
                你对候选隐状态用了 σ。门用 σ，候选隐状态用 tanh。
            reset-forgotten @gating  Reset left out | 漏掉重置
                g = tanh(W_h @ x + U_h @ h)
                You did not reset: the candidate sees r ⊙ h, not h.
                你没有重置：候选隐状态看到的是 r ⊙ h，而不是 h。
        """,
        contains={"sigmoid": 1.0, "tanh": 1.0, "matrix-vector": 1.0, "gating": 1.0},
        source="Chung et al. 2014, section 3.2",
        claims=3,
        without={
            "inverse": Text(
                "x and h enter both gates and the candidate, so their entries can only be found by numerical root finding",
                "x 和 h 同时进入两个门和候选隐状态，其分量只能用数值求根得到",
            ),
            "write": Text(
                "the convention prints the formulas that tell this GRU from the other one",
                "约定里已写出区分两种 GRU 的公式",
            ),
        },
    ),
)
