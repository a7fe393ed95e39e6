"""Both languages print the same letters: a formula that one of them has, the other has too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.prose import prose
from studytool.vetting.subject import Subject

ALPHABET: Final = "A-Za-zÀ-ɏΑ-Ωα-ω"
LETTER: Final = re.compile(rf"(?<![{ALPHABET}'])[A-Za-zΑ-Ωα-ω](?![{ALPHABET}])")
ARTICLE: Final = re.compile(r"\ba\b(?! +[=·⊙])|(?:^|(?<=[.?] ))A(?= \w)")
PLACE: Final = re.compile(r"\{\w+\}")
DIFFERENT: Final = Text(
    "only one language prints {letters}; print the same letters in both",
    "只有一种语言写出了 {letters}；两种语言应写相同的字母",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each text whose languages print different letters; names and titles may be worded freely."""
    for piece in prose(subject):
        if piece.field == "title" or piece.field.endswith(".name"):
            continue
        different = letters(piece.text.en) ^ letters(piece.text.zh)
        if different:
            said = DIFFERENT.format(letters=", ".join(sorted(different)))
            yield subject.finding(piece.field, said, piece.line)


def letters(text: str) -> set[str]:
    """The letters that stand by themselves, without the English article."""
    return {*LETTER.findall(ARTICLE.sub("", PLACE.sub("0", text)))}
