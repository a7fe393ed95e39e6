"""Whether inferred ratings keep their word: what was predicted of the next review, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studytool.memory.rating import Rating
from studytool.store.counting import sums

if TYPE_CHECKING:
    from studytool.store.counting import Counts


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The reviews that followed an answer which was given this rating, and not another one by its learner.

    `remembered` is the share of them that were no again, `predicted` the mean probability of recall just before them;
    None where there were none.
    """

    rating: Rating
    reviews: int
    remembered: float | None
    predicted: float | None


def calibration(counts: Counts) -> tuple[Calibrated, ...]:
    """Return a row for each of the four ratings."""
    return tuple(_row(rating, *sums(counts, rating)) for rating in Rating)


def _row(rating: Rating, followed: int, kept: int, expected: float) -> Calibrated:
    if not followed:
        return Calibrated(rating, 0, None, None)
    return Calibrated(rating, followed, kept / followed, expected / followed)
