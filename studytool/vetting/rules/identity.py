"""The id is chapter.name and stands for one kind, which the catalogue knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studytool.course.chapters import CHAPTERS
from studytool.questions import bank
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject

ID: Final = re.compile(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*")
CATALOGUE: Final = re.compile(r"[A-Z]-\d\d\.Q\d+")
UNREADABLE: Final = Text(
    "{id} is no id; write the chapter, a dot, and small letters with hyphens: cnn.conv-output-size",
    "{id} 不能用作 id；应为章名、点和以连字符相连的小写单词：cnn.conv-output-size",
)
CHAPTER: Final = Text("no chapter is called {name}; {hint}", "没有名为 {name} 的章；{hint}")
TWICE: Final = Text("another kind has this id; give each its own", "另一个题型也用这个 id；应各不相同")
TAKEN: Final = Text("{number} is {id}; give each kind its own number", "{number} 是 {id} 的编号；应各不相同")
UNKNOWN: Final = Text(
    "the catalogue does not know the kind; give it a number such as C-03.Q1",
    "目录中没有这个题型；应给它编号，如 C-03.Q1",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for an id that cannot be typed, is taken, or stands nowhere in the catalogue."""
    kind = subject.kind
    if not ID.fullmatch(kind.id):
        yield subject.finding("id", UNREADABLE.format(id=kind.id))
        return
    if kind.chapter not in CHAPTERS:
        yield subject.finding("id", CHAPTER.format(name=kind.chapter, hint=hint(kind.chapter, CHAPTERS)))
        return
    if not subject.is_taught:
        return
    if sum(other.id == kind.id for other in bank.chapter(kind.chapter)) > 1:
        yield subject.finding("id", TWICE)
    if not CATALOGUE.fullmatch(kind.catalogue):
        yield subject.finding("catalogue", UNKNOWN)
    others = (other for other in bank.chapter(kind.chapter) if other is not kind)
    if twin := next((other.id for other in others if other.catalogue == kind.catalogue), None):
        yield subject.finding("catalogue", TAKEN.format(number=kind.catalogue, id=twin))
