"""Which misconceptions a variant can tell: those whose numbers are their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor, isfinite

import numpy as np

from studytool.derivation import Step, rerun
from studytool.formula import OUTSIDE_DOMAIN, Value
from studytool.kind import AnswerType, Mistake
from studytool.question import Claim
from studytool.tolerance import APART, EXACT, alike, cleared, entries, near

Plan = tuple[Mistake, tuple[Step, ...]]
"""A misconception and the steps that it computes again, in order."""
Number = tuple[object, list[float], list[float]]
"""A value's shape, its entries, and how near to each another may not come."""


def claims(values: Mapping[str, Value], asked: str, type: AnswerType, plans: Iterable[Plan]) -> tuple[Claim, ...]:
    """The misconceptions whose number for `asked` differs from the right one and from those before it."""
    held = [(mistake, wrong_value(values, asked, plan)) for mistake, plan in plans]
    held = [(mistake, wrong) for mistake, wrong in held if wrong is not None]
    own = own_numbers([values[asked], *[wrong for _, wrong in held]], type)
    return tuple(
        Claim(mistake.id, _typed(wrong, type), mistake.feedback, mistake.convention)
        for place, (mistake, wrong) in enumerate(held, start=1)
        if place in own
    )


def wrong_value(values: Mapping[str, Value], asked: str, plan: Iterable[Step]) -> Value | None:
    """What somebody gets who computes these steps so; None outside the formula's domain."""
    try:
        return rerun(values, plan)[asked]
    except OUTSIDE_DOMAIN:
        return None


def own_numbers(values: Sequence[Value], type: AnswerType) -> set[int]:
    """The places of the values that are possible answers and far from those kept before them.

    Two values are far apart when no answer can be near both: they differ in shape, or by more than three tolerances in
    some entry.
    """
    kept: dict[int, Number] = {}
    for place, value in enumerate(values):
        shape = value.shape if isinstance(value, np.ndarray) else ()
        numbers = entries(value)
        if answerable(numbers, type) and not _is_near(shape, numbers, kept.values()):
            kept[place] = shape, numbers, [0.0 if type in EXACT else APART * near(number) for number in numbers]
    return set(kept)


def _is_near(shape: object, numbers: list[float], kept: Iterable[Number]) -> bool:
    for other, others, room in kept:  # noqa: SIM110  any() costs twice as much
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
