"""The lines of a worked solution: a derivation's steps, printed with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from studytool.formula.evaluate import Value, evaluator
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.printing import symbol, text
from studytool.formula.tree import Binary, Call, Index, Name, Node
from studytool.kinds.derivation import Step
from studytool.kinds.kind import Kind
from studytool.questions.numbers import answer_text, inline
from studytool.questions.tolerance import cleared
from studytool.text.language import Text

LONGEST: Final = 150
"""A line of numbers longer than this explains nothing."""
BLANK: Final = "?"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step of a worked solution: what it is, its formula, the formula with numbers, its value.

    `numbers` is empty where the numbers would not fit on a line, as with matrices.
    """

    name: str
    note: Text | None
    formula: str
    latex: str
    numbers: str
    value: str

    @property
    def line(self) -> str:
        """The step on one line: r = r₀ + (k₁ − 1)·j₀ = 1 + (3 − 1)·1 = 3."""
        middle = [self.formula, self.numbers, self.value]
        return " = ".join([symbol(self.name), *dict.fromkeys(piece for piece in middle if piece)])


def explained(kind: Kind, step: Step, values: Mapping[str, Value]) -> Explanation:
    """A step with its numbers."""
    return _line(step, _with_numbers(step.formula, values), _shown(kind, step.name, values[step.name]))


def blank(step: Step) -> Explanation:
    """A step without its numbers: its value is to be found."""
    return _line(step, "", BLANK)


def _line(step: Step, numbers: str, value: str) -> Explanation:
    return Explanation(step.name, step.note, step.text, step.latex, numbers, value)


def needed(steps: Iterable[Step], asked: str) -> tuple[Step, ...]:
    """Those of the steps, which are in order, that lead to the one asked for."""
    ordered = tuple(steps)
    wanted = {asked}
    for step in reversed(ordered):
        if step.name in wanted:
            wanted |= step.needs
    return tuple(step for step in ordered if step.name in wanted)


def _shown(kind: Kind, name: str, value: Value) -> str:
    asked = name == kind.asked
    return answer_text(cleared(value), kind.type if asked else "float", kind.labels if asked else "")


class _TooLargeError(Exception):
    """A value that does not fit on a line of numbers."""


def _with_numbers(formula: Node, values: Mapping[str, Value]) -> str:
    """The formula with its values put in; products with matrices are shown as their results."""

    def shown(node: Node) -> str | None:
        match node:
            case Name() | Index() | Binary("@"):
                return _small(evaluator(node)(values))
            case Call(function) if FUNCTIONS[function].worked == "value":
                return _small(evaluator(node)(values))
            case Call(function) if FUNCTIONS[function].worked == "none":
                raise _TooLargeError
            case _:
                return None

    try:
        line = text(formula, shown)
    except _TooLargeError:
        return ""
    return line if len(line) <= LONGEST else ""


def _small(value: Value) -> str:
    if np.ndim(value) > 1:
        raise _TooLargeError
    return inline(cleared(value))
