"""What the program believes of the learners, and what it asks: policies with the same interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from studytool.memory.credit import DISCOUNT, credited
from studytool.memory.fsrs import State, after, first, interval, retrievability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from simulation.courses import Course

    Places = NDArray[np.int64]
    Real = NDArray[np.float64]


class Policy(Protocol):
    """Believes something of (learners, items) and learns from every answer."""

    due: NDArray[np.float64]
    known: NDArray[np.bool_]

    def urgency(self, now: float, open_: NDArray[np.bool_]) -> NDArray[np.float64]:
        """How much each of the open due items is to be asked, (learners, items); -inf for all others."""

    def answered(self, who: Places, what: Places, right: NDArray[np.bool_], now: float) -> None:
        """Take note of one answer each."""


class Growing:
    """Fixed growing intervals: SM-2 (Wozniak 1990), the quality 4 for a right answer and 2 for a wrong one."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.due, self.known = np.full(shape, np.inf), np.zeros(shape, bool)
        self.gap, self.streak, self.ease = np.zeros(shape), np.zeros(shape, np.int64), np.full(shape, 2.5)

    def urgency(self, now: float, open_: NDArray[np.bool_]) -> NDArray[np.float64]:
        """The longest overdue first."""
        return np.where(open_ & (self.due <= now), now - self.due, -np.inf)

    def answered(self, who: Places, what: Places, right: NDArray[np.bool_], now: float) -> None:
        """Days 1 and 6, then times the ease; a wrong answer starts again."""
        ease = np.maximum(self.ease[who, what] - np.where(right, 0.0, 0.32), 1.3)
        streak = np.where(right, self.streak[who, what] + 1, 0)
        grown = np.where(streak >= 3, self.gap[who, what] * ease, np.where(streak == 2, 6.0, 1.0))
        self.ease[who, what], self.streak[who, what], self.gap[who, what] = ease, streak, grown
        self.due[who, what], self.known[who, what] = now + grown, True


@dataclass
class _Memory:
    """FSRS-7's states, each (learners, items)."""

    slow: Real
    fast: Real
    difficulty: Real

    def at(self, who: Places, what: Places) -> State:
        return State(self.slow[who, what], self.fast[who, what], self.difficulty[who, what])

    def put(self, who: Places, what: Places, state: State) -> None:
        self.slow[who, what], self.fast[who, what], self.difficulty[who, what] = (
            state.slow,
            state.fast,
            state.difficulty,
        )


class Fsrs:
    """FSRS-7 with its published weights: due when recall falls to `wanted`, the longest overdue first."""

    def __init__(self, shape: tuple[int, int], wanted: float = 0.9) -> None:
        self.wanted = wanted
        self.memory = _Memory(*(np.ones(shape) for _ in range(3)))
        self.clock, self.due, self.known = np.zeros(shape), np.full(shape, np.inf), np.zeros(shape, bool)

    def urgency(self, now: float, open_: NDArray[np.bool_]) -> NDArray[np.float64]:
        """The longest overdue first."""
        return np.where(open_ & (self.due <= now), now - self.due, -np.inf)

    def answered(self, who: Places, what: Places, right: NDArray[np.bool_], now: float) -> None:
        """A right answer is good, a wrong one again."""
        rating = np.where(right, 3, 1)
        old = self.known[who, what]
        later = after(self.memory.at(who, what), now - self.clock[who, what], rating)
        fresh = first(rating)
        parts = zip((later.slow, later.fast, later.difficulty), (fresh.slow, fresh.fast, fresh.difficulty), strict=True)
        self._put(who, what, State(*(np.where(old, one, other) for one, other in parts)), now)
        self.known[who, what] = True

    def _put(self, who: Places, what: Places, state: State, clock: Real | float) -> None:
        self.memory.put(who, what, state)
        self.clock[who, what] = clock
        self.due[who, what] = clock + np.asarray(interval(state, self.wanted))


class Credit(Fsrs):
    """FSRS-7 with implicit credit by a graph, which may be wrong; what knocks out most is asked first."""

    def __init__(self, shape: tuple[int, int], graph: Course, wanted: float = 0.9, discount: float = DISCOUNT) -> None:
        super().__init__(shape, wanted)
        self.graph, self.discount = graph, discount

    def urgency(self, now: float, open_: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Each due item's intervals gone by, and those of what it would knock out."""
        due = open_ & (self.due <= now)
        elapsed = now - self.clock
        overdue = np.where(due, now - self.due, 0.0)
        own = np.maximum(elapsed / np.maximum(elapsed - overdue, 1.0), 1.0)
        score = np.where(due, own, -np.inf)
        who, edge = np.nonzero(due[:, self.graph.whole] & due[:, self.graph.part])
        if who.size:
            part, share = self.graph.part[edge], self.graph.share[edge] * self.discount
            state = credited(self.memory.at(who, part), elapsed[who, part], share)
            out = np.asarray(retrievability(state, (1.0 - share) * elapsed[who, part])) >= self.wanted
            np.add.at(score, (who[out], self.graph.whole[edge[out]]), own[who[out], part[out]])
        return score

    def answered(self, who: Places, what: Places, right: NDArray[np.bool_], now: float) -> None:
        """The parts of what was answered right are credited, if they were ever asked themselves."""
        super().answered(who, what, right, now)
        learner, edge = np.nonzero(right[:, None] & (what[:, None] == self.graph.whole))
        learner, part, share = who[learner], self.graph.part[edge], self.graph.share[edge] * self.discount
        seen = self.known[learner, part]
        learner, part, share = learner[seen], part[seen], share[seen]
        if learner.size:
            elapsed = now - self.clock[learner, part]
            state = credited(self.memory.at(learner, part), elapsed, share)
            self._put(learner, part, state, self.clock[learner, part] + share * elapsed)
