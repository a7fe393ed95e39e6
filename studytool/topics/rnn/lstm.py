"""The long short-term memory: three gates, a candidate, a cell that is added to, and an output that the notes leave out."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, decimal, integer, matrix, one_of, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text
from studytool.topics.rnn.gru import sigmoid


def lstm_step(
    x: np.ndarray,
    h: np.ndarray,
    c: np.ndarray,
    W_ih: np.ndarray,
    b_ih: np.ndarray,
    W_hh: np.ndarray,
    b_hh: np.ndarray,
) -> np.ndarray:
    """One LSTM step with forget gate, its rows stacked i, f, g, o as PyTorch stacks them.

    x: (d,), h and c: (m,), W_ih: (4m, d), W_hh: (4m, m), b_ih and b_hh: (4m,); returns the new hidden state (m,).
    Source: Hochreiter & Schmidhuber 1997; Gers et al. 2000; torch.nn.LSTM.
    """
    a_i, a_f, a_g, a_o = np.split(W_ih @ x + b_ih + W_hh @ h + b_hh, 4)
    i, f, o = sigmoid(a_i), sigmoid(a_f), sigmoid(a_o)
    g = np.tanh(a_g)
    c_new = f * c + i * g
    h_new: np.ndarray = o * np.tanh(c_new)
    return h_new


def lstm_parameters(d: int, h: int, biases: int = 2) -> int:
    """The number of weights and biases of one LSTM layer.

    d: input size, h: hidden size, biases: bias vectors a gate (2 in PyTorch, 1 in Keras and in the papers).
    Source: torch.nn.LSTM.
    """
    return 4 * (h * d + h * h + biases * h)


WEIGHT = decimal(-1.5, 1.5, 1, apart=0.2)
STATE = decimal(-0.9, 0.9, 1, apart=0.2)

KINDS = (
    Kind(
        id="rnn.lstm-step",
        catalogue="R-07.Q2",
        level=3,
        title=Text("LSTM step", "LSTM 单步"),
        stem=Text(
            "An LSTM with hidden size 2, hidden state h and cell state c reads x. "
            "Compute the new hidden state h_new (2 numbers).",
            "隐藏单元数为 2 的 LSTM，隐状态为 h，记忆元为 c，读入 x。计算新的隐状态 h_new（2 个数）。",
        ),
        convention=Text(
            "PyTorch: a = W_ih x + b_ih + W_hh h + b_hh, its rows in pairs for i, f, g, o; "
            "σ for i, f, o and tanh for g; no peepholes",
            "PyTorch：a = W_ih x + b_ih + W_hh h + b_hh，每两行依次为 i, f, g, o；i, f, o 用 σ，g 用 tanh；无窥视孔连接",
        ),
        givens={
            "d": Hidden(size(one_of(1, 2))),
            "x": vector(WEIGHT, "d"),
            "h": vector(STATE, 2),
            "c": vector(decimal(-2, 2, 1, apart=0.5), 2),
            "b_ih": vector(WEIGHT, 8),
            "b_hh": vector(WEIGHT, 8),
            "W_ih": matrix(WEIGHT, 8, "d"),
            "W_hh": matrix(WEIGHT, 8, 2),
        },
        where=("max(abs(c_new)) >= 0.5", "min(abs(h_new)) >= 0.02"),
        steps="""
            a = W_ih @ x + b_ih + W_hh @ h + b_hh  # pre-activations of i, f, g, o | i, f, g, o 的预激活值
            i = sigmoid(a[0:2])  # input gate | 输入门
            f = sigmoid(a[2:4])  # forget gate | 遗忘门
            g = tanh(a[4:6])  # candidate cell | 候选记忆元
            o = sigmoid(a[6:8])  # output gate | 输出门
            c_new = f ⊙ c + i ⊙ g  # new cell state | 新的记忆元
            h_new = o ⊙ tanh(c_new)  # new hidden state | 新的隐状态
        """,
        asked="h_new",
        type="vector",
        reference=lstm_step,
        misconceptions="""
            cell-not-squashed @tanh  Cell state not squashed | 记忆元未经 tanh
                h_new = o ⊙ c_new
                You put out the cell state as it is. The output equation is h_new = o ⊙ tanh(c_new).
                你直接输出了记忆元。输出公式是 h_new = o ⊙ tanh(c_new)。
            input-and-forget-exchanged @gating  Input and forget gates exchanged | 输入门与遗忘门互换
                i = sigmoid(a[2:4])
                f = sigmoid(a[0:2])
                You exchanged i and f. PyTorch's rows are i, f, g, o; f keeps the old cell, i lets the candidate in.
                你把 i 和 f 弄反了。PyTorch 的行依次为 i, f, g, o；f 保留旧记忆元，i 让候选进入。
            = rows-of-onnx  Rows in ONNX order | 按 ONNX 顺序取行
                o = sigmoid(a[2:4])
                f = sigmoid(a[4:6])
                g = tanh(a[6:8])
                You read the rows as ONNX stacks them: i, o, f, c. PyTorch's order is i, f, g, o.
                你按 ONNX 的顺序 i, o, f, c 读取各行。PyTorch 的顺序是 i, f, g, o。
            sigmoid-for-the-candidate @tanh  Sigmoid for the candidate | 候选记忆元误用 sigmoid
                g = sigmoid(a[4:6])
                You squashed the candidate with σ. Gates use σ, the candidate uses tanh.
                你对候选记忆元用了 σ。门用 σ，候选记忆元用 tanh。
            input-gate-forgotten @gating  Input gate left out | 漏掉输入门
                c_new = f ⊙ c + g
                You added the whole candidate. The input gate lets part of it in: i ⊙ g.
                你加上了整个候选记忆元。输入门只让一部分进入：i ⊙ g。
            one-bias-forgotten  Second bias vector left out | 漏掉第二个偏置向量
                a = W_ih @ x + b_ih + W_hh @ h
                You left out b_hh. PyTorch's LSTM has two bias vectors, and both are added.
                你漏了 b_hh。PyTorch 的 LSTM 有两个偏置向量，都要加上。
        """,
        contains={"sigmoid": 1.0, "tanh": 1.0, "matrix-vector": 1.0, "gating": 1.0},
        source="torch.nn.LSTM documentation; Hochreiter & Schmidhuber 1997; Gers et al. 2000",
        claims=3,
        must_claim=("cell-not-squashed",),
        waived={"printed": "the formula of the pre-activations is what fixes the rows of i, f, g, o"},
        parts=("a", "c_new", "h_new"),
        inverse=("c_1", "c_2", "b_ih_7", "b_ih_8"),
    ),
    Kind(
        id="rnn.lstm-parameters",
        catalogue="R-08.Q1",
        level=1,
        title=Text("Parameters of an LSTM layer", "LSTM 层的参数量"),
        stem=Text(
            "How many parameters does a PyTorch LSTM layer with input size {d} and hidden size {h} have?",
            "输入维度为 {d}、隐藏单元数为 {h} 的 PyTorch LSTM 层有多少个参数？",
        ),
        convention=Text(
            "PyTorch: two bias vectors for each gate and for the candidate; one direction, no projection",
            "PyTorch：每个门和候选记忆元各有两个偏置向量；单向，无投影",
        ),
        givens={"d": size(integer(2, 256)), "h": size(integer(2, 256))},
        where=("d != h",),
        steps="""
            W = h*d  # input weights of one gate | 一个门的输入权重个数
            U = h*h  # recurrent weights of one gate | 一个门的循环权重个数
            B = 2*h  # biases of one gate | 一个门的偏置个数
            N = 4*(W + U + B)  # parameters of three gates and the candidate | 三个门与候选记忆元的参数量
        """,
        asked="N",
        type="int",
        reference=lstm_parameters,
        misconceptions="""
            = one-bias  One bias vector per gate | 每个门只有一个偏置向量
                B = h
                You counted one bias vector per gate, as Keras and the notes have it. PyTorch has two, b_ih and b_hh.
                你按每个门一个偏置向量计算（Keras 和讲义如此）。PyTorch 有两个：b_ih 和 b_hh。
            candidate-forgotten  Candidate left out | 漏掉候选记忆元
                N = 3*(W + U + B)
                You counted the three gates only. The candidate has weights of its own: 4 blocks.
                你只数了三个门。候选记忆元也有自己的权重：共 4 块。
            biases-forgotten @weight-count  Biases left out | 漏掉偏置
                B = 0
                You left out the biases: 2h for each gate and for the candidate.
                你漏了偏置：每个门和候选记忆元各有 2h 个。
            recurrent-weights-forgotten @weight-count  Recurrent weights left out | 漏掉循环权重
                U = 0
                You left out the recurrent weights. Each gate also reads the hidden state, through an h×h matrix.
                你漏了循环权重。每个门还要通过 h×h 的矩阵读取隐状态。
            five-blocks  Cell counted as a fifth block | 记忆元算作第 5 块
                N = 5*(W + U + B)
                You counted the cell as a fifth block. It has no weights of its own: three gates and the candidate.
                你把记忆元也算作一块。它没有自己的权重：只有三个门和候选记忆元，共 4 块。
            bias-matrix @weight-count  Biases counted as a matrix | 偏置当成矩阵
                B = 2*h*h
                You gave each hidden unit a row of biases. A bias is one number per unit: two vectors of length h.
                你给每个隐藏单元配了一行偏置。每个单元的偏置只是一个数：两个长度为 h 的向量。
        """,
        contains={"weight-count": 1.0},
        source="torch.nn.LSTM documentation",
        claims=4,
        inverse=("h", "d"),
    ),
)
