"""What to do today for the exam that is set, and what mark to expect: the exam joined to the learner's memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from studytool.days import Calendar
from studytool.exam import Exam
from studytool.memory.exam import FIRST_MINUTES, FIRST_RIGHT, REVIEW_MINUTES, Items, Plan
from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights
from studytool.memory.marks import Calibration, Prediction, prediction
from studytool.memory.rehearsal import Rehearsal, more_minutes, rehearse
from studytool.memory.replay import elapsed_days
from studytool.memory.review_log import ReviewLog, predicted_recall
from studytool.session import chapter_of
from studytool.store.events import ASKED, Event, microseconds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studytool.store.log import Log
    from studytool.store.remembered import Remembered

FACTORS: Final = (0.5, 1.0, 1.5, 2.0)
"""How many times the minutes a day the mark is shown for."""
RISKS: Final = 5
LONGEST_MS: Final = 20 * 60_000
"""A question left open for longer was not thought about all the time."""
PRIOR: Final = 10
"""As many answers as this the usual minutes, and the usual share of first answers right, count for."""


class Pace(NamedTuple):
    """What the log says of its learner: minutes for a review and for a first learning, how often a first is right."""

    minutes: float = REVIEW_MINUTES
    first_minutes: float = FIRST_MINUTES
    first_right: float = FIRST_RIGHT
    calibration: Calibration = Calibration()
    spent_today: float = 0.0


USUAL: Final = Pace()


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
        return min(left, self.days * 1440.0)

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
        factors = [factor for factor in FACTORS if factor * self.exam.minutes <= 1440.0]
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
    w = store.model().weights
    pace = pace_of(store.events(in_force=True), _day_start(exam, now), w)
    return _prepared(exam, names, store, now, pace, w)


def prepared_anew(before: Preparation, store: Log) -> Preparation:
    """The preparation as of the same time with what the store remembers by now, and today's minutes spent since.

    The pace stays, which a few answers hardly change: the whole log need not be read again.
    """
    asked = store.asked(_day_start(before.exam, before.now))
    spent = sum(_minutes(event) for event in asked if event.rating is not None)
    return _prepared(before.exam, before.names, store, before.now, before.pace._replace(spent_today=spent), before.w)


def _prepared(exam: Exam, names: Iterable[str], store: Log, now: datetime, pace: Pace, w: Weights) -> Preparation:
    held = store.held()
    asked = [name for name in names if not (name in held and held[name].at(now))]
    return Preparation(exam, asked, items_of(exam, asked, store.memory(asked), now, pace), now, pace, w)


def _day_start(exam: Exam, now: datetime) -> datetime:
    days = Calendar(exam.place)
    return days.start(days.day(now))


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
    return weight / total if total > 0.0 else weight


def pace_of(events: Iterable[Event], day_start: datetime, w: Weights = DEFAULT_WEIGHTS) -> Pace:
    """What the events, those in force in their order, say of their learner."""
    asked, ratings = dict[str, Event](), dict[str, int]()
    for event in events:
        if event.kind in ASKED:
            asked[event.uuid] = event
        if event.rating is not None:
            ratings[event.uuid] = event.rating
        elif event.rerates and event.rerates[0] in asked:
            ratings[event.rerates[0]] = event.rerates[1]
    reviews = sorted((asked[uuid] for uuid in ratings), key=lambda event: event.at)
    spent = sum(_minutes(event) for event in reviews if event.at >= day_start)
    return _shrunk_pace(reviews, [ratings[event.uuid] for event in reviews], spent, w)


def _shrunk_pace(reviews: Sequence[Event], ratings: Sequence[int], spent: float, w: Weights) -> Pace:
    if not reviews:
        return USUAL
    times = np.array([microseconds(event.at) for event in reviews], np.int64)
    log = ReviewLog(np.array([event.item for event in reviews]), times, np.array(ratings, np.int64))
    minutes, firsts = np.array([_minutes(event) for event in reviews]), log.previous < 0
    return Pace(
        _shrunk(minutes[~firsts], REVIEW_MINUTES),
        _shrunk(minutes[firsts], FIRST_MINUTES),
        _shrunk(log.recalled[firsts].astype(float), FIRST_RIGHT),
        Calibration.of(predicted_recall(log, w)[log.repeats], log.recalled[log.repeats]),
        spent,
    )


def _minutes(event: Event) -> float:
    spent = event.data.get("ms")
    return min(spent, LONGEST_MS) / 60_000.0 if isinstance(spent, int) and spent > 0 else 0.0


def _shrunk(values: NDArray[np.float64], usual: float) -> float:
    """The mean of the values and of PRIOR times the usual one."""
    return float((values.sum() + PRIOR * usual) / (values.size + PRIOR))
