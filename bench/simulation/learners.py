"""How the simulated learners really learn and forget: not as the scheduler thinks.

Memory is ACT-R's base-level activation with the spacing effect of Pavlik & Anderson (2005, "Practice and forgetting
effects on vocabulary memory: an activation-based model of the spacing effect", Cognitive Science 29): every practice
leaves a trace; m = ln sum b t^-d over the traces, recall is logistic in (m - tau)/s, and a trace's decay is
d = a + c e^m with the activation m at which it was laid down. Their values: a = 0.177, c = 0.217, tau = -0.704,
s = 0.255, and time between sessions passes at 0.025 of the clock. a and c are spread over learners and items.

A worked question leaves more than one glance at a word pair does: b is about 4, spread likewise, and 0.7 of that where
the answer was wrong and the solution only read (Roediger & Karpicke 2006). A right answer lays a trace of each part
that it exercises, at a share of the learner's own. Some items are misunderstood until feedback has mended that; then
most answers are wrong however well the item is remembered. Every learner slips in 5 to 10 % of what is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from simulation.courses import Course

DECAY, SPACING, THRESHOLD, NOISE, PACE = 0.177, 0.217, -0.704, 0.255, 0.025
ENCODING, READ = 4.0, 0.7
SPREAD = 0.15
FIRST_RIGHT = 0.6
MISUNDERSTOOD, MENDED, STILL_RIGHT = 0.25, 0.5, 0.15
SECONDS = 86_400.0
ROOM = 64
LUCK = 64


class Learners:
    """Many learners of one course; every method takes places of learners and of items, of shape (asked,)."""

    def __init__(self, course: Course, count: int, seed: int, transfer: float = 1.0) -> None:
        draw = np.random.default_rng(seed)
        shape = (count, course.size)

        def spread(middle: float) -> NDArray[np.float64]:
            return middle * np.exp(SPREAD * (draw.standard_normal((count, 1)) + draw.standard_normal(shape)))

        self.course = course
        self.decay, self.spacing, self.encoding = spread(DECAY), spread(SPACING), spread(ENCODING)
        self.slips = draw.uniform(0.05, 0.10, count)
        self.misunderstood = draw.random(shape) < MISUNDERSTOOD
        self.hidden = transfer * course.share * draw.uniform(0.2, 1.0, (count, course.share.size))
        self.luck = draw.random((*shape, LUCK), dtype=np.float32)
        self.mending = draw.random((*shape, LUCK), dtype=np.float32)
        self.asked = np.zeros(shape, np.int64)
        self.traces = np.zeros(shape, np.int64)
        self.at, self.weight, self.falls = (np.zeros((*shape, ROOM), np.float32) for _ in range(3))

    def recall(self, now: float) -> NDArray[np.float64]:
        """The probability that each item would be known now, (learners, items); 0 for what was never asked."""
        who, what = np.nonzero(self.asked)
        found = np.zeros(self.asked.shape)
        found[who, what] = self._remembered(who, what, now) * self._understood(who, what)
        return found

    def ask(self, who: NDArray[np.int64], what: NDArray[np.int64], now: float) -> NDArray[np.bool_]:
        """Ask one item each; return who was right. Feedback is given, and what was practised is remembered better."""
        turn = self.asked[who, what] % LUCK
        known = np.where(self.asked[who, what] > 0, self._remembered(who, what, now), FIRST_RIGHT)
        right = self.luck[who, what, turn] < known * self._understood(who, what) * (1.0 - self.slips[who])
        self.misunderstood[who, what] &= right | (self.mending[who, what, turn] >= MENDED)
        self._lay(who, what, now, np.where(right, 1.0, READ))
        self.asked[who, what] += 1
        row, edge = np.nonzero(right[:, None] & (what[:, None] == self.course.whole))
        self._lay(who[row], self.course.part[edge], now, self.hidden[who[row], edge])
        return right

    def _understood(self, who: NDArray[np.int64], what: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.where(self.misunderstood[who, what], STILL_RIGHT, 1.0)

    def _remembered(self, who: NDArray[np.int64], what: NDArray[np.int64], now: float) -> NDArray[np.float64]:
        with np.errstate(divide="ignore"):
            m = np.log(self._strength(who, what, now))
        return 1.0 / (1.0 + np.exp(np.clip((THRESHOLD - m) / NOISE, -50.0, 50.0)))

    def _strength(self, who: NDArray[np.int64], what: NDArray[np.int64], now: float) -> NDArray[np.float64]:
        """e^m: the traces' sum."""
        return np.asarray(self._left(who, what, now).sum(axis=1), float)

    def _left(self, who: NDArray[np.int64], what: NDArray[np.int64], now: float) -> NDArray[np.float32]:
        """What is left of each trace, (asked, traces)."""
        most = int(self.traces[who, what].max(initial=0))
        age = np.float32(1.0) + (np.float32(now) - self.at[who, what, :most]) * np.float32(SECONDS * PACE)
        return np.asarray(self.weight[who, what, :most] * age ** -self.falls[who, what, :most])

    def _lay(self, who: NDArray[np.int64], what: NDArray[np.int64], now: float, share: NDArray[np.float64]) -> None:
        """Leave a trace of this share; the weakest gives way where there is no more room."""
        if not who.size:
            return
        left, place = self._left(who, what, now), self.traces[who, what]
        full = np.flatnonzero(place >= ROOM)
        if full.size:
            place[full] = left[full].argmin(axis=1)
        self.falls[who, what, place] = self.decay[who, what] + self.spacing[who, what] * left.sum(axis=1)
        self.at[who, what, place], self.weight[who, what, place] = now, self.encoding[who, what] * share
        self.traces[who, what] = np.minimum(self.traces[who, what] + 1, ROOM)
