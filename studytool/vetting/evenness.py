"""Whether the right one of several options stands in every place as often."""

from __future__ import annotations

from collections import Counter
from math import erfc, exp, gamma, sqrt
from typing import Final

from studytool.questions.question import Part

EXPECTED: Final = 5
"""Chi-square is trusted only where each place may expect as many (Cochran 1954)."""
IMPROBABLE: Final = 1e-3
MOST_ON_ONE_WORD: Final = 0.75
"""Of the questions whose two options keep their order: how often one and the same may be right."""
MOST_ON_ONE_LINE: Final = 0.6
"""Of the solutions with a wrong line, whose lines cannot all be spoilt: so they are not as likely, but none is sure."""

Places = Counter[tuple[int, int]]
"""How often the right one of so many options stood in this place, counted from 0."""


def place_of(part: Part) -> tuple[int, int]:
    """How many options there are, and where the right one stands."""
    return len(part.options), part.options.index(part.right)


def best_guess(ranks: Places) -> float | None:
    """The share of choices that the best place for each number of options gets right."""
    totals = _totals(ranks)
    best = sum(max(ranks[size, place] for place in range(size)) for size in totals)
    return best / sum(totals.values()) if totals else None


def blind_guess(ranks: Places) -> float | None:
    """The share of choices that guessing gets right."""
    totals = _totals(ranks)
    return sum(count / size for size, count in totals.items()) / sum(totals.values()) if totals else None


def uniform(places: Places) -> float | None:
    """The probability of places no more even than these if each is as likely; None for too few.

    Pearson's chi-square; choices with as many options make one table, and the tables' statistics and degrees of
    freedom add up.
    """
    statistic, freedom = 0.0, 0
    for size, total in _totals(places).items():
        expected = total / size
        if size > 1 and expected >= EXPECTED:
            statistic += sum((places[size, place] - expected) ** 2 for place in range(size)) / expected
            freedom += size - 1
    return chi_square_tail(statistic, freedom) if freedom else None


def chi_square_tail(statistic: float, freedom: int) -> float:
    """The probability that chi-square with so many degrees of freedom is larger.

    Finite sums, exact for whole degrees: Abramowitz & Stegun 1964, 26.4.4 (odd) and 26.4.5 (even).
    """
    half = statistic / 2
    odd = freedom % 2
    terms: float = sum(half ** (index + odd / 2) / gamma(index + 1 + odd / 2) for index in range((freedom - odd) // 2))
    return (erfc(sqrt(half)) if odd else 0.0) + exp(-half) * terms


def _totals(places: Places) -> dict[int, int]:
    totals: dict[int, int] = {}
    for (size, _), count in sorted(places.items()):
        totals[size] = totals.get(size, 0) + count
    return totals


def counts(places: Places) -> str:
    """The counts by place, a group for each number of options."""
    return "; ".join(", ".join(str(places[size, place]) for place in range(size)) for size in _totals(places))
