"""How a recall went, in the scheduler's four grades."""

from __future__ import annotations

from enum import IntEnum


class Rating(IntEnum):
    """The grade G of one review; a larger number is a better recall."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4
