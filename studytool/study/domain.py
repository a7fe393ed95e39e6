"""What values a given may have: what its nature says, in the shape in which it is drawn.

A formula takes a stride of −2, or "probabilities" that sum to 7, and gives a number that means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.formula.printing import symbol
from studytool.kinds.givens import Given
from studytool.kinds.nature import Nature
from studytool.text.language import Text, UserError

LARGEST: Final = 1_000_000
"""No whole number may be larger: many are sizes, or lengths of loops."""
SUM: Final = 1e-6
TYPES: Final[Mapping[tuple[int, bool], AnswerType]] = {
    (0, True): "int", (0, False): "float", (1, True): "integers", (1, False): "vector",
}  # fmt: skip
"""How a value of so many axes is typed, whole or not; one of two axes is a matrix."""

Axis = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Domain:
    """What values one given may have, and how they are typed."""

    type: AnswerType
    nature: Nature

    def check(self, name: str, value: Value) -> None:
        """UserError, which says what would be right, for a value outside."""
        for text in self._broken(value):
            raise UserError(text.format(name=symbol(name)))

    def _broken(self, value: Value) -> Iterator[Text]:
        """The rules that the value breaks, with a place for the name."""
        nature = self.nature
        if nature.sums and not _sums_to_1(value):
            yield SUMS
        if nature.whole and not isinstance(value, int) and np.any(np.mod(value, 1) != 0):
            yield WHOLE
        if nature.above and np.min(value) <= nature.low:
            yield ABOVE.format(name="{name}", low=f"{nature.low:g}")
        elif nature.low is not None and np.min(value) < nature.low:
            yield LOW.format(name="{name}", low=f"{nature.low:g}")
        high = LARGEST if nature.high is None and nature.whole else nature.high
        if high is not None and np.max(value) > high:
            yield HIGH.format(name="{name}", high=f"{high:,}")
        if nature.rises and not np.all(np.diff(value) > 0):
            yield RISES


def domain(given: Given, drawn: Value) -> Domain:
    """The domain of a given, one value of which is `drawn`."""
    return Domain(TYPES.get((np.ndim(drawn), given.nature.whole), "matrix"), given.nature)


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
    return bool(np.all(np.abs(np.sum(value, axis=-1) - 1) < SUM))


WHOLE = Text("{name} must be whole numbers", "{name} 应为整数")
ABOVE = Text("{name} must be above {low}", "{name} 应大于 {low}")
LOW = Text("{name} must not be below {low}", "{name} 不应小于 {low}")
HIGH = Text("{name} must not be above {high}", "{name} 不应大于 {high}")
SUMS = Text("{name}: probabilities must sum to 1, in each row of a matrix", "{name}：概率之和应为 1，矩阵则每行如此")
RISES = Text("{name} must increase from entry to entry", "{name} 的分量应逐个增大")
