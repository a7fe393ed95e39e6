"""The worked solution and the hints: a derivation's steps, printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from studytool.derivation import Step
from studytool.formula import Node, Value, evaluator
from studytool.formula.printing import latex, latex_symbol, symbol, text
from studytool.formula.tree import Binary, Call, Index, Name
from studytool.numbers import answer_text, inline
from studytool.question import Question, Variant
from studytool.text.language import Text

BLUR: Final = 1e-13
"""A computed number below this is a 0 that rounding has blurred."""
LONGEST: Final = 150
"""A line of numbers longer than this explains nothing."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step of the worked solution: what it is, its formula, the formula with numbers, its value.

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


def solution(variant: Variant) -> tuple[Explanation, ...]:
    """Every step of the derivation that the answer needs, in order."""
    return tuple(_explain(variant, step) for step in needed(variant))


def needed(variant: Variant) -> tuple[Step, ...]:
    """The steps that lead to the answer."""
    wanted = {variant.kind.asked}
    for step in reversed(variant.derivation.steps):
        if step.name in wanted:
            wanted |= step.needs
    return tuple(step for step in variant.derivation.steps if step.name in wanted)


def hints(question: Question, part: str) -> tuple[str, ...]:
    """The formulas of the steps up to a part, without their numbers: one hint after the other."""
    steps = needed(question.variant)
    last = next((place for place, step in enumerate(steps) if step.name == part), len(steps) - 1)
    first = _after_part_before(question, part, [step.name for step in steps])
    return tuple(f"{symbol(step.name)} = {text(step.formula)}" for step in steps[first : last + 1])


def _after_part_before(question: Question, part: str, order: list[str]) -> int:
    """Where the steps begin that no earlier part has asked for."""
    names = [asked.name for asked in question.parts]
    earlier = names[: names.index(part)] if part in names else []
    return max((order.index(name) + 1 for name in earlier if name in order), default=0)


def _explain(variant: Variant, step: Step) -> Explanation:
    value = _clear(variant.values[step.name])
    kind = variant.kind
    asked = step.name == kind.asked
    shown = answer_text(value, kind.type if asked else "float", kind.labels if asked else "")
    return Explanation(
        step.name,
        step.note,
        text(step.formula),
        f"{latex_symbol(step.name)} = {latex(step.formula)}",
        _with_numbers(step.formula, variant.values),
        shown,
    )


class _TooLargeError(Exception):
    """A value that does not fit on a line of numbers."""


def _with_numbers(formula: Node, values: Mapping[str, Value]) -> str:
    """The formula with its values put in; products with matrices are shown as their results."""

    def shown(node: Node) -> str | None:
        match node:
            case Name() | Index() | Binary("@") | Call("len" | "onehot"):
                return _small(evaluator(node)(values))
            case Call("T" | "diag" | "outer" | "identity"):
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
    return inline(_clear(value))


def _clear(value: Value) -> Value:
    """The value with its blurred zeros, and -0, as plain 0."""
    if isinstance(value, np.ndarray):
        return np.where(np.abs(value) < BLUR, 0, value)
    return 0 if abs(value) < BLUR else value
