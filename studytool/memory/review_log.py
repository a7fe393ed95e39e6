"""The reviews of a log as columns, and what was known just before each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, after, first, retrievability
from studytool.memory.rating import Rating
from studytool.memory.replay import MICROSECONDS_A_DAY, elapsed_days
from studytool.memory.turns import Turns, in_turns

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY_START_US = 4 * 3_600_000_000
"""A learner's day begins at four in the morning, as Anki's does: who studies past midnight has not slept yet."""


@dataclass(frozen=True)
class ReviewLog:
    """Reviews in the order in which they happened; every column has the shape (reviews,).

    `times_us` are microseconds since 1970 in UTC, `ratings` 1 to 4. A repeat is a review of an item that was
    reviewed before; only repeats can be predicted. `day_start_us` is the time of day in UTC at which a new day
    begins for the learner.
    """

    items: NDArray[Any]
    times_us: NDArray[np.int64]
    ratings: NDArray[np.int64]
    day_start_us: int = DAY_START_US

    def __len__(self) -> int:
        return self.times_us.size

    def until(self, place: int) -> ReviewLog:
        """The log as it was before the review at this place."""
        return ReviewLog(self.items[:place], self.times_us[:place], self.ratings[:place], self.day_start_us)

    @cached_property
    def turns(self) -> Turns:
        """The order in which the log is run."""
        return in_turns(self.items)

    @cached_property
    def recalled(self) -> NDArray[np.bool_]:
        """Whether each review was a recall: any rating but again."""
        return np.asarray(self.ratings > Rating.AGAIN)

    @cached_property
    def previous(self) -> NDArray[np.int64]:
        """The place of the review of the same item before each; -1 for a first review."""
        order, places = self.turns.order, np.full(len(self), -1, np.int64)
        earlier: NDArray[np.int64] = np.empty(0, np.int64)
        for now, here in self.turns:
            if earlier.size:
                places[order[now]] = earlier[here]
            earlier = order[now]
        return places

    @cached_property
    def repeats(self) -> NDArray[np.int64]:
        """The places of the repeats, ascending."""
        return np.flatnonzero(self.previous >= 0)

    @cached_property
    def elapsed(self) -> NDArray[np.float64]:
        """The days since the item's review before; nan for a first review."""
        days = elapsed_days(self.times_us[self.previous], self.times_us)
        return np.where(self.previous >= 0, days, np.nan)

    @cached_property
    def same_day(self) -> NDArray[np.bool_]:
        """Whether the item was already reviewed on the learner's day."""
        day = (self.times_us - self.day_start_us) // int(MICROSECONDS_A_DAY)
        return np.asarray((self.previous >= 0) & (day == day[self.previous]))

    @cached_property
    def nth(self) -> NDArray[np.int64]:
        """How many reviews the item has had, this one included."""
        counts = np.ones(len(self), np.int64)
        for turn, (now, _) in enumerate(self.turns, start=1):
            counts[self.turns.order[now]] = turn
        return counts

    @cached_property
    def lapses(self) -> NDArray[np.int64]:
        """How many repeats of the item before this review were no recall."""
        order, counts = self.turns.order, np.zeros(len(self), np.int64)
        for turn, (now, _) in enumerate(self.turns):
            if turn >= 2:
                before = self.previous[order[now]]
                counts[order[now]] = counts[before] + ~self.recalled[before]
        return counts


def predicted_recall(log: ReviewLog, w: Weights = DEFAULT_WEIGHTS) -> NDArray[np.float64]:
    """Return R just before each review, shape (reviews,); nan for a first review."""
    order, recall = log.turns.order, np.full(len(log), np.nan)
    slow, fast, difficulty = np.empty(0), np.empty(0), np.empty(0)
    for now, here in log.turns:
        places = order[now]
        if slow.size == 0:
            new = first(log.ratings[places], w)
        else:
            state = State(slow[here], fast[here], difficulty[here])
            recall[places] = retrievability(state, log.elapsed[places], w)
            new = after(state, log.elapsed[places], log.ratings[places], w)
        slow, fast, difficulty = (np.asarray(column) for column in (new.slow, new.fast, new.difficulty))
    return recall
