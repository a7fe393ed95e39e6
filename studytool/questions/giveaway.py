"""The rule that a question must not give its own answer away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.questions.tolerance import EXACT, alike, entries, near

Giveaway = Literal["zero", "one", "given"]
"""What gives an answer away: it is 0 throughout; 0 or 1 throughout; a value that is known already."""


def giveaway(answer: Value, type: AnswerType, known: Iterable[Value]) -> Giveaway | None:
    """Why nobody needs to compute this answer, or None; `known` are the values that stand there already, as printed.

    A vector of measured numbers counts even where 0 and 1 stand in it mixed, as they do when units saturate. Whole
    numbers must all be 0, or all 1: a mask is made of both. A choice never counts: its number is a letter's place.
    """
    if type == "choice":
        return None
    numbers, exact = entries(answer), type in EXACT
    room = [0.0 if exact else near(number) for number in numbers]
    if alike(numbers, [0] * len(numbers), room):
        return "zero"
    if alike(numbers, [int(exact or number > 0.5) for number in numbers], room):
        return "one"
    shape = _shape(answer)
    for value in known:
        if not isinstance(value, str) and _shape(value) == shape and alike(entries(value), numbers, room):
            return "given"
    return None


def _shape(value: Value) -> tuple[int, ...]:
    return getattr(value, "shape", ())
