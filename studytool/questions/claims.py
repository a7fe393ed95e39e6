"""Which misconceptions a variant can tell: those whose numbers are their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import floor, isfinite

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value
from studytool.kinds.derivation import Step, rerun
from studytool.kinds.misconceptions import Mistake
from studytool.questions.question import Claim
from studytool.questions.tolerance import APART, EXACT, alike, cleared, entries, near

Plan = tuple[Mistake, tuple[Step, ...]]
"""A misconception and the steps that it computes again, in order."""
Number = tuple[object, list[float], list[float]]
"""A value's shape, its entries, and how near to each another may not come."""


def claims(values: Mapping[str, Value], asked: str, type: AnswerType, plans: Iterable[Plan]) -> Iterator[Claim]:
    """Yield the misconceptions whose number for `asked` differs from the right one and from those before it."""
    kept = _Kept(type)
    kept.takes(values[asked])
    for mistake, plan in plans:
        wrong = wrong_value(values, asked, plan)
        if wrong is not None and kept.takes(wrong):
            yield Claim(mistake.id, _typed(wrong, type), mistake.feedback, mistake.convention)


def wrong_value(values: Mapping[str, Value], asked: str, plan: Iterable[Step]) -> Value | None:
    """What somebody gets who computes these steps so; None outside the formula's domain."""
    try:
        return rerun(values, plan)[asked]
    except OUTSIDE_DOMAIN:
        return None


def own_numbers(values: Iterable[Value], type: AnswerType) -> set[int]:
    """The places of the values that are possible answers and far from those kept before them."""
    kept = _Kept(type)
    return {place for place, value in enumerate(values) if kept.takes(value)}


class _Kept:
    """Possible answers that are far from one another.

    Two are far apart when no answer can be near both: they differ in shape, or by more than three tolerances in some
    entry.
    """

    def __init__(self, type: AnswerType) -> None:
        self.type = type
        self.numbers: list[Number] = []

    def takes(self, value: Value) -> bool:
        """Whether the value is a possible answer and far from all that are kept; it is kept then."""
        shape = value.shape if isinstance(value, np.ndarray) else ()
        numbers = entries(value)
        if not answerable(numbers, self.type) or self._has_near(shape, numbers):
            return False
        room = [0.0 if self.type in EXACT else APART * near(number) for number in numbers]
        self.numbers.append((shape, numbers, room))
        return True

    def _has_near(self, shape: object, numbers: list[float]) -> bool:
        for other, others, room in self.numbers:  # noqa: SIM110  any() costs twice as much
            if shape == other and alike(numbers, others, room):
                return True
        return False


def answerable(numbers: Iterable[float], type: AnswerType) -> bool:
    """Whether somebody could answer this: finite numbers, and whole ones where whole ones are asked for."""
    return all(map(isfinite, numbers)) and (type not in EXACT or all(number == floor(number) for number in numbers))


def _typed(value: Value, type: AnswerType) -> Value:
    """The value as an answer of this type has it: whole numbers as integers, no zero blurred."""
    if type not in EXACT:
        return cleared(value)
    return value.astype(int) if isinstance(value, np.ndarray) else int(value)
