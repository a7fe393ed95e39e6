"""Which values a wrong solution may have without telling by their look alone that it is wrong."""

from __future__ import annotations

from typing import Final

from studytool.formula.evaluate import Value
from studytool.questions.claims import answerable
from studytool.questions.modes.part import type_of
from studytool.questions.tolerance import EXACT, entries

LARGER: Final = 1000.0
"""What is so many times larger than the right value, or than 1, gives itself away."""


def plausible(wrong: Value, right: Value) -> bool:
    """Whether a value could stand in place of the right one: of its shape and type, of its size, counts as counts."""
    if getattr(wrong, "shape", ()) != getattr(right, "shape", ()):
        return False
    numbers, those = entries(wrong), entries(right)
    type = type_of(right)
    if not answerable(numbers, type) or (type in EXACT and _below(min(numbers), min(those))):
        return False
    return max(map(abs, numbers)) <= LARGER * max(1.0, *map(abs, those))


def _below(number: float, least: float) -> bool:
    """Whether a count is 0 or negative that could not be so."""
    return number <= 0 < least or number < 0 <= least
