"""How near a number must be to count as another one."""

from __future__ import annotations

from typing import Final

import numpy as np

from studytool.formula import Value
from studytool.kind import AnswerType

EXACT: Final[frozenset[AnswerType]] = frozenset({"int", "integers", "shape", "choice"})
RELATIVE: Final = 1e-3
ABSOLUTE: Final = 5e-4
APART: Final = 3.0
"""A misconception is claimed only if its number is this many tolerances away: so half the distance is never reached."""


def tolerance(answer: Value, type: AnswerType) -> Value:
    """How far from each entry of the answer a number may be: 0 for exact types.

    Four significant digits are asked for, and four decimals are what many people write: |a - b| may be 0.1 % of |b|, or
    0.0005 where that is no more than 1 % of |b|.
    """
    if type in EXACT:
        return 0 if isinstance(answer, int) else np.zeros(np.shape(answer))
    if isinstance(answer, float | int):
        size = abs(answer)
        return max(RELATIVE * size, min(ABSOLUTE, 1e-2 * size)) or ABSOLUTE
    sizes = np.abs(answer)
    near = np.maximum(RELATIVE * sizes, np.minimum(ABSOLUTE, 1e-2 * sizes))
    return np.where(sizes == 0, ABSOLUTE, near)


def within(value: Value, answer: Value, tolerance: Value) -> bool:
    """Whether every entry is as near as its tolerance allows; False where the shapes differ."""
    if isinstance(answer, int | float) and isinstance(value, int | float):
        return bool(abs(value - answer) <= tolerance)
    if np.shape(value) != np.shape(answer):
        return False
    return bool(np.all(np.abs(np.subtract(value, answer)) <= tolerance))


def apart(value: Value, answer: Value, tolerance: Value) -> bool:
    """Whether two numbers are so far apart that no answer can be near both."""
    return not within(value, answer, APART * tolerance)
