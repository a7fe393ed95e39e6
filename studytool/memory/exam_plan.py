"""What to review before an exam: the items for today, in order.

The expected mark is the sum of the items' weights times the probability of a right answer at the exam's hour. A minute
has one price until the exam, found by bisection: the one at which the reviews that pay take as many minutes as there
are (`studytool.memory.horizon` says what pays). An item is worth asking today for what it is then worth above what it
is worth if it waits, where a later sitting may be missed; those that gain most a minute come first, until the day's
minutes are full. Every day plans anew, from what the day before came to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, first, retrievability
from studytool.memory.horizon import PRICES, WAITS, Horizon, Prospect, better, horizon, mixed, unreviewed
from studytool.memory.rating import Rating

if TYPE_CHECKING:
    from numpy.typing import NDArray

REVIEW_MINUTES: Final = 1.5
FIRST_MINUTES: Final = 4.0
FIRST_RIGHT: Final = 0.6
"""How probably what was never seen is answered right the first time; it counts as wrong until it has been seen."""
SAME_SITTING: Final = 0.3
"""Days within which an item is not asked again: the second review of a sitting costs time and keeps little."""
MISSED: Final = 0.05
"""How probably a later sitting does not take place: what weighs most is not left for the end."""
_HALVINGS: Final = 40
_LIGHTEST: Final = 1e-12


@dataclass(frozen=True)
class Items:
    """What an exam may ask; every column has the shape (items,).

    `state` and `elapsed` (days since the last review) matter only where `known`; the weights sum to 1; `minutes` is
    what a review takes, `first_minutes` what learning a new item takes, all above 0.
    """

    state: State
    elapsed: NDArray[np.float64]
    known: NDArray[np.bool_]
    weight: NDArray[np.float64]
    minutes: NDArray[np.float64]
    first_minutes: NDArray[np.float64]
    first_right: float = FIRST_RIGHT

    @property
    def next_minutes(self) -> NDArray[np.float64]:
        """What asking each item the next time takes."""
        return np.where(self.known, self.minutes, self.first_minutes)

    def recall(self, days: float, w: Weights = DEFAULT_WEIGHTS) -> NDArray[np.float64]:
        """The probability of a right answer in `days` if nothing is reviewed until then; 0 for what was never seen."""
        return np.where(self.known, retrievability(self.state, self.elapsed + days, w), 0.0)


def expected_mark(items: Items, days: float, w: Weights = DEFAULT_WEIGHTS) -> float:
    """Return the mark to expect in `days`, from 0 to 1, if nothing more is learned."""
    return min(float(items.weight @ items.recall(days, w)), 1.0)


@dataclass(frozen=True)
class Plan:
    """The way to an exam in `days`, with `minutes` a day, of which `today` are left today.

    Nothing is looked up but `items`: the same arguments give the same plan.
    """

    items: Items
    days: float
    minutes: float
    today: float
    w: Weights = DEFAULT_WEIGHTS

    @property
    def left(self) -> float:
        """The minutes until the exam."""
        return self.today + self.minutes * int(self.days)

    @cached_property
    def price(self) -> float:
        """The expected mark that a minute is worth."""
        return self._price(self.left)

    @cached_property
    def gain(self) -> NDArray[np.float64]:
        """What each item adds to the expected mark a minute if it is asked today rather than later; (items,).

        Negative where it had better wait, or was asked only just now.
        """
        prices = self._own_prices(self.price)
        never = self.items.recall(self.days, self.w)
        later = (1.0 - MISSED) * _at(self._later.value, prices) + MISSED * never
        gain = _at(self._today.recall, prices) - later
        after_today = _at(self._today.reviews, prices) - self.items.next_minutes / self.items.minutes
        gain = (gain - prices * after_today) * self.items.weight / self.items.next_minutes
        fresh = self.items.known & (self.items.elapsed < SAME_SITTING)
        return np.where(fresh, -np.inf, gain)

    @cached_property
    def choice(self) -> NDArray[np.int64]:
        """The places of the items to do today, in order, which fit into today's minutes."""
        chosen, left = [], self.today + 1e-9
        for place in np.argsort(-self.gain, kind="stable").tolist():
            if self.gain[place] <= 0.0:
                break
            if self.items.next_minutes[place] <= left:
                chosen.append(place)
                left -= self.items.next_minutes[place]
        return np.array(chosen, np.int64)

    @cached_property
    def _horizon(self) -> tuple[Horizon, int]:
        return horizon(self.days, self.w)

    @cached_property
    def _today(self) -> Prospect:
        """What to expect of each item that is asked today."""
        return self._asked_after(np.zeros(1, np.int64))

    @cached_property
    def _later(self) -> Prospect:
        """The same without today: the best of all waits, and of never."""
        best = unreviewed(self.items.recall(self.days, self.w))
        waits = np.array([wait for wait in WAITS if wait <= self._horizon[1]], np.int64)
        return better(best, self._asked_after(waits)) if waits.size else best

    @cached_property
    def _best(self) -> Prospect:
        """The better of the two; a higher price never buys more."""
        return Prospect(*(np.minimum.accumulate(column, axis=-1) for column in better(self._later, self._today)))

    def _asked_after(self, waits: NDArray[np.int64]) -> Prospect:
        """What to expect of each item that is next asked after the best of these waits, in steps; (items, prices)."""
        table, steps = self._horizon
        review = table.reviewed(
            _column(self.items.state), self.items.elapsed[:, None] + waits * table.step, steps - waits
        )
        good, again = (
            table.just_reviewed(first(rating, self.w), steps - waits) for rating in (Rating.GOOD, Rating.AGAIN)
        )
        extra = (self.items.first_minutes / self.items.minutes)[:, None, None]
        learned = mixed(self.items.first_right, good, again, extra)
        known = self.items.known[:, None, None]
        asked = Prospect(*(np.where(known, old, new) for old, new in zip(review, learned, strict=True)))
        return _best_wait(asked)

    def _own_prices(self, price: float) -> NDArray[np.float64]:
        """The price of a review of each item in probability of recall, where a minute has this price; (items,)."""
        own = price * self.items.minutes / np.maximum(self.items.weight, _LIGHTEST)
        return np.asarray(np.minimum(own, PRICES[-1]))

    def _price(self, minutes: float) -> float:
        """The price of a minute at which what pays takes no more than `minutes`; 0 where all that helps fits in."""
        low, high = 0.0, float(PRICES[-1] * np.max(self.items.weight / self.items.minutes, initial=0.0))
        if self._minutes_at(low) <= minutes:
            return low
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if self._minutes_at(middle) > minutes else (low, middle)
        return high

    def _minutes_at(self, price: float) -> float:
        reviews = _at(self._best.reviews, self._own_prices(price))
        return float(self.items.minutes @ reviews)


def _column(state: State) -> State:
    """The states (items,) as (items, 1)."""
    return State(*(np.reshape(part, (-1, 1)) for part in (state.slow, state.fast, state.difficulty)))


def _best_wait(asked: Prospect) -> Prospect:
    """The best of the waits, (items, waits, prices) to (items, prices)."""
    best = np.argmax(asked.value, axis=1)[:, None]
    return Prospect(*(np.take_along_axis(column, best, axis=1)[:, 0] for column in asked))


def _at(column: NDArray[np.float64], prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Read (items, prices) at each item's own price, linearly between the table's; (items,)."""
    place = np.interp(prices, PRICES, np.arange(PRICES.size))
    low = np.minimum(place.astype(np.int64), PRICES.size - 2)
    rows = np.arange(column.shape[0])
    below, above = column[rows, low], column[rows, low + 1]
    return np.asarray(below + (place - low) * (above - below))


def choose_today(
    items: Items, days: float, minutes: float, today: float | None = None, w: Weights = DEFAULT_WEIGHTS
) -> NDArray[np.int64]:
    """Return the places of the items to do today, in order; `today` are the minutes left today, by default a day's."""
    return Plan(items, days, minutes, minutes if today is None else today, w).choice
