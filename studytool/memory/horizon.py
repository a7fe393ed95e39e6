"""What an item is worth at an hour to come, if from now on it is reviewed whenever that pays.

A dynamic programme backwards from the hour. Nothing of it depends on the item, on its weight or on how long a review
takes: the value is a probability of recall, and the price of a review is given in such probability. So one table serves
every item, and every day until the hour.

    V_0(S) = R(S, gap)
    V_j(S) = max(R(S, j days + gap), max over waits k of R V_{j-k}(good) + (1 - R) V_{j-k}(again) - price)

with R the recall of S after k days, good and again the states after such a review then. S lies on a grid of states;
between its points the values are interpolated linearly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, after, retrievability
from studytool.memory.rating import Rating

if TYPE_CHECKING:
    from numpy.typing import NDArray

AXES: Final = (
    np.linspace(np.log(0.02), np.log(400.0), 14),
    np.linspace(np.log(0.02), np.log(3000.0), 10),
    np.linspace(1.0, 10.0, 4),
)
"""The logarithms of both stabilities in days, slow and fast, and the difficulty; states beyond are held at the edge."""
PRICES: Final = np.array([0.0, 0.003, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32])
"""Prices of a review, in probability of recall; between them the values are interpolated linearly."""
WAITS: Final = (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 30)
"""After how many steps a review is considered; the longer the wait, the less a step matters."""
LONGEST: Final = 30
"""More steps than this see no further: where the hour is further away, a step is longer than a day."""
QUARTERS: Final = 4
KEPT: Final = 16


class Prospect(NamedTuple):
    """What to expect at each of `PRICES`: the recall at the hour, and how many reviews lead there; (..., prices)."""

    recall: NDArray[np.float64]
    reviews: NDArray[np.float64]

    @property
    def value(self) -> NDArray[np.float64]:
        """The recall less what its reviews cost."""
        return self.recall - PRICES * self.reviews


@dataclass(frozen=True, slots=True)
class Horizon:
    """What a state just reviewed is worth, j steps of `step` days and a rest of `gap` days before the hour.

    `recall` and `reviews` have the shape (j, points of the grid, prices).
    """

    step: int
    gap: float
    recall: NDArray[np.float64]
    reviews: NDArray[np.float64]
    w: Weights

    def just_reviewed(self, state: State, steps: Any) -> Prospect:
        """What to expect of states, shape (...,), that were reviewed `steps` before the rest; broadcast with them."""
        corners, shares = _located(state)
        at = np.asarray(steps)[..., None]
        recall = np.einsum("...c,...cp->...p", shares, self.recall[at, corners])
        return Prospect(recall, np.einsum("...c,...cp->...p", shares, self.reviews[at, corners]))

    def reviewed(self, state: State, elapsed_days: Any, steps: Any) -> Prospect:
        """What to expect of a review `elapsed_days` after the last one, `steps` before the rest; itself counted."""
        R = np.asarray(retrievability(state, elapsed_days, self.w))[..., None]
        good = self.just_reviewed(after(state, elapsed_days, Rating.GOOD, self.w), steps)
        again = self.just_reviewed(after(state, elapsed_days, Rating.AGAIN, self.w), steps)
        return mixed(R, good, again, 1.0)


def mixed(share: Any, left: Prospect, right: Prospect, more: Any) -> Prospect:
    """What to expect where `share` of the cases turn out left and the rest right, after `more` reviews."""
    recall = share * left.recall + (1.0 - share) * right.recall
    return Prospect(recall, more + share * left.reviews + (1.0 - share) * right.reviews)


def better(one: Prospect, other: Prospect) -> Prospect:
    """The one with the higher value, element by element; the first where they are equal."""
    keep = one.value >= other.value
    return Prospect(np.where(keep, one.recall, other.recall), np.where(keep, one.reviews, other.reviews))


def unreviewed(recall: Any) -> Prospect:
    """What to expect with this recall at the hour, shape (...,), and no review."""
    wide = np.repeat(np.asarray(recall, float)[..., None], PRICES.size, axis=-1)
    return Prospect(wide, np.zeros_like(wide))


def horizon(days: float, w: Weights = DEFAULT_WEIGHTS) -> tuple[Horizon, int]:
    """Return the table for an hour that is `days` away, 0 or more, and how many steps fit in before it.

    The rest of a day is rounded to the middle of a quarter, so that a sitting's tables are the next one's too.
    """
    step = max(1, -(-int(days) // LONGEST))
    steps = int(days // step)
    quarter = min(int((days - steps * step) / step * QUARTERS), QUARTERS - 1)
    size = -(-max(steps, 1) // 10) * 10
    return _table(min(size, LONGEST), step, (quarter + 0.5) / QUARTERS * step, tuple(w)), steps


@lru_cache(maxsize=KEPT)
def _table(size: int, step: int, gap: float, w: Weights) -> Horizon:
    """The table of 0 to `size` steps, filled forwards: once the values at j are known, what a wait leads to them is."""
    points = State(*(axis.ravel() for axis in _points()))
    waits = np.array([wait for wait in WAITS if wait <= size])
    moves = _Moves.of(points, waits * float(step), w)
    days = np.arange(gap, gap + (size + 0.5) * step, step)[:, None]
    best = unreviewed(retrievability(points, days, w))
    for j in range(size):
        reach = waits[waits <= size - j]
        found = moves.into(best, j, reach.size)
        chosen = better(Prospect(best.recall[j + reach], best.reviews[j + reach]), found)
        best.recall[j + reach], best.reviews[j + reach] = chosen
    return Horizon(step, gap, *best, w)


class _Moves(NamedTuple):
    """Where a review after each wait leads: grid points (waits, points, corners), and with what probability."""

    to: NDArray[np.int64]
    share: NDArray[np.float64]

    @classmethod
    def of(cls, points: State, days: NDArray[np.float64], w: Weights) -> _Moves:
        wait = days[:, None]
        R = np.asarray(retrievability(points, wait, w))[..., None]
        good, good_share = _located(after(points, wait, Rating.GOOD, w))
        again, again_share = _located(after(points, wait, Rating.AGAIN, w))
        to = np.concatenate([good, again], axis=-1)
        return cls(to, np.concatenate([R * good_share, (1.0 - R) * again_share], axis=-1))

    def into(self, best: Prospect, j: int, waits: int) -> Prospect:
        """What to expect of a review that leads to j steps before the rest, for the first `waits` of the waits."""
        to, share = self.to[:waits], self.share[:waits, :, None, :]
        recall = (share @ best.recall[j][to])[..., 0, :]
        return Prospect(recall, 1.0 + (share @ best.reviews[j][to])[..., 0, :])


def _points() -> list[NDArray[np.float64]]:
    slow, fast, difficulty = np.meshgrid(*AXES, indexing="ij")
    return [np.exp(slow), np.exp(fast), difficulty]


def _located(state: State) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The eight grid points around each state, and the share of each in it; both (..., 8)."""
    low, share = zip(*map(_between, (np.log(state.slow), np.log(state.fast), state.difficulty), AXES), strict=True)
    sizes = [axis.size for axis in AXES]
    corners, shares = [], []
    for a, b, c in product((0, 1), repeat=3):
        corners.append(((low[0] + a) * sizes[1] + low[1] + b) * sizes[2] + low[2] + c)
        sides = [part if upper else 1.0 - part for part, upper in zip(share, (a, b, c), strict=True)]
        shares.append(sides[0] * sides[1] * sides[2])
    return np.stack(corners, axis=-1), np.stack(shares, axis=-1)


def _between(x: Any, axis: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The point of the axis at or below each value, and how far the value is on the way to the next."""
    u = np.clip((x - axis[0]) / (axis[1] - axis[0]), 0.0, axis.size - 1.0)
    low = np.minimum(u.astype(np.int64), axis.size - 2)
    return low, u - low
