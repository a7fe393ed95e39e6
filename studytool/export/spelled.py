"""Sets of numbers for Moodle, which compares texts: the ways to write one, and the sets that misconceptions lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Final

import numpy as np

from studytool.answer.diagnosis import by_putting_in
from studytool.modes.inverse import MOST, domain_of, hidden_given
from studytool.question import Claim, Part, Question

SEPARATORS: Final = (", ", ",", "，", " ")
ANY_ORDER: Final = 3
"""A set of more numbers than this is taken only from the smallest up or from the largest down."""


def spellings(values: Sequence[float]) -> Iterator[str]:
    """How one may type these numbers, which are in ascending order."""
    for order in permutations(values) if len(values) <= ANY_ORDER else (values, values[::-1]):
        yield from listed(order)


def listed(values: Sequence[float]) -> Iterator[str]:
    """The numbers in this order, with every usual sign between them."""
    numbers = [repr(value).removesuffix(".0") for value in values]
    return iter(dict.fromkeys(separator.join(numbers) for separator in SEPARATORS))


def one_number(question: Question, part: Part) -> Part:
    """A set of one number as a part that asks for that number, with the misconceptions that lead from other numbers."""
    (answer,), (near,) = part.answer.tolist(), part.tolerance.tolist()
    others = (value for value in _domain(question, part) if value != answer)
    found = ((by_putting_in(question, part, np.array([value])), value) for value in others)
    claims = tuple(replace(claim, value=value) for claim, value in found if claim)
    return replace(part, type="int", answer=answer, tolerance=near, claims=claims)


def mistaken(question: Question, part: Part) -> Iterator[tuple[Claim, tuple[float, ...]]]:
    """The sets of all values of the domain from which a misconception leads to the printed answer, ascending.

    Left out are sets with nothing wrong in them, and those that are too long to type.
    """
    right = set(part.answer.tolist())
    held = (replace(question, variant=replace(question.variant, plans=(plan,))) for plan in question.variant.plans)
    for values in dict.fromkeys(_leading(one, part) for one in held):
        claim = by_putting_in(question, part, np.array(values)) if len(values) <= MOST and set(values) - right else None
        if claim:
            yield claim, values


def _leading(question: Question, part: Part) -> tuple[float, ...]:
    """The values of the domain from which some misconception leads to the printed answer."""
    return tuple(value for value in _domain(question, part) if by_putting_in(question, part, np.array([value])))


def _domain(question: Question, part: Part) -> list[float]:
    return domain_of(question.variant, hidden_given(question.variant, part.name))
