"""The days until an exam rehearsed: what learners come to with so many minutes a day.

Every day each of them does the items that seem to add most to the expected mark a minute, each at most once. What seems
so is the model's; how a learner really forgets is FSRS-7 with weights of their own, spread around the model's, because
the model never knows anybody exactly. The rule is simpler than the plan's (`studytool.memory.exam_plan`), which does no
worse: so what a rehearsal comes to is not promised too high.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from studytool.memory.exam_plan import SAME_SITTING, Items
from studytool.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, State, Weights, after, first, retrievability
from studytool.memory.rating import Rating
from studytool.text.durations import MINUTES_A_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LEARNERS: Final = 64
SPREAD: Final = 0.15
"""The standard deviation of the logarithm of a learner's weights around the model's."""
MOST_SITTINGS: Final = 45
"""Where the exam is further away, a sitting stands for several days and has their minutes."""


class Rehearsal(NamedTuple):
    """The probability of a right answer at the exam of each item, (learners, items), and the items' weights."""

    recall: Array
    weight: Array

    @property
    def marks(self) -> Array:
        """The mark that each learner may expect, from 0 to 1; (learners,)."""
        return np.minimum(self.recall @ self.weight, 1.0)

    @property
    def mark(self) -> float:
        """The mean of the marks."""
        return float(self.marks.mean())


class _Memory(NamedTuple):
    """Memories of all items, (learners, items), under weights that are numbers or of shape (learners, 1)."""

    state: State
    w: Any
    firsts: tuple[State, State]

    @classmethod
    def of(cls, items: Items, weights: Sequence[Weights]) -> _Memory:
        """The items as they are, in as many learners as there are weights."""
        shape = (len(weights), items.weight.size)
        state = State(*(np.broadcast_to(part, shape) for part in _parts(items.state)))
        w = tuple(np.array(weights).T[:, :, None])
        good, again = ([_parts(first(grade, one)) for one in weights] for grade in (Rating.GOOD, Rating.AGAIN))
        return cls(state, w, (_columns(good), _columns(again)))

    def recall(self, known: NDArray[np.bool_], elapsed: Array, unknown: float) -> Array:
        """The probability of a right answer; `unknown` for what was never seen."""
        return np.where(known, retrievability(self.state, elapsed, self.w), unknown)

    def outcomes(self, known: NDArray[np.bool_], elapsed: Array) -> tuple[State, State]:
        """The states after a right and after a wrong answer."""
        good, again = (after(self.state, elapsed, grade, self.w) for grade in (Rating.GOOD, Rating.AGAIN))
        return _chosen(known, good, self.firsts[0]), _chosen(known, again, self.firsts[1])


def rehearse(
    items: Items,
    days: float,
    minutes: float,
    today: float | None = None,
    w: Weights = DEFAULT_WEIGHTS,
    *,
    seed: int = 0,
) -> Rehearsal:
    """Return what 64 learners come to in `days`; `today` are the minutes left today, by default a day's.

    The same arguments give the same result.
    """
    luck = np.random.default_rng(seed)
    seeming, true = _Memory.of(items, [w] * LEARNERS), _Memory.of(items, _spread(w, luck))
    shape = (LEARNERS, items.weight.size)
    known, last = np.broadcast_to(items.known, shape), np.broadcast_to(-items.elapsed, shape)
    for at, budget in _sittings(days, minutes, minutes if today is None else today):
        elapsed = at - last
        outcomes = seeming.outcomes(known, elapsed)
        gain = _gain(items, seeming, outcomes, (elapsed, days - at), known)
        done = _fits(gain, np.where(known, items.minutes, items.first_minutes), budget)
        right = luck.random(shape) < true.recall(known, elapsed, items.first_right)
        true = _after(true, done, right, true.outcomes(known, elapsed))
        seeming = _after(seeming, done, right, outcomes)
        known, last = known | done, np.where(done, at, last)
    return Rehearsal(true.recall(known, days - last, 0.0), items.weight)


def more_minutes(
    items: Items,
    days: float,
    minutes: float,
    factors: Sequence[float] = (0.5, 1.0, 1.5, 2.0),
    w: Weights = DEFAULT_WEIGHTS,
    *,
    spent: float = 0.0,
) -> list[float]:
    """Return the marks to expect with so many times the minutes a day, factors ascending; never falling.

    `spent` minutes of today's are over, and today ends with the exam. Who has more minutes may always do what fits
    into fewer, so a rehearsal that came to less does not count.
    """
    budgets = [minutes * factor for factor in factors]
    room = days * MINUTES_A_DAY
    marks = (rehearse(items, days, budget, min(max(budget - spent, 0.0), room), w).mark for budget in budgets)
    return list(accumulate(marks, max))


def _spread(w: Weights, luck: np.random.Generator) -> list[Weights]:
    low, high = np.array(BOUNDS).T
    spread = np.array(w) * np.exp(SPREAD * luck.standard_normal((LEARNERS, low.size)))
    return [tuple(one) for one in np.clip(spread, low, high).tolist()]


def _sittings(days: float, minutes: float, today: float) -> Iterator[tuple[float, float]]:
    """When each sitting is, in days from now, and how many minutes it has; the first is today's."""
    yield 0.0, today
    step = max(1, -(-int(days) // MOST_SITTINGS))
    for at in range(step, int(days) + 1, step):
        yield float(at), minutes * step


def _gain(
    items: Items,
    memory: _Memory,
    outcomes: tuple[State, State],
    days: tuple[Array, float],
    known: NDArray[np.bool_],
) -> Array:
    """What the expected mark grows by a minute; `days` are those since the last review, and until the exam."""
    elapsed, left = days
    good, again = (retrievability(state, left, memory.w) for state in outcomes)
    right = memory.recall(known, elapsed, items.first_right)
    grown = right * good + (1.0 - right) * again - memory.recall(known, elapsed + left, 0.0)
    gain = grown * items.weight / np.where(known, items.minutes, items.first_minutes)
    return np.where(known & (elapsed < SAME_SITTING), 0.0, gain)


def _fits(gain: Array, cost: Array, budget: float) -> NDArray[np.bool_]:
    """The items, those of the largest gain first, that fit into the budget; none without a gain; (learners, items)."""
    order = np.argsort(-gain, axis=1, kind="stable")
    ordered = np.take_along_axis(np.where(gain > 0.0, cost, np.inf), order, axis=1)
    done = np.zeros(gain.shape, bool)
    np.put_along_axis(done, order, np.cumsum(ordered, axis=1) <= budget + 1e-9, axis=1)
    return done


def _after(
    memory: _Memory, done: NDArray[np.bool_], right: NDArray[np.bool_], outcomes: tuple[State, State]
) -> _Memory:
    return memory._replace(state=_chosen(done, _chosen(right, *outcomes), memory.state))


def _chosen(condition: NDArray[np.bool_], yes: State, no: State) -> State:
    return State(*(np.where(condition, *pair) for pair in zip(_parts(yes), _parts(no), strict=True)))


def _columns(rows: list[tuple[Array, Array, Array]]) -> State:
    """The states of the learners, as columns of shape (learners, 1)."""
    return State(*(np.array(column)[:, None] for column in zip(*rows, strict=True)))


def _parts(state: State) -> tuple[Array, Array, Array]:
    return np.asarray(state.slow), np.asarray(state.fast), np.asarray(state.difficulty)
