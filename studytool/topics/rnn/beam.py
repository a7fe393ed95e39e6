"""Beam search: the best few beginnings, extended one token at a time."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np

from studytool.draw import Draw, Drawn, Probabilities
from studytool.formula import Value
from studytool.kind import Kind, mistake
from studytool.text.language import Text


def beam_search(p: np.ndarray, P: np.ndarray, R: np.ndarray, width: int = 2) -> np.ndarray:
    """The three-token sequence that beam search finds.

    p: (V,), probabilities of the first token; P, R: (V, V), of the second and the third given the token before.
    Source: Sutskever et al. 2014, section 3.2.
    """
    beams = [((token,), np.log(p[token])) for token in range(len(p))]
    beams = sorted(beams, key=lambda beam: -beam[1])[:width]
    for table in (P, R):
        longer = [
            ((*tokens, token), score + np.log(table[tokens[-1], token]))
            for (tokens, score), token in itertools.product(beams, range(len(p)))
        ]
        beams = sorted(longer, key=lambda beam: -beam[1])[:width]
    return np.array(beams[0][0])


def close_race(stream: Draw, _: Mapping[str, Value]) -> np.ndarray:
    """First tokens of which two are nearly as likely, in hundredths: the better one need not win."""
    best = stream.integer(40, 46)
    second = stream.integer(best - 8, best - 2)
    return np.array(stream.shuffled([best, second, 100 - best - second])) / 100


def surprising(stream: Draw, earlier: Mapping[str, Value]) -> np.ndarray:
    """Second tokens, a row for each first one: undecided after the likeliest, decided after the others."""
    rows = []
    for first in range(3):
        top = stream.integer(36, 46) if first == int(earlier["p"].argmax()) else stream.integer(55, 80)
        middle = stream.integer((100 - top) // 2 + 1, min(top - 1, 100 - top - 4))
        rows.append(stream.shuffled([top, middle, 100 - top - middle]))
    return np.array(rows) / 100


KINDS = (
    Kind(
        id="rnn.beam-search",
        level=3,
        title=Text("Beam search of width 2", "束宽为 2 的束搜索"),
        stem=Text(
            "A decoder writes three of the tokens A, B, C: p gives the first, row i of P the second after token i, row i of R "
            "the third after token i. Which sequence does beam search of width 2 find?",
            "解码器依次写出 3 个词元，取自 A、B、C：p 是第 1 个词元的概率，P 的第 i 行是词元 i 之后第 2 个词元的概率，R 的第 i 行是"
            "第 3 个的。束宽为 2 的束搜索找到哪个序列？",
        ),
        convention=Text(
            "log-probabilities are added, all sequences have three tokens, no end token, no length penalty",
            "对数概率相加，所有序列都有 3 个词元，没有结束词元，没有长度惩罚",
        ),
        givens={
            "p": Drawn(close_race),
            "P": Drawn(surprising),
            "R": Probabilities(3, places=2, rows=3),
        },
        steps="""
            A_1 = top(p, 2)  # the two beginnings kept | 保留的 2 个开头
            B_2 = diag(A_1) @ P  # probability of each pair (row, column) | 每个二元组的概率（行，列）
            A_2 = top(B_2, 2)  # the two pairs kept | 保留的 2 个二元组
            for i in 0..2
                B_3_{i} = diag(A_2[{i}]) @ R  # probability of each triple that begins with token {i} | 以词元 {i} 开头的三元组的概率
            B_3 = [B_3_0, B_3_1, B_3_2]  # probability of each triple | 每个三元组的概率
            best = argmax(B_3)  # the best triple | 最好的三元组
        """,
        asked="best",
        type="choice",
        labels="ABC",
        reference=beam_search,
        mistakes=(
            mistake(
                "greedy",
                """
                A_1 = top(p, 1)
                A_2 = top(B_2, 1)
                """,
                "That is greedy search: only the best beginning was kept. Width 2 keeps two.",
                "这是贪心搜索的结果：只保留了最好的一个开头。束宽为 2 要保留两个。",
            ),
            mistake(
                "exhaustive",
                """
                A_1 = p
                A_2 = B_2
                """,
                "That is the best of all sequences. Beam search missed it: its beginning was not among the best two.",
                "这是所有序列中最好的。束搜索错过了它：它的开头不在前两名之中。",
            ),
            mistake(
                "wrong-row",
                """
                for i in 0..2
                    B_3_{i} = outer(A_2[{i}], R[{i}])
                """,
                "You took the third token's row by the first token. Row i of R follows the token just before it.",
                "你按第 1 个词元取了 R 的行。R 的第 i 行对应它前面的那个词元。",
            ),
            mistake(
                "probabilities-added",
                """
                B_2 = diag(A_1 > 0) @ (P + [p, p, p])
                """,
                "You added probabilities. Logarithms are added: the probabilities multiply.",
                "你把概率相加了。相加的是对数：概率应相乘。",
            ),
        ),
        source="Sutskever et al. 2014, section 3.2",
        modes=("choice",),
        where=("gap(p, 2) > 0.005", "gap(B_2, 2) > 0.0005", "gap(B_3, 1) > 0.0005"),
        must_claim=("greedy",),
        zero=True,
    ),
)
