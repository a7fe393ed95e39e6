"""What to do today for the exam that is set, and what mark to expect: the exam joined to the learner's memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from studytool.course.items import chapter_of
from studytool.learner.days import Calendar
from studytool.learner.exam import Exam
from studytool.memory.exam_plan import FIRST_MINUTES, FIRST_RIGHT, REVIEW_MINUTES, Items, Plan
from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights
from studytool.memory.marks import Calibration, Prediction, prediction
from studytool.memory.rating import Rating
from studytool.memory.rehearsal import Rehearsal, more_minutes, rehearse
from studytool.memory.replay import elapsed_days
from studytool.store.counting import sums
from studytool.store.events import Event, microseconds
from studytool.text.durations import MINUTES_A_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studytool.store.counting import Counts
    from studytool.store.log import Log
    from studytool.store.remembered import Remembered

FACTORS: Final = (0.5, 1.0, 1.5, 2.0)
"""How many times the minutes a day the mark is shown for."""
RISKS: Final = 5
LONGEST_MS: Final = 20 * 60_000
"""A question left open for longer was not thought about all the time."""
PLACES: Final = 12
PRIOR: Final = 10
"""As many answers as this the usual minutes, and the usual share of first answers right, count for."""


NONE: Final = Calibration()


class Pace(NamedTuple):
    """What the log says of its learner: minutes for a review and for a first learning, how often a first is right."""

    minutes: float = REVIEW_MINUTES
    first_minutes: float = FIRST_MINUTES
    first_right: float = FIRST_RIGHT
    calibration: Calibration = NONE
    spent_today: float = 0.0


USUAL: Final = Pace()
RECENT: Final = 1000
"""So many of the newest events tell how long answers take."""


class ChapterOutlook(NamedTuple):
    """A chapter of the exam: its share of the mark, its items, those seen, and the recall now and at the exam."""

    chapter: str
    share: float
    items: int
    known: int
    recall_now: float
    recall_then: float


class Risk(NamedTuple):
    """An item that is expected to cost marks: the recall at the exam, and the part of the mark that is at stake."""

    item: str
    recall: float
    lost: float


@dataclass(frozen=True)
class Preparation:
    """An exam, its items by name, and what is known of each `now`; everything below follows from these alone."""

    exam: Exam
    names: Sequence[str]
    items: Items
    now: datetime
    pace: Pace = USUAL
    w: Weights = DEFAULT_WEIGHTS

    @property
    def days(self) -> float:
        """The days until the exam."""
        return self.exam.days(self.now)

    @property
    def today(self) -> float:
        """The minutes left today; never more than there are until the exam."""
        left = max(self.exam.minutes - self.pace.spent_today, 0.0)
        return min(left, self.days * MINUTES_A_DAY)

    @cached_property
    def plan(self) -> Plan:
        """The plan as of now."""
        return Plan(self.items, self.days, self.exam.minutes, self.today, self.w)

    @property
    def order(self) -> list[str]:
        """What to do today, in order."""
        return [self.names[place] for place in self.plan.choice.tolist()]

    @property
    def order_minutes(self) -> float:
        """How long that takes."""
        return float(self.items.next_minutes[self.plan.choice].sum())

    @cached_property
    def rehearsal(self) -> Rehearsal:
        """The days until the exam, rehearsed with the exam's minutes."""
        return rehearse(self.items, self.days, self.exam.minutes, self.today, self.w)

    @property
    def prediction(self) -> Prediction:
        """The mark to expect if the plan is kept."""
        return prediction(self.rehearsal.marks, self.exam.questions, self.pace.calibration)

    @property
    def without(self) -> float:
        """The mark to expect if nothing more is learned."""
        return self._calibrated(float(self.items.weight @ self.items.recall(self.days, self.w)))

    def chapters(self) -> list[ChapterOutlook]:
        """The exam's chapters in the order in which it names them."""
        now, then = self.items.recall(0.0, self.w), self.rehearsal.recall.mean(axis=0)
        places = {chapter: self._places(chapter) for chapter in self.exam.chapters}
        return [
            ChapterOutlook(
                chapter,
                self.exam.shares[chapter],
                at.size,
                int(self.items.known[at].sum()),
                float(now[at].mean()) if at.size else 0.0,
                float(then[at].mean()) if at.size else 0.0,
            )
            for chapter, at in places.items()
        ]

    def risks(self, most: int = RISKS) -> list[Risk]:
        """The items that are expected to cost most marks although the plan is kept, worst first."""
        recall = self.rehearsal.recall.mean(axis=0)
        lost = self.items.weight * (1.0 - recall)
        places = np.argsort(-lost, kind="stable")[:most].tolist()
        return [Risk(self.names[place], float(recall[place]), float(lost[place])) for place in places]

    def more(self) -> list[tuple[float, float]]:
        """The minutes a day and the mark to expect with them, for each of the factors that a day has room for."""
        factors = [factor for factor in FACTORS if factor * self.exam.minutes <= MINUTES_A_DAY]
        marks = more_minutes(self.items, self.days, self.exam.minutes, factors, self.w, spent=self.pace.spent_today)
        return [
            (factor * self.exam.minutes, self._calibrated(mark)) for factor, mark in zip(factors, marks, strict=True)
        ]

    def _calibrated(self, mark: float) -> float:
        """The mark, moved as the prediction is."""
        return min(max(mark + self.pace.calibration.shift, 0.0), 1.0)

    def _places(self, chapter: str) -> NDArray[np.int64]:
        return np.flatnonzero([chapter_of(name) == chapter for name in self.names])


