"""Days of study under a policy, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from simulation.courses import Course
    from simulation.learners import Learners
    from simulation.policies import Policy

NEW_A_DAY = 2
FIRST_TIMES = 2.0
HOUR = 0.5
"""When in the day a sitting is."""
EVERY = 3
LATE = 10
"""Days at the end over which recall is averaged."""


@dataclass(frozen=True)
class Outcome:
    """Means over the learners: minutes and reviews in all, and recall: at the exam, over the last days, over all days.

    At the exam and over the last days it is that of all items, over all days that of what was seen by then.
    """

    minutes: float
    reviews: float
    at_exam: float
    late: float
    retention: float

    def __str__(self) -> str:
        recall = f"{self.at_exam:8.1%} {self.late:8.1%} {self.retention:8.1%}"
        return f"{self.minutes:8.0f} min {self.reviews:8.1f} reviews {recall}"


def study(learners: Learners, policy: Policy, days: int, apart: int = 1) -> Outcome:
    """Every day some new items and all that is due, each at most once; the exam is a day after the last sitting.

    The learners begin on `apart` days in turn: who all began on one day would have their waves of reviews together.
    """
    begin = np.arange(learners.asked.shape[0]) % apart
    tally = Tally(learners.course, learners.asked.shape)
    for day in range(days):
        now = day + HOUR
        tally.look(learners, policy, day, days)
        _introduce(learners, policy, day - begin, now, tally)
        open_ = policy.known & (policy.due <= now)
        while open_.any():
            urgency = policy.urgency(now, open_)
            best = np.argmax(urgency, axis=1)
            who = np.flatnonzero(np.isfinite(urgency[np.arange(best.size), best]))
            if not who.size:
                break
            ask(learners, policy, (who, best[who]), now, tally)
            open_[who, best[who]] = False
    return tally.outcome(learners.recall(days + HOUR))


def _introduce(learners: Learners, policy: Policy, days: NDArray[np.int64], now: float, tally: Tally) -> None:
    """Ask what is new on these days of the learners' own."""
    for item in days * NEW_A_DAY + np.arange(NEW_A_DAY)[:, None]:
        who = np.flatnonzero((item >= 0) & (item < learners.course.size))
        ask(learners, policy, (who, item[who]), now, tally)


def ask(
    learners: Learners, policy: Policy, asked: tuple[NDArray[np.int64], NDArray[np.int64]], now: float, tally: Tally
) -> None:
    """Ask one item each and count it."""
    who, what = asked
    new = learners.asked[who, what] == 0
    tally.minutes[who] += learners.course.minutes[what] * np.where(new, FIRST_TIMES, 1.0)
    tally.reviews[who] += ~new
    policy.answered(who, what, learners.ask(who, what, now), now)


class Tally:
    """What has been spent so far, (learners,), and what was retained at each look."""

    def __init__(self, course: Course, shape: tuple[int, int]) -> None:
        self.course = course
        self.minutes, self.reviews = np.zeros(shape[0]), np.zeros(shape[0])
        self.looks: list[float] = []
        self.late: list[float] = []

    def look(self, learners: Learners, policy: Policy, day: int, days: int) -> None:
        """Before some days' sittings, note the mean recall of what was seen, and late in the course of everything."""
        often, late = day > 0 and day % EVERY == 0, day >= days - LATE
        if (often or late) and policy.known.any():
            recall = learners.recall(day + HOUR)
            self.looks += [float(recall[policy.known].mean())] if often else []
            self.late += [float(recall.mean())] if late else []

    def outcome(self, recall: NDArray[np.float64]) -> Outcome:
        """What it all came to."""
        means = (float(np.mean(part)) for part in (self.minutes, self.reviews, recall, self.late, self.looks))
        return Outcome(*means)
