"""Intervals spread a little, so that what was learned together does not fall due together for ever.

The draw depends on the item and on how many reviews it has had, and on nothing else: a replay of the log repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.memory.elementwise import Real, least, most, where
from studytool.memory.fsrs import MAX_STABILITY

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHORTEST = 2.5
BANDS = ((2.5, 0.15), (7.0, -0.05), (20.0, -0.05))
"""From how many days on how much more of every further day is added to the reach: 15 %, then 10 %, then 5 %."""
_UNIT = 2.0**-53


def fuzz_range(interval_days: Any) -> tuple[Any, Any]:
    """Return the shortest and the longest interval in days, for one interval or an array of them.

    The reach to both sides is one day and a share of the days in each band; below 2.5 days it is nothing.
    Source: Anki, rslib/src/scheduler/states/fuzz.rs, there rounded to whole days.
    """
    days = least(interval_days, MAX_STABILITY)
    reach: Real = 1.0
    for start, share in BANDS:
        reach = reach + share * most(days - start, 0.0)
    reach = where(days < SHORTEST, 0.0, reach)
    return days - reach, least(days + reach, MAX_STABILITY)


def fuzzed(interval_days: float, item: str, reviews: int) -> float:
    """Return an interval drawn from the range around `interval_days`, at most 36500 days, uniformly over items.

    `reviews` is how many the item has had, the one that led to the interval included.
    """
    return float(_within(interval_days, _draw(item, reviews)))


def all_fuzzed(
    intervals_days: NDArray[np.float64], items: Iterable[str], reviews: Iterable[int]
) -> NDArray[np.float64]:
    """Return what `fuzzed` gives for each, bit for bit; all three have shape (items,)."""
    pairs = zip(items, reviews, strict=True)
    draws = np.fromiter((_draw(item, count) for item, count in pairs), float, len(intervals_days))
    return np.asarray(_within(intervals_days, draws))


def _within(interval_days: Any, draw: Any) -> Any:
    low, high = fuzz_range(interval_days)
    return least(low + draw * (high - low), high)


def _draw(item: str, reviews: int) -> float:
    """Return a number from [0, 1) that the item and its count fix."""
    # a name typed elsewhere may hold half a surrogate pair
    key = f"{reviews} {item}".encode("utf-8", "surrogatepass")
    return (int.from_bytes(blake2b(key, digest_size=8).digest(), "big") >> 11) * _UNIT
