"""Steps and misconceptions are written in the notation that they have, and the type is one that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, get_args

from studytool.course.answer_types import AnswerType
from studytool.kinds.derivation import read_lines
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject

UNREADABLE: Final = Text("{error}", "无法读懂：{error}")
TYPE: Final = Text("no type of answer is called {name}; {hint}", "没有名为 {name} 的答案类型；{hint}")
QUOTED: Final = re.compile(r"'([^']+)'")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each line of the steps and the first block of misconceptions that cannot be read."""
    kind = subject.kind
    types = [name for name in get_args(AnswerType) if name not in {"set", "formula"}]
    if kind.type not in types:
        yield subject.finding("type", TYPE.format(name=kind.type, hint=hint(kind.type, types)))
    for number, row in enumerate(kind.steps.strip("\n").splitlines(), start=1):
        try:
            read_lines(row)
        except ValueError as error:
            yield subject.finding("steps", UNREADABLE.format(error=error), number)
    try:
        _ = kind.mistakes
    except ValueError as error:
        yield subject.finding("misconceptions", UNREADABLE.format(error=error), _line(kind.misconceptions, error))


def _line(written: object, error: ValueError) -> int | None:
    """The line of the text that the error quotes."""
    found = QUOTED.search(str(error))
    rows = written.strip("\n").splitlines() if isinstance(written, str) else []
    return next((number for number, row in enumerate(rows, start=1) if found and found[1] in row), None)
