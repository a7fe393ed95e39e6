"""How near a number must be to count as another one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value

EXACT: Final[frozenset[AnswerType]] = frozenset({"int", "integers", "shape", "choice"})
RELATIVE: Final = 1e-3
ABSOLUTE: Final = 5e-4
LARGEST_SHARE: Final = 1e-2
EDGE: Final = 1.0 + 4e-11
"""What lies on the edge of a tolerance is within it, whichever way the last bits of a computed number fell."""
ZERO: Final = 1e-12
"""What is no larger than this is a 0 that rounding has blurred."""
APART: Final = 3.0
"""A misconception is claimed only if its number is this many tolerances away: so half the distance is never reached."""
AGREEMENT: Final = 1e-9
"""The relative difference that two computations of the same number may have."""


def entries(value: Value) -> list[float]:
    """The numbers of a value, row by row."""
    return value.ravel().tolist() if isinstance(value, np.ndarray) else [value]


def finite(value: Value) -> bool:
    """Whether no entry is infinite or undefined."""
    return all(map(math.isfinite, entries(value)))


def cleared(value: Value) -> Value:
    """The value with its blurred zeros, and -0, as plain 0."""
    if not isinstance(value, np.ndarray):
        return type(value)(0) if abs(value) <= ZERO else value
    is_clear = min(map(abs, entries(value)), default=1.0) > ZERO
    return value if is_clear else np.where(np.abs(value) <= ZERO, 0, value)


def tolerance(answer: Value, type: AnswerType) -> Value:
    """How far from each entry of the answer a number may be, in the answer's shape: 0 for exact types.

    Four significant digits are asked for, and four decimals are what many people write: |a - b| may be 0.1 % of |b|, or
    0.0005 where that is no more than 1 % of |b|.
    """
    if not isinstance(answer, np.ndarray):
        return 0 if type in EXACT else near(answer)
    if type in EXACT:
        return np.zeros(answer.shape)
    return np.array([near(entry) for entry in entries(answer)]).reshape(answer.shape)


def near(answer: float) -> float:
    """The tolerance of one number that is not exact."""
    size = abs(answer)
    if size >= ABSOLUTE / RELATIVE:
        return RELATIVE * size
    return min(ABSOLUTE, LARGEST_SHARE * size) if size > ZERO else ABSOLUTE


def within(value: Value, answer: Value, tolerance: Value) -> bool:
    """Whether every entry is as near as its tolerance allows; False where the shapes differ."""
    if np.shape(value) != np.shape(answer):
        return False
    return alike(entries(value), entries(answer), entries(tolerance))


def alike(numbers: Iterable[float], others: Iterable[float], room: Iterable[float]) -> bool:
    """Whether each number is as near to the other in its place as there is room; what is undefined is near nothing."""
    for one, other, allowed in zip(numbers, others, room, strict=True):  # noqa: SIM110  all() costs twice as much
        if not abs(one - other) <= EDGE * allowed:
            return False
    return True


def same(value: Value, answer: Value, type: AnswerType) -> bool:
    """Whether two computations gave the same: exactly for exact types, to rounding otherwise."""
    if type in EXACT:
        return np.array_equal(value, answer)
    if np.shape(value) != np.shape(answer):
        return False
    pairs = zip(entries(value), entries(answer), strict=True)
    return all(abs(one - other) <= AGREEMENT * max(1e-3, abs(other)) for one, other in pairs)
