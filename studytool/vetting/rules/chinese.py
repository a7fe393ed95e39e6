"""Chinese texts keep the house rules: full-width marks, a space between Han and Latin, one word for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.prose import Piece, prose, tasks
from studytool.vetting.subject import Subject

_HAN: Final = "\u4e00-\u9fff"
MARK: Final = re.compile(rf"[{_HAN}][,;:?!]")
JOINED: Final = re.compile(rf"[{_HAN}][A-Za-z0-9{{]|[A-Za-z0-9}}][{_HAN}]")
QUOTES: Final = re.compile('[「」"]')
APART: Final = re.compile(r"[，。；：？！、（）“”] | [，。；：？！、）”]")
WORDS: Final[Mapping[str, str]] = {
    "您": "你",
    "汇聚": "池化",
    "隐层": "隐藏层",
    "潜变量": "隐变量",
    "权值": "权重",
    "缺省": "默认",
    "评论员": "评价网络",
    "隐藏维度": "隐藏单元数",
    "也会受罚": "也会受到惩罚",
    "同时开启": "同时激活",
}
"""What a textbook does not write, and what it writes instead."""
HALF_WIDTH: Final = Text(
    "“{found}”: behind a Chinese character stands a full-width mark", "“{found}”：汉字后应使用全角标点"
)
TOGETHER: Final = Text(
    "“{found}”: put a space between Chinese and Latin letters or digits", "“{found}”：汉字与字母、数字之间应有空格"
)
QUOTED: Final = Text("“{found}” is no Chinese quotation mark; write “ and ”", "{found} 不是规范的引号；应写“和”")
SPACED: Final = Text("“{found}”: no space stands beside a full-width mark", "“{found}”：全角标点旁不加空格")
WORD: Final = Text("a textbook does not write {wrong}; write {right}", "教科书不写“{wrong}”；应写“{right}”")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each text that breaks a rule, with the first place where it does."""
    found = [finding for piece in prose(subject) for finding in _of_piece(subject, piece)]
    yield from found
    if not found:
        repeated = (finding for piece in tasks(subject) for finding in _of_piece(subject, piece))
        yield from islice(repeated, 1)


def _of_piece(subject: Subject, piece: Piece) -> Iterator[Finding]:
    text = piece.text.zh
    for pattern, said in ((MARK, HALF_WIDTH), (JOINED, TOGETHER), (QUOTES, QUOTED), (APART, SPACED)):
        if found := pattern.search(text):
            yield subject.finding(piece.field, said.format(found=found[0]), piece.line)
    for wrong, right in WORDS.items():
        if wrong in text:
            yield subject.finding(piece.field, WORD.format(wrong=wrong, right=right), piece.line)
