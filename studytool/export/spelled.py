"""Sets of numbers for Moodle, which compares texts: the ways to write one, and the sets that misconceptions lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, permutations
from typing import Final

import numpy as np

from studytool.answer.judging.diagnosis import leading
from studytool.kinds.derivation import following
from studytool.kinds.misconceptions import Mistake
from studytool.questions.modes.inverse import MOST, answer_with, domain_of, hidden_given
from studytool.questions.numbers import MINUS
from studytool.questions.question import Claim, Part, Question

Leads = tuple[tuple[Mistake, tuple[float, ...]], ...]
"""Each misconception with the values of the hidden given from which it leads to the printed answer."""

SEPARATORS: Final = (", ", ",", "，", " ")
LEADING_ZERO: Final = re.compile(r"\b(?<![0-9.])0(?=\.)")
ANY_ORDER: Final = 3
"""A set of more numbers than this is taken only from the smallest up or from the largest down."""


def spellings(values: Sequence[float]) -> Iterator[str]:
    """How one may type these numbers, which are in ascending order."""
    orders = permutations(values) if len(values) <= ANY_ORDER else (values, values[::-1])
    return iter(dict.fromkeys(text for order in orders for numbers in _written(order) for text in _joined(numbers)))


def listed(values: Sequence[float]) -> Iterator[str]:
    """The numbers in this order, as they are printed, with every usual sign between them."""
    return iter(dict.fromkeys(_joined(next(_written(values)))))


def _written(values: Sequence[float]) -> Iterator[list[str]]:
    """The numbers as they are printed, then in other usual ways: 1 and 0.5, 1.0 and 0.5, 1.00 and 0.50, 1 and .5."""
    exact = [repr(value) for value in values]
    printed = [number.removesuffix(".0") for number in exact]
    yield printed
    yield exact
    yield [f"{number}0" if "." in number else number for number in exact]
    yield [LEADING_ZERO.sub("", number) for number in printed]


def _joined(numbers: Sequence[str]) -> Iterator[str]:
    """The numbers with every usual sign between them, and with the minus of the keyboard or of print."""
    for separator in SEPARATORS:
        text = separator.join(numbers)
        yield text
        yield text.replace("-", MINUS)


def one_at_most(question: Question, part: Part) -> bool:
    """Whether the answer rises or falls throughout the domain: then nobody would look for a second value."""
    variant, asked = question.variant, question.kind.asked
    hidden = hidden_given(variant, part.name)
    steps = following(variant.derivation.steps, {hidden.vector, hidden.name})
    with np.errstate(all="ignore"):
        found = [answer_with(variant, asked, hidden, value, steps) for value in domain_of(variant, hidden)]
    alike = [np.ravel(one) for one in found if one is not None and np.shape(one) == np.shape(variant.answer)]
    if len(alike) < len(found):
        return False
    gaps = np.diff(alike, axis=0)
    return bool((gaps > 0).all(axis=0).any() or (gaps < 0).all(axis=0).any())


def one_number(question: Question, part: Part) -> Part:
    """A set of one number as a part that asks for that number, with the misconceptions that lead from other numbers."""
    (answer,), (near,) = part.answer.tolist(), part.tolerance.tolist()
    claims = tuple(
        Claim(mistake.id, value, mistake.feedback, mistake.convention)
        for mistake, value in mistaken_alone(part, leads(question, part))
    )
    return replace(part, type="int", answer=answer, tolerance=near, claims=claims)


def leads(question: Question, part: Part) -> Leads:
    """Each misconception with the values of the domain from which it leads to the printed answer, ascending."""
    domain = domain_of(question.variant, hidden_given(question.variant, part.name))
    return tuple((mistake, tuple(compress(domain, fits))) for mistake, fits in leading(question, part, domain))


def mistaken_alone(part: Part, leads: Leads) -> list[tuple[Mistake, float]]:
    """Each value from which not the right solution but a misconception leads to the printed answer, ascending."""
    right = set(part.answer.tolist())
    first: dict[float, Mistake] = {}
    for mistake, values in leads:
        for value in values:
            first.setdefault(value, mistake)
    return [(first[value], value) for value in sorted(first) if value not in right]


def mistaken(part: Part, leads: Leads) -> Iterator[tuple[Mistake, tuple[float, ...]]]:
    """The sets of all values of the domain from which a misconception leads to the printed answer.

    Left out are sets with nothing wrong in them, sets of one value, and those that are too long to type.
    """
    right = set(part.answer.tolist())
    for values in dict.fromkeys(values for _, values in leads):
        if 1 < len(values) <= MOST and set(values) - right:
            yield next(mistake for mistake, others in leads if set(values) <= set(others)), values
