"""Every text is whole in both languages: filled, Chinese in Chinese and English in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from studytool.questions.numbers import fill
from studytool.text.language import LANGUAGES, Text
from studytool.vetting.finding import Finding
from studytool.vetting.prose import HAN, Piece, prose, tasks
from studytool.vetting.subject import Subject

EMPTY: Final = Text("the {language} text is empty; write it", "{language} 文本为空；应补写")
ENGLISH: Final = Text("the English text has Chinese in it: “{found}”", "英文文本中有汉字：“{found}”")
CHINESE: Final = Text("the Chinese text has no Chinese in it: “{text}”", "中文文本中没有汉字：“{text}”")
UNFILLED: Final = Text("{found} is printed as it stands: “{text}”", "{found} 会原样印出：“{text}”")
NOTELESS: Final = Text(
    "“{text}” has no note; write behind it what the value is: # English | Chinese",
    "“{text}”没有说明；应在其后写明这个量是什么：# 英文 | 中文",
)
STOP: Final = Text("a reason goes on within a sentence: leave out the full stop", "理由是句子的一部分：末尾不加句号")
PLACE: Final = re.compile(r"\{\w+\}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each text that is empty, unfilled or in the wrong language, and each step without a note."""
    for written in subject.steps:
        if written.line.note is None:
            yield subject.finding("steps", NOTELESS.format(text=written.text), written.number)
    for mode, reason in subject.kind.without.items():
        if reason.en.endswith(".") or reason.zh.endswith("。"):
            yield subject.finding(f"without.{mode}", STOP)
    found = [finding for piece in prose(subject) for finding in _of_piece(subject, piece)]
    yield from found
    if not found:
        repeated = (finding for piece in tasks(subject) for finding in _of_piece(subject, piece))
        yield from islice(repeated, 1)


def _of_piece(subject: Subject, piece: Piece) -> Iterator[Finding]:
    text = fill(piece.text, subject.variants[0].givens) if piece.filled else piece.text
    said = _wrong(text, may_be_formula=piece.field == "convention")
    if said:
        yield subject.finding(piece.field, said, piece.line)


def _wrong(text: Text, *, may_be_formula: bool) -> Text | None:
    for language in LANGUAGES:
        if not text[language].strip():
            return EMPTY.format(
                language=Text({"en": "English", "zh": "Chinese"}[language], {"en": "英文", "zh": "中文"}[language])
            )
        if found := PLACE.search(text[language]):
            return UNFILLED.format(found=found[0], text=text[language])
    if found := HAN.search(text.en):
        return ENGLISH.format(found=found[0])
    return None if HAN.search(text.zh) or may_be_formula else CHINESE.format(text=text.zh)
