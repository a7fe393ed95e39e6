"""MADE: masks that make an autoencoder autoregressive."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Drawn, Hidden, index, integer, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def masks(m: np.ndarray, d: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The masks M^W (K, D) of the hidden layer and M^V (D, K) of the output layer.

    m: (K,), the number from 1 to D − 1 that each hidden unit carries; d: (D,), the positions 1..D of the inputs.
    Source: Germain et al. 2015, MADE, section “Masked Autoencoders”.
    """
    M_W = (m[:, None] >= d).astype(int)
    M_V = (d[:, None] > m).astype(int)
    return M_W, M_V


def mask_rows(m: np.ndarray, d: np.ndarray, k: int, i: int) -> np.ndarray:
    """Row k of M^W, then row i of M^V, (D + K,); rows count from 1 as in the paper.

    m: (K,), the numbers of the hidden units; d: (D,), the positions 1..D of the inputs.
    Source: Germain et al. 2015, MADE, section “Masked Autoencoders”.
    """
    M_W, M_V = masks(m, d)
    return np.concatenate([M_W[k - 1], M_V[i - 1]])


def positions(_: Draw, earlier: Mapping[str, Value]) -> np.ndarray:
    return np.arange(1, earlier["D"] + 1)


def unit_numbers(stream: Draw, earlier: Mapping[str, Value]) -> np.ndarray:
    """Five numbers from 1 to D − 1, not all of them 1."""
    while max(m := [stream.integer(1, earlier["D"] - 1) for _ in range(5)]) == 1:
        pass
    return np.array(m)


def contested_output(stream: Draw, earlier: Mapping[str, Value]) -> int:
    """An output whose number a hidden unit carries too: only there do > and ≥ differ."""
    m: list[int] = earlier["m"].tolist()
    return stream.choice(sorted(set(m) - {1}))


KINDS = (
    Kind(
        id="generative.made-mask",
        catalogue="V-18.Q1",
        level=2,
        title=Text("Masks of MADE", "MADE 的掩码"),
        stem=Text(
            "A MADE has inputs and outputs d = {d} in their natural order and one hidden layer whose units carry the numbers "
            "m = {m}. Give the mask of hidden unit k = {k} (one entry per input), then that of output i = {i} (one entry per "
            "hidden unit): 1 where a connection stays, 0 where it is cut. All counting starts at 1.",
            "MADE 的输入和输出按自然顺序编号 d = {d}，唯一的隐藏层中各单元的编号为 m = {m}。先写隐藏单元 k = {k} 的掩码"
            "（每个输入一项），再写输出 i = {i} 的掩码（每个隐藏单元一项）：保留的连接为 1，切断的为 0。一律从 1 计数。",
        ),
        convention=Text(
            "output d may depend on inputs before d only; a hidden unit with number m(k) may see the inputs 1 to m(k)",
            "输出 d 只能依赖 d 之前的输入；编号为 m(k) 的隐藏单元可以看到输入 1 到 m(k)",
        ),
        givens={
            "D": Hidden(size(integer(5, 7))),
            "d": index(Drawn(positions)),
            "m": index(Drawn(unit_numbers)),
            "k": index(integer(1, 5)),
            "i": index(Drawn(contested_output)),
        },
        steps="""
            M_W = 1*(m_{k} >= d)  # mask of hidden unit {k} | 第 {k} 个隐藏单元的掩码
            M_V = 1*(i > m)  # mask of output {i} | 第 {i} 个输出的掩码
            M = concat(M_W, M_V)  # both masks, one after the other | 两个掩码依次相接
        """,
        asked="M",
        type="integers",
        reference=mask_rows,
        misconceptions="""
            equality-at-output @mask  Equality kept at the output | 输出层保留等号
                M_V = 1*(i >= m)
                You kept m(k) = d at the output. The output is strict, d > m(k), or it would see its own input.
                你在输出层保留了 m(k) = d 的连接。输出层要求严格大于：d > m(k)，否则输出会看到自己的输入。
            strict-at-input @mask  Strict inequality at the hidden layer | 隐藏层用严格不等号
                M_W = 1*(m_{k} > d)
                You cut m(k) = d at the hidden layer. There equality is kept: m(k) ≥ d.
                你在隐藏层切断了 m(k) = d 的连接。这里等号保留：m(k) ≥ d。
            strictness-exchanged @mask  Inequalities of both layers exchanged | 两层的不等号互换
                M_W = 1*(m_{k} > d)
                M_V = 1*(i >= m)
                You exchanged > and ≥. The hidden layer keeps m(k) ≥ d, the output layer d > m(k).
                你把 > 与 ≥ 弄反了。隐藏层保留 m(k) ≥ d，输出层保留 d > m(k)。
            hidden-rule-at-output @mask  Hidden layer's rule at the output | 输出层误用隐藏层规则
                M_V = 1*(m >= i)
                You used the hidden layer's rule at the output. There it is the other way round: d > m(k).
                你在输出层用了隐藏层的规则。输出层方向相反：d > m(k)。
            position-for-number  Unit's position used as its number | 用位置代替单元编号
                M_W = 1*(k >= d)
                You compared with the unit's position k. What counts is the number that it carries, m(k).
                你用单元的位置 k 来比较。起作用的是它的编号 m(k)。
            counted-from-zero  Inputs and outputs counted from 0 | 输入输出从 0 计数
                M_W = 1*(m_{k} >= d - 1)
                M_V = 1*(i - 1 > m)
                You counted inputs and outputs from 0. The paper counts them from 1, as m does.
                你让输入和输出从 0 计数。论文从 1 计数，与 m 一致。
        """,
        contains={"mask": 1.0},
        source="Germain et al. 2015, MADE, section “Masked Autoencoders”",
        claims=4,
        must_claim=("equality-at-output",),
        without={
            "inverse": Text(
                "the masks bound the other numbers without fixing them, and m(k) is a mere count of ones",
                "掩码只能限定其他编号的范围，而 m(k) 不过是其中 1 的个数",
            )
        },
    ),
)
