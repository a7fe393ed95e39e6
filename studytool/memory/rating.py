"""How a recall went, in the scheduler's four grades, and the grade that a checked answer earns."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from statistics import median
from typing import Final

FEWEST: Final = 5
"""Earlier right answers needed before one's own pace says anything."""
FAST: Final = 0.5
"""Of one's usual time: less is easy."""
SLOW: Final = 2.0
"""Of one's usual time: more is hard."""


class Rating(IntEnum):
    """The grade G of one review; a larger number is a better recall."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def inferred(*, right: bool, helped: bool, ms: float | None, earlier_ms: Iterable[float] = ()) -> Rating:
    """Return the rating of a checked answer that took `ms` milliseconds; None for a time that is not known.

    Not right is again; right with help (a hint, an own earlier value) is hard. Otherwise the time decides against the
    median of `earlier_ms`, the times of earlier right answers: below half of it is easy, above twice hard, else good.
    With fewer than five of them it is good. They are asked for only where they matter.
    """
    if not right:
        return Rating.AGAIN
    if helped:
        return Rating.HARD
    times = [] if ms is None else list(earlier_ms)
    if ms is None or len(times) < FEWEST:
        return Rating.GOOD
    usual = median(times)
    return Rating.EASY if ms < FAST * usual else Rating.HARD if ms > SLOW * usual else Rating.GOOD
