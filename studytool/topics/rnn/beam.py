"""Beam search: the best few beginnings, extended one token at a time."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Drawn, Probabilities, distribution
from studytool.kinds.kind import Kind
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
        catalogue="R-13.Q1",
        level=3,
        title=Text("Beam search of width 2", "束宽为 2 的束搜索"),
        stem=Text(
            "A decoder writes three tokens, each A, B or C. p holds the probabilities of the first; the rows of P those of the "
            "second after A, B and C; the rows of R those of the third after a second A, B and C. Which sequence does beam "
            "search of width 2 find?",
            "解码器依次写出 3 个词元，每个取自 A、B、C。p 是第 1 个词元的概率；P 的各行依次是 A、B、C 之后第 2 个词元的概率；"
            "R 的各行依次是第 2 个词元为 A、B、C 时第 3 个词元的概率。束宽为 2 的束搜索找到哪个序列？",
        ),
        convention=Text(
            "log-probabilities are added, no end token, no length penalty",
            "对数概率相加，没有结束词元，没有长度惩罚",
        ),
        givens={
            "p": distribution(Drawn(close_race)),
            "P": distribution(Drawn(surprising)),
            "R": Probabilities(3, places=2, rows=3),
        },
        steps="""
            A_1 = top(p, 2)  # the two beginnings kept | 保留的 2 个开头
            B_2 = diag(A_1) @ P  # probability of each pair (row, column) | 每个二元组的概率（行，列）
            A_2 = top(B_2, 2)  # the two pairs kept | 保留的 2 个二元组
            S_0 = diag(A_2[0]) @ R  # probability of each triple that begins with A | 以 A 开头的三元组的概率
            S_1 = diag(A_2[1]) @ R  # probability of each triple that begins with B | 以 B 开头的三元组的概率
            S_2 = diag(A_2[2]) @ R  # probability of each triple that begins with C | 以 C 开头的三元组的概率
            B_3 = [S_0, S_1, S_2]  # probability of each triple | 每个三元组的概率
            best = argmax(B_3)  # the best triple | 最好的三元组
        """,
        asked="best",
        type="choice",
        labels="ABC",
        reference=beam_search,
        misconceptions="""
            greedy @keeping-the-best  Greedy search | 贪心搜索
                A_1 = top(p, 1)
                A_2 = top(B_2, 1)
                That is greedy search: only the best beginning was kept. Width 2 keeps two.
                这是贪心搜索的结果：只保留了最好的一个开头。束宽为 2 要保留两个。
            exhaustive @keeping-the-best  Exhaustive search | 穷举搜索
                A_1 = p
                A_2 = B_2
                That is the best of all sequences. Beam search missed it: one of its beginnings was not among the best two.
                这是所有序列中最好的。束搜索错过了它：它的某个开头不在前两名之中。
            wrong-row @sequence-probability  Row chosen by the first token | 按第 1 个词元选行
                for i in 0..2
                    S_{i} = outer(A_2[{i}], R[{i}])
                You chose the row of R by the first token. It goes by the token just before, the second.
                你按第 1 个词元选取 R 的行。应按紧挨在前的第 2 个词元选取。
            columns-read @sequence-probability  Tables read by columns | 按列读取概率表
                B_2 = diag(A_1) @ T(P)
                for i in 0..2
                    S_{i} = diag(A_2[{i}]) @ T(R)
                You read P and R by columns. The probabilities after one token stand in its row and sum to 1.
                你按列读了 P 和 R。某个词元之后的概率在它那一行，和为 1。
        """,
        contains={"sequence-probability": 1.0, "keeping-the-best": 1.0},
        source="Sutskever et al. 2014, section 3.2",
        where=("gap(p, 2) > 0.005", "gap(B_2, 2) > 0.0005", "gap(B_3, 1) > 0.0005"),
        must_claim=("greedy",),
        without={
            "forward": Text(
                "the answer is a sequence of letters, which is chosen and not typed",
                "答案是字母序列，只能选择，不能键入",
            ),
            "parts": Text("every step is a whole table of probabilities", "每一步都是整张概率表"),
            "inverse": Text("a hidden probability is what its row lacks to 1", "隐藏的概率可由该行之和为 1 直接得出"),
            "spot": Text("every line of the solution is a whole table", "详解的每一行都是整张表"),
            "fill": Text(
                "the lines to fill in are whole tables and a sequence of letters", "要填的各行是整张表和字母序列"
            ),
            "write": Text("the steps only pick entries and rows from tables", "各步只是从表中选取元素和行"),
        },
    ),
)
