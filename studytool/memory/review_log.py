"""The reviews of a log as columns, and what was known just before each of them.

Among them may be fractions of reviews, the implicit credit of `studytool.memory.credit`: they move what is known and
are no reviews themselves, so there is nothing in them to predict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.memory.credit import begun_by, clock, towards
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
    begins for the learner. `shares` says how much of each review was exercised, by default all of every one; a
    fraction's rating is 3. Only the whole ones, of share 1, count as reviews and as repeats.
    """

    items: NDArray[Any]
    times_us: NDArray[np.int64]
    ratings: NDArray[np.int64]
    day_start_us: int = DAY_START_US
    shares: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return self.times_us.size

    def until(self, place: int) -> ReviewLog:
        """The log as it was before the review at this place."""
        shares = None if self.shares is None else self.shares[:place]
        return ReviewLog(self.items[:place], self.times_us[:place], self.ratings[:place], self.day_start_us, shares)

    @cached_property
    def turns(self) -> Turns:
        """The order in which the log is run, fractions and all."""
        return in_turns(self.items)

    @cached_property
    def whole(self) -> NDArray[np.int64]:
        """The places of the whole reviews, ascending."""
        return np.arange(len(self)) if self.shares is None else np.flatnonzero(self.shares == 1.0)

    @cached_property
    def whole_turns(self) -> Turns:
        """The turns of the whole reviews alone; their `order`, too, says places in the log."""
        if self.shares is None:
            return self.turns
        turns = in_turns(self.items[self.whole])
        return replace(turns, order=self.whole[turns.order])

    @cached_property
    def recalled(self) -> NDArray[np.bool_]:
        """Whether each review was a recall: any rating but again."""
        return np.asarray(self.ratings > Rating.AGAIN)

    @cached_property
    def previous(self) -> NDArray[np.int64]:
        """The place of the review of the same item before each; -1 for a first review, and for a fraction."""
        order, places = self.whole_turns.order, np.full(len(self), -1, np.int64)
        earlier: NDArray[np.int64] = np.empty(0, np.int64)
        for now, here in self.whole_turns:
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
        """The days since the item's review before; nan for a first review, and for a fraction."""
        days = elapsed_days(self.times_us[self.previous], self.times_us)
        return np.where(self.previous >= 0, days, np.nan)

    @cached_property
    def forgetting(self) -> NDArray[np.float64]:
        """The days by the item's clock, which fractions move too, before each review or fraction; nan for the first."""
        if self.shares is None:
            return self.elapsed
        order, days = self.turns.order, np.full(len(self), np.nan)
        last: NDArray[np.int64] = np.empty(0, np.int64)
        for now, here in self.turns:
            places, when = order[now], self.times_us[order[now]]
            if last.size:
                days[places] = elapsed_days(last[here], when)
                when = clock(last[here], when, self.shares[places])
            last = when
        return days

    @cached_property
    def same_day(self) -> NDArray[np.bool_]:
        """Whether the item was already reviewed on the learner's day."""
        day = (self.times_us - self.day_start_us) // int(MICROSECONDS_A_DAY)
        return np.asarray((self.previous >= 0) & (day == day[self.previous]))

    @cached_property
    def nth(self) -> NDArray[np.int64]:
        """How many reviews the item has had, this one included; 0 for a fraction."""
        counts = np.zeros(len(self), np.int64)
        for turn, (now, _) in enumerate(self.whole_turns, start=1):
            counts[self.whole_turns.order[now]] = turn
        return counts

    @cached_property
    def lapses(self) -> NDArray[np.int64]:
        """How many repeats of the item before this review were no recall; 0 for a fraction."""
        order, counts = self.whole_turns.order, np.zeros(len(self), np.int64)
        for turn, (now, _) in enumerate(self.whole_turns):
            if turn >= 2:
                before = self.previous[order[now]]
                counts[order[now]] = counts[before] + ~self.recalled[before]
        return counts


def predicted_recall(log: ReviewLog, w: Weights = DEFAULT_WEIGHTS) -> NDArray[np.float64]:
    """Return R just before each review, shape (reviews,); nan for a first review, and for a fraction."""
    order, recall = log.turns.order, np.full(len(log), np.nan)
    slow, fast, difficulty = np.empty(0), np.empty(0), np.empty(0)
    for now, here in log.turns:
        places = order[now]
        share = None if log.shares is None else log.shares[places]
        if slow.size == 0:
            new = first(log.ratings[places], w)
            new = new if share is None else begun_by(new, share)
        else:
            state = State(slow[here], fast[here], difficulty[here])
            recall[places] = retrievability(state, log.forgetting[places], w)
            new = after(state, log.forgetting[places], log.ratings[places], w)
            new = new if share is None else towards(state, new, share)
        slow, fast, difficulty = (np.asarray(column) for column in (new.slow, new.fast, new.difficulty))
    return recall if log.shares is None else np.where(log.previous >= 0, recall, np.nan)
