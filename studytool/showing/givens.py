"""The givens of a question, each under its letter, and whether the stem says it already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter

import numpy as np

from studytool.formula.evaluate import Value
from studytool.formula.printing import symbol
from studytool.questions.numbers import rows
from studytool.questions.question import Question


@dataclass(frozen=True)
class Given:
    """A number, a vector or a matrix under its letter; `?` is the value of one that is asked for.

    `said` tells whether the stem says it, in both languages.
    """

    label: str
    value: Value
    said: bool

    @property
    def dimensions(self) -> int:
        """0 for a number, 1 for a vector, 2 for a matrix."""
        return int(np.ndim(self.value))

    @property
    def rows(self) -> list[str]:
        """The value in aligned lines with its brackets, a line for each row of a matrix."""
        return rows(self.value)

    @property
    def cells(self) -> list[list[str]]:
        """The numbers as they are printed, row by row."""
        if isinstance(self.value, str):
            return [[self.value]]
        return [row.strip("()[]⎡⎤⎢⎥⎣⎦").split() for row in self.rows]

    @property
    def line(self) -> str:
        """A number or a vector on one line: x = (0.6, −0.7)."""
        entries = ", ".join(self.cells[0])
        return f"{self.label} = ({entries})" if self.dimensions else f"{self.label} = {entries}"


def givens(question: Question) -> Iterator[Given]:
    """All givens in the author's order."""
    stem = question.kind.stem
    said = _places(stem.en) & _places(stem.zh)
    for name, value in question.givens.items():
        yield from _sliced(symbol(name), value, name in said)


@cache
def _places(template: str) -> frozenset[str]:
    """The names that a stem has places for."""
    fields = (field for _, field, _, _ in Formatter().parse(template) if field)
    return frozenset(field.partition(".")[0].partition("[")[0] for field in fields)


def _sliced(label: str, value: Value, said: bool) -> Iterator[Given]:  # noqa: FBT001  a field, handed through
    """A given; one with more than two dimensions slice by slice, numbered from 0 as formulas number them."""
    if np.ndim(value) <= 2:
        yield Given(label, value, said)
    else:
        for place, inner in enumerate(value):
            yield from _sliced(f"{label}[{place}]", inner, said)
