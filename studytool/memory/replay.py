"""A whole log through the memory model at once: the k-th review of every item in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, after, first
from studytool.memory.rating import Rating

if TYPE_CHECKING:
    from numpy.typing import NDArray

MICROSECONDS_A_DAY = 86_400_000_000.0


@dataclass(frozen=True, slots=True)
class Replayed:
    """Where a log leaves its items, one row an item: `items` sorted, the rest aligned with it.

    `last_us` is the time of the last review in the log's order, `lapses` counts later reviews rated again.
    """

    items: NDArray[Any]
    state: State
    last_us: NDArray[np.int64]
    reviews: NDArray[np.int64]
    lapses: NDArray[np.int64]


def elapsed_days(earlier_us: Any, later_us: Any) -> Any:
    """Return the days between two times in microseconds; a clock that ran backwards counts as no time."""
    return np.maximum((later_us - earlier_us) / MICROSECONDS_A_DAY, 0.0)


def replay(
    items: NDArray[Any],
    times_us: NDArray[np.int64],
    ratings: NDArray[np.integer[Any]],
    w: Weights = DEFAULT_WEIGHTS,
) -> Replayed:
    """Return the final state of every item after the reviews, which are taken in the order given.

    All three have shape (reviews,). It takes as many vectorised steps as the busiest item has reviews.
    """
    names, codes, counts = np.unique(items, return_inverse=True, return_counts=True)
    busiest = np.argsort(-counts, kind="stable")
    order, starts = _by_turn(codes, counts, busiest)
    times, grades = np.asarray(times_us, np.int64)[order], np.asarray(ratings, np.int64)[order]
    state, last, lapses = _run(times, grades, starts, w)
    home = np.argsort(busiest, kind="stable")
    kept = State(state.slow[home], state.fast[home], state.difficulty[home])  # type: ignore[index]
    return Replayed(names, kept, last[home], counts.astype(np.int64), lapses[home])


def _by_turn(
    codes: NDArray[np.int64], counts: NDArray[np.int64], busiest: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the reviews ordered by turn, the busiest item first in each turn, and where each turn starts.

    The items with a k-th review are then a prefix of those with one before it: every turn is a plain slice.
    """
    rank = np.argsort(busiest, kind="stable")[codes]
    by_item = np.argsort(rank, kind="stable")
    sorted_counts = counts[busiest]
    turn = np.arange(codes.size) - np.repeat(np.cumsum(sorted_counts) - sorted_counts, sorted_counts)
    order = by_item[np.argsort(turn, kind="stable")]
    return order, np.concatenate(([0], np.cumsum(np.bincount(turn)))).astype(np.int64)


def _run(
    times: NDArray[np.int64], grades: NDArray[np.int64], starts: NDArray[np.int64], w: Weights
) -> tuple[State, NDArray[np.int64], NDArray[np.int64]]:
    """Take every turn; return the states, the last times and the lapses, by rank."""
    size = starts[1] if starts.size > 1 else 0
    slow, fast, difficulty = np.empty(size), np.empty(size), np.empty(size)
    last, lapses = np.zeros(size, np.int64), np.zeros(size, np.int64)
    for turn in range(starts.size - 1):
        now = slice(starts[turn], starts[turn + 1])
        here = slice(0, starts[turn + 1] - starts[turn])
        if turn == 0:
            new = first(grades[now], w)
        else:
            old = State(slow[here], fast[here], difficulty[here])
            new = after(old, elapsed_days(last[here], times[now]), grades[now], w)
            lapses[here] += grades[now] == Rating.AGAIN
        slow[here], fast[here], difficulty[here], last[here] = new.slow, new.fast, new.difficulty, times[now]
    return State(slow, fast, difficulty), last, lapses
