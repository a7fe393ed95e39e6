"""A whole log through the memory model at once: the k-th review of every item in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.memory.credit import begun_by, clock, towards
from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, first, reviewed
from studytool.memory.rating import Rating
from studytool.memory.turns import Turns, in_turns

if TYPE_CHECKING:
    from numpy.typing import NDArray

MICROSECONDS_A_DAY = 86_400_000_000.0


@dataclass(frozen=True, slots=True)
class Replayed:
    """Where a log leaves its items, one row an item: `items` sorted, the rest but `recall` aligned with it.

    `last_us` is the time since which forgetting is counted: that of the last review in the log's order, unless it was a
    fraction of one. `reviews` counts the whole ones, `lapses` those after the first that were rated again. `recall` is
    the probability of recall just before each review, in the log's order: shape (reviews,), nan before an item's first.
    """

    items: NDArray[Any]
    state: State
    last_us: NDArray[np.int64]
    reviews: NDArray[np.int64]
    lapses: NDArray[np.int64]
    recall: NDArray[np.float64]


def elapsed_days(earlier_us: Any, later_us: Any) -> Any:
    """Return the days between two times in microseconds; a clock that ran backwards counts as no time."""
    return np.maximum((later_us - earlier_us) / MICROSECONDS_A_DAY, 0.0)


def replay(
    items: NDArray[Any],
    times_us: NDArray[np.int64],
    ratings: NDArray[np.integer[Any]],
    w: Weights = DEFAULT_WEIGHTS,
    shares: NDArray[np.float64] | None = None,
) -> Replayed:
    """Return the final state of every item after the reviews, which are taken in the order given.

    All columns have shape (reviews,). `shares` says how much of each review was exercised, 1 by default; a fraction is
    that of a good review (`studytool.memory.credit`), its rating 3. It takes as many vectorised steps as the busiest
    item has reviews.
    """
    turns = in_turns(items)
    times, grades = np.asarray(times_us, np.int64)[turns.order], np.asarray(ratings, np.int64)[turns.order]
    parts = None if shares is None else np.asarray(shares, np.float64)[turns.order]
    state, last, lapses, before = _run(times, grades, turns, w, parts)
    home, recall = turns.home, np.empty(before.size)
    recall[turns.order] = before
    kept = State(state.slow[home], state.fast[home], state.difficulty[home])  # type: ignore[index]
    return Replayed(turns.names, kept, last[home], _whole(items, shares, turns), lapses[home], recall)


def _whole(items: NDArray[Any], shares: NDArray[np.float64] | None, turns: Turns) -> NDArray[np.int64]:
    """Return how many reviews of each item were no fractions."""
    if shares is None:
        return turns.counts
    return np.bincount(np.searchsorted(turns.names, items[shares == 1.0]), minlength=turns.names.size)


def _run(
    times: NDArray[np.int64],
    grades: NDArray[np.int64],
    turns: Turns,
    w: Weights,
    shares: NDArray[np.float64] | None,
) -> tuple[State, NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Take every turn; return states, last times and lapses, by rank, and the recalls in the turns' order."""
    size = turns.names.size
    slow, fast, difficulty = np.empty(size), np.empty(size), np.empty(size)
    last, lapses, recall = np.zeros(size, np.int64), np.zeros(size, np.int64), np.full(times.size, np.nan)
    for now, here in turns:
        when: NDArray[np.int64] = times[now]
        if now.start == 0:
            new = first(grades[now], w)
            new = new if shares is None else begun_by(new, shares[now])
        else:
            old = State(slow[here], fast[here], difficulty[here])
            recall[now], new = reviewed(old, elapsed_days(last[here], when), grades[now], w)
            lapses[here] += grades[now] == Rating.AGAIN
            if shares is not None:
                new, when = towards(old, new, shares[now]), clock(last[here], when, shares[now])
        slow[here], fast[here], difficulty[here], last[here] = new.slow, new.fast, new.difficulty, when
    return State(slow, fast, difficulty), last, lapses, recall
