"""When an item would come back after each of the four ratings, before one is chosen."""

from __future__ import annotations

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, after, first, interval
from studytool.memory.rating import Rating

_RATINGS = np.array(list(Rating))


def next_intervals(
    state: State | None, elapsed_days: float, w: Weights = DEFAULT_WEIGHTS, wanted: float = 0.9
) -> tuple[float, float, float, float]:
    """Return the days until recall falls to `wanted` after again, hard, good and easy, without fuzz.

    `state` is the item's after its last review, `elapsed_days` ago; None for an item that had none.
    """
    new = first(_RATINGS, w) if state is None else after(state, elapsed_days, _RATINGS, w)
    again, hard, good, easy = np.asarray(interval(new, wanted, w)).tolist()
    return again, hard, good, easy
