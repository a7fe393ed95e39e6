"""When an item would come back after each of the four ratings, before one is chosen."""

from __future__ import annotations

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, after, first, interval
from studytool.memory.fuzz import fuzzed
from studytool.memory.rating import Rating

_RATINGS = np.array(list(Rating))


def next_intervals(
    item: str,
    reviews: int,
    state: State | None,
    elapsed_days: float,
    w: Weights = DEFAULT_WEIGHTS,
    wanted: float = 0.9,
) -> tuple[float, float, float, float]:
    """Return the days until the item would be due after again, hard, good and easy.

    `state` is the item's after its last of so many `reviews`, `elapsed_days` ago; None for an item that had none.
    """
    new = first(_RATINGS, w) if state is None else after(state, elapsed_days, _RATINGS, w)
    days = np.asarray(interval(new, wanted, w)).tolist()
    again, hard, good, easy = (fuzzed(each, item, reviews + 1) for each in days)
    return again, hard, good, easy
