"""What numbers a kind is about, learned from its own draws: whole or not, of which sign, of which size.

The draws say more than the formula: a formula takes a stride of −2, or "probabilities" that sum to 7, and gives a
number that means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.formula.printing import symbol
from studytool.questions.modes.part import type_of
from studytool.text.language import Text, UserError

GENERALITY: Final[tuple[AnswerType, ...]] = ("int", "float", "integers", "vector", "matrix")
"""A type later in the row takes what an earlier one takes, and more."""
WHOLE: Final[frozenset[AnswerType]] = frozenset({"int", "integers"})
LARGER: Final = 100
"""A whole number may be so many times larger than the largest one that is drawn: many are sizes or lengths of loops."""
SUM: Final = 1e-6

Axis = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Domain:
    """What values one given may have; `low` and `high` are None where nothing bounds them."""

    type: AnswerType
    low: int | None
    high: int | None
    distribution: bool
    increasing: bool

    def check(self, name: str, value: Value) -> None:
        """UserError, which says what would be right, for a value outside."""
        for text in self._broken(value):
            raise UserError(text.format(name=symbol(name)))

    def _broken(self, value: Value) -> Iterator[Text]:
        """The rules that the value breaks, with a place for the name."""
        if self.low is not None and np.min(value) < self.low:
            yield LOW.format(name="{name}", low=self.low)
        if self.high is not None and np.max(value) > self.high:
            yield HIGH.format(name="{name}", high=f"{self.high:,}")
        if self.distribution and not _sums_to_1(value):
            yield SUMS
        if self.increasing and not _increases(value):
            yield RISES


def domain(draws: Sequence[Value]) -> Domain:
    """The domain of a given that was drawn like this."""
    type = max(map(type_of, draws), key=GENERALITY.index)
    lowest = min(float(np.min(draw)) for draw in draws)
    whole = type in WHOLE
    low = None if lowest < 0 else int(whole and lowest >= 1)
    high = LARGER * max(1, *(int(np.max(draw)) for draw in draws)) if whole else None
    return Domain(type, low, high, all(map(_sums_to_1, draws)), all(map(_increases, draws)))


def equal_axes(draws: Sequence[Mapping[str, Value]]) -> list[tuple[Axis, Axis]]:
    """The axes that have the same length in every draw, though not the same one in all draws."""
    lengths: dict[Axis, tuple[int, ...]] = {}
    for name in draws[0]:
        for axis in range(np.ndim(draws[0][name])):
            lengths[name, axis] = tuple(np.shape(draw[name])[axis] for draw in draws)
    varying = {axis: found for axis, found in lengths.items() if len(set(found)) > 1}
    return [(one, other) for one, other in combinations(varying, 2) if varying[one] == varying[other]]


def check_axes(pairs: Sequence[tuple[Axis, Axis]], givens: Mapping[str, Value]) -> None:
    """UserError for the first two axes that differ but must not."""
    for (left, i), (right, j) in pairs:
        one, other = np.shape(givens[left])[i], np.shape(givens[right])[j]
        if one != other:
            first, second = _counted(left, i, givens, one), _counted(right, j, givens, other)
            raise UserError(
                Text(f"{first.en} but {second.en}: these must be equal", f"{first.zh}，而 {second.zh}：两者应相等")
            )


def _counted(name: str, axis: int, givens: Mapping[str, Value], count: int) -> Text:
    if np.ndim(givens[name]) == 1:
        what = Text("entry" if count == 1 else "entries", "个分量")
    else:
        one = count == 1
        what = (Text("row" if one else "rows", "行"), Text("column" if one else "columns", "列"))[axis]
    return Text(f"{symbol(name)} has {count} {what.en}", f"{symbol(name)} 有 {count} {what.zh}")


def _sums_to_1(value: Value) -> bool:
    return _holds(value, lambda array: bool(np.all(np.abs(array.sum(axis=-1) - 1) < SUM)))


def _increases(value: Value) -> bool:
    return _holds(value, lambda array: array.ndim == 1 and len(array) > 1 and bool(np.all(np.diff(array) > 0)))


def _holds(value: Value, rule: Callable[[np.ndarray], bool]) -> bool:
    return isinstance(value, np.ndarray) and rule(value)


LOW = Text("{name} must not be below {low}", "{name} 不应小于 {low}")
HIGH = Text("{name} must not be above {high}", "{name} 不应大于 {high}")
SUMS = Text("{name}: probabilities must sum to 1, in each row of a matrix", "{name}：概率之和应为 1，矩阵则每行如此")
RISES = Text("{name} must increase from entry to entry", "{name} 的分量应逐个增大")
