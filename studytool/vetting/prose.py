"""What a kind says in words, each piece with its field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studytool.kinds.expansion import BRACES
from studytool.text.language import Text
from studytool.vetting.subject import Subject

HAN: Final = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a kind; `filled` says that givens are put into its braces."""

    field: str
    text: Text
    line: int | None = None
    filled: bool = False


def prose(subject: Subject) -> Iterator[Piece]:
    """Every text of the kind in the order in which its author writes them; of a note its braces are left out."""
    kind = subject.kind
    yield Piece("title", kind.title)
    yield Piece("stem", kind.stem, filled=True)
    if kind.convention:
        yield Piece("convention", kind.convention)
    for written in subject.steps:
        if note := written.line.note:
            yield Piece("steps", Text(BRACES.sub("1", note.en), BRACES.sub("1", note.zh)), written.number)
    for mistake in kind.mistakes:
        yield Piece(f"mistakes.{mistake.id}.name", mistake.name)
        yield Piece(f"mistakes.{mistake.id}.feedback", mistake.feedback, filled=True)
    for mode, reason in kind.without.items():
        yield Piece(f"without.{mode}", reason)


def tasks(subject: Subject) -> Iterator[Piece]:
    """What the modes tell the learner to do, each text once; notes are repeated in it."""
    tasks = ((question.mode, question.task) for question in subject.questions if question.task)
    for mode, task in dict.fromkeys(tasks):
        yield Piece(f"modes.{mode}", task)
