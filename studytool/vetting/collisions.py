"""Answers and misconceptions of a part that are too near each other to be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import inf
from typing import Final, Literal

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.course.modes import Mode
from studytool.formula.evaluate import Value
from studytool.questions.question import Part
from studytool.questions.tolerance import entries, tolerance

NUMBERED: Final[frozenset[Mode]] = frozenset({"forward", "parts", "choice", "fill"})
"""The modes that ask for the derivation's numbers."""
HALF_WAY: Final = 2.0
"""Tolerances between two numbers from each of which the tolerance reaches half way."""

Nearness = Literal["collision", "tolerance"]
"""Two numbers are one; the tolerance of one reaches half way to the other."""


def collisions(part: Part, type: AnswerType) -> Iterator[tuple[Nearness, str]]:
    """The pairs of answer and claimed misconceptions of a part that are too near each other.

    `type` is the kind's: what the options of a choice are made of.
    """
    answer = right(part)
    made = type if part.options else part.type
    room = tolerance(answer, made) if part.options else part.tolerance
    known = [(part.name, answer, room)]
    known += [(claim.id, claim.value, tolerance(claim.value, made)) for claim in part.claims]
    numbers = [(name, np.shape(value), entries(value), entries(near)) for name, value, near in known]
    for (place, (name, shape, one, near)), (_, (other, its_shape, two, _)) in combinations(enumerate(numbers), 2):
        apart = _apart(one, two, near) if shape == its_shape else inf
        if apart <= 1:
            yield "collision", f"{name} = {other}"
        elif apart <= HALF_WAY and place == 0:
            yield "tolerance", f"{name} ≈ {other}"


def right(part: Part) -> Value:
    """The number asked for: of a choice, the right option's."""
    if not part.options:
        return part.answer
    return part.right.value


def _apart(one: Iterable[float], other: Iterable[float], room: Iterable[float]) -> float:
    """How many tolerances lie between two values of one shape, in the entry where they differ most."""
    worst = 0.0
    for mine, theirs, near in zip(one, other, room, strict=True):
        gap = abs(mine - theirs)
        if gap:
            worst = max(worst, gap / near if near else inf)
    return worst