def prepare(exam: Exam, names: Iterable[str], store: Log, now: datetime) -> Preparation:
    """Join the exam to what the store remembers of its items; those that are suspended or buried now are left out."""
    held, w, days = store.held(), store.model().weights, Calendar(exam.place)
    asked = [name for name in names if not (name in held and held[name].at(now))]
    spent = sum(minutes_of(event) for event in store.asked(days.start(days.day(now))) if event.rating is not None)
    pace = pace_of(store.recent(RECENT), store.memory(), calibrated(store.counts()), spent)
    return Preparation(exam, asked, items_of(exam, asked, store.memory(asked), now, pace), now, pace, w)


def items_of(
    exam: Exam, names: Sequence[str], memory: Mapping[str, Remembered], now: datetime, pace: Pace = USUAL
) -> Items:
    """The columns of these items; within a chapter all weigh the same."""
    found = [memory.get(name) for name in names]
    rows = [(one.state.slow, one.state.fast, one.state.difficulty) if one else (1.0, 1.0, 5.0) for one in found]
    last = np.array([microseconds(one.last if one else now) for one in found], np.int64)
    one = np.ones(len(names))
    return Items(
        State(*np.array(rows, float).reshape(-1, 3).T),
        elapsed_days(last, microseconds(now)),
        np.array([found_one is not None for found_one in found], bool),
        _weights(exam, names),
        pace.minutes * one,
        pace.first_minutes * one,
        pace.first_right,
    )


def _weights(exam: Exam, names: Sequence[str]) -> NDArray[np.float64]:
    chapters = [chapter_of(name) for name in names]
    weight = np.array([exam.shares.get(chapter, 0.0) / chapters.count(chapter) for chapter in chapters], float)
    total = weight.sum()
    # shares that are equal, however they were divided, must not order the items by their last bits
    return np.round(weight / total, PLACES) if total > 0.0 else weight


def pace_of(
    recent: Iterable[Event], memory: Mapping[str, Remembered], calibration: Calibration = NONE, spent: float = 0.0
) -> Pace:
    """What the newest events in force, in order, say of their learner; `memory` tells which were an item's first."""
    asked, ratings = dict[str, Event](), dict[str, int]()
    for event in recent:
        if event.rating is not None:
            asked[event.uuid], ratings[event.uuid] = event, event.rating
        elif event.rerates and event.rerates[0] in asked:
            ratings[event.rerates[0]] = event.rerates[1]
    first, again = _apart(list(asked.values()), memory)
    return Pace(
        _shrunk([minutes_of(event) for event in again], REVIEW_MINUTES),
        _shrunk([minutes_of(event) for event in first], FIRST_MINUTES),
        _shrunk([float(ratings[event.uuid] > Rating.AGAIN) for event in first], FIRST_RIGHT),
        calibration,
        spent,
    )


def _apart(reviews: Sequence[Event], memory: Mapping[str, Remembered]) -> tuple[list[Event], list[Event]]:
    """The first reviews of their items, and the others: an item's first is among the newest if all of its are."""
    counted = Counter(event.item for event in reviews)
    met, first, again = set[str](), list[Event](), list[Event]()
    for event in reviews:
        whole = event.item in memory and memory[event.item].reviews <= counted[event.item]
        (first if whole and event.item not in met else again).append(event)
        met.add(event.item)
    return first, again


def calibrated(counts: Counts) -> Calibration:
    """How the model has done so far with all reviews that followed another."""
    followed, kept, expected = sums(counts)
    return Calibration(followed, kept - expected)


def minutes_of(answer: Event) -> float:
    """The minutes that an answer took."""
    spent = answer.data.get("ms")
    return min(spent, LONGEST_MS) / 60_000.0 if isinstance(spent, int) and spent > 0 else 0.0


def _shrunk(values: Sequence[float], usual: float) -> float:
    """The mean of the values and of PRIOR times the usual one."""
    return (sum(values) + PRIOR * usual) / (len(values) + PRIOR)
