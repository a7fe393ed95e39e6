"""JSON: one object, a header and the list of questions, each on a line of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, TextIO

from studytool import __version__
from studytool.export.record import record
from studytool.questions.question import Question
from studytool.text.language import Language

FORMAT: Final = "studytool-questions-2"
"""The number changes when a reader of the older form would misread the newer."""


def write(questions: Iterable[Question], stream: TextIO, language: Language) -> None:
    """Write every question with its answers in both languages; `language` is the one that the reader asked for."""
    header = {"format": FORMAT, "studytool": __version__, "language": language}
    opening = ", ".join(f"{_text(key)}: {_text(value)}" for key, value in header.items())
    stream.write(f'{{{opening}, "questions": [')
    for place, question in enumerate(questions):
        stream.write(",\n" if place else "\n")
        stream.write(_text(record(question)))
    stream.write("\n]}\n")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
