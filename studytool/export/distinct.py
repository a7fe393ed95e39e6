"""Variants that read alike: a small space of givens repeats itself, and whoever asks for 50 wants 50."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, Final

from studytool.questions.numbers import plain
from studytool.questions.question import Question

BYTES: Final = 16


def distinct(questions: Iterable[Question]) -> Iterator[Question]:
    """Leave out each question that reads like one before it."""
    seen: set[bytes] = set()
    for question in questions:
        mark = _mark(question)
        if mark not in seen:
            seen.add(mark)
            yield question


def _mark(question: Question) -> bytes:
    """The same bytes for the same question in the same mode; in another order, options are the same ones."""
    kept = sorted if question.mode == "choice" else list
    read: list[Any] = [question.kind.id, question.mode, question.stem.en, question.task and question.task.en]
    read += [(name, plain(value)) for name, value in question.givens.items()]
    read += [(line.name, line.line) for line in question.worked]
    read += [(part.prompt.en, *kept(option.text.en for option in part.options)) for part in question.parts]
    return blake2b(repr(read).encode(), digest_size=BYTES).digest()
