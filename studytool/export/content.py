"""What every printed form shows of a question, before any markup."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import NamedTuple

import numpy as np

from studytool.export.words import LEVEL, MODE_WORDS, SEED
from studytool.formula import Value
from studytool.formula.printing import symbol
from studytool.numbers import answer_text, fill, rows
from studytool.question import Claim, Part, Question
from studytool.text.language import Language
from studytool.tolerance import EXACT


class Shown(NamedTuple):
    """A labelled given: its cells row by row, and its number of dimensions (0, 1 or 2)."""

    label: str
    dimensions: int
    cells: list[list[str]]

    @property
    def line(self) -> str:
        """A number or a vector on one line: x = (0.6, −0.7)."""
        entries = ", ".join(self.cells[0])
        return f"{self.label} = ({entries})" if self.dimensions else f"{self.label} = {entries}"


class Slip(NamedTuple):
    """A common mistake as it is listed: the number it gives, what it means, whether a convention explains it."""

    value: str
    feedback: str
    convention: bool


def beside_stem(question: Question, language: Language) -> Iterator[Shown]:
    """The givens that the stem does not say itself."""
    said = _places(question.kind.stem[language])
    for name, value in question.givens.items():
        if name not in said:
            yield from _shown(symbol(name), value)


@cache
def _places(template: str) -> frozenset[str]:
    """The names that a stem has places for."""
    fields = (field for _, field, _, _ in Formatter().parse(template) if field)
    return frozenset(field.partition(".")[0].partition("[")[0] for field in fields)


def _shown(label: str, value: Value) -> Iterator[Shown]:
    """A given; one with more than two dimensions slice by slice, numbered from 0 as formulas number them."""
    if isinstance(value, str):
        yield Shown(label, 0, [[value]])
    elif np.ndim(value) <= 2:
        yield Shown(label, np.ndim(value), [row.strip("()[]⎡⎤⎢⎥⎣⎦").split() for row in rows(value)])
    else:
        for place, inner in enumerate(value):
            yield from _shown(f"{label}[{place}]", inner)


def subtitle(question: Question, language: Language) -> str:
    """What rebuilds the question: cnn.conv-output-size · level 1 · seed 7."""
    mode = "" if question.mode == question.kind.modes[0] else f" · {MODE_WORDS[question.mode][language]}"
    level = f"{LEVEL[language]} {question.kind.level}"
    return f"{question.kind.id} · {level} · {SEED[language]} {question.seed}{mode}"


def written(question: Question, part: Part, value: Value) -> str:
    """A value as an answer to this part is written."""
    kind = question.kind
    asked = part.name == kind.asked
    return answer_text(value, kind.type if asked else part.type, kind.labels if asked else "")


def right(question: Question, part: Part) -> str:
    """The answer, behind its letter if it is an option: (b) 14."""
    if not part.options:
        return written(question, part, part.answer)
    option = next(option for option in part.options if option.key == part.answer)
    return f"({option.key}) {written(question, part, option.value)}"


def slips(question: Question, part: Part, language: Language) -> Iterator[Slip]:
    """The misconceptions that this part can tell."""
    for claim in part.claims:
        yield Slip(written(question, part, claim.value), told(question, claim, language), claim.convention)


def told(question: Question, claim: Claim, language: Language) -> str:
    """What is said to somebody who gave a misconception's number."""
    return fill(claim.feedback, question.givens)[language]


def rounded(question: Question) -> bool:
    """Whether an answer is typed that is compared with a tolerance."""
    return any(part.type not in EXACT for part in question.parts)
