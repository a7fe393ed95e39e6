"""Exam mode against the order of what is due: minutes for the same recall at the exam, and recall for the same minutes.

    python bench/exam_planning.py [--learners 60] [--items 60] [--days 21]

Each learner forgets as FSRS-7 has it with weights of their own: the defaults, each times exp(0.15 z) with z from the
standard normal distribution. All policies know only the default weights. A new item is answered right the first time
with a probability of the learner's own around 0.6. A first learning takes 4 min, a review 1.5 min. Every policy meets
the same learners with the same luck: the n-th review of an item is recalled if the same number is below its recall.

- due: what is due, longest overdue first, then what is new; each item at most once a day, as `studytool quiz` asks it
- new first: what is new, then what is due
- exam: `studytool.memory.exam_plan`
"""

from __future__ import annotations

import argparse
import sys
import timeit
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from studytool.memory.exam_plan import FIRST_MINUTES, REVIEW_MINUTES, Items, choose_today
from studytool.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, State, after, first, interval, retrievability
from studytool.memory.marks import prediction
from studytool.memory.rehearsal import rehearse

Array = NDArray[np.float64]
SPREAD = 0.15
LAST_REST = 0.6
MOST_REVIEWS = 80
BUDGETS = (5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0)


@dataclass
class Learner:
    """One learner: the true memory, what the program believes of it, and the clock in days."""

    weights: tuple[float, ...]
    first_right: float
    luck: Array
    true: list[Array] = field(default_factory=list)
    believed: list[Array] = field(default_factory=list)
    last: Array = field(default_factory=lambda: np.zeros(0))
    reviews: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    spent: float = 0.0

    @classmethod
    def of(cls, seed: int, items: int) -> Learner:
        """The learner of this seed."""
        draw = np.random.default_rng(seed)
        low, high = np.array(BOUNDS).T
        weights = np.clip(np.array(DEFAULT_WEIGHTS) * np.exp(SPREAD * draw.standard_normal(low.size)), low, high)
        right = float(np.clip(0.6 + 0.1 * draw.standard_normal(), 0.1, 0.95))
        learner = cls(tuple(weights.tolist()), right, draw.random((items, MOST_REVIEWS)))
        learner.true, learner.believed = ([np.ones(items) for _ in range(3)] for _ in range(2))
        learner.last, learner.reviews = np.zeros(items), np.zeros(items, np.int64)
        return learner

    def items(self, now: float) -> Items:
        """What the program knows."""
        known, one = self.reviews > 0, np.ones(self.last.size)
        elapsed = np.where(known, now - self.last, 0.0)
        return Items(State(*self.believed), elapsed, known, one / one.size, one * REVIEW_MINUTES, one * FIRST_MINUTES)

    def ask(self, place: int, now: float) -> None:
        """Ask an item: its memory changes, as does what is believed of it."""
        known, elapsed = bool(self.reviews[place]), now - self.last[place]
        state = State(*(float(part[place]) for part in self.true))
        right = float(retrievability(state, elapsed, self.weights)) if known else self.first_right
        rating = 3 if self.luck[place, min(self.reviews[place], MOST_REVIEWS - 1)] < right else 1
        for parts, w in ((self.true, self.weights), (self.believed, DEFAULT_WEIGHTS)):
            before = State(*(float(part[place]) for part in parts))
            new = after(before, elapsed, rating, w) if known else first(rating, w)
            for part, value in zip(parts, (new.slow, new.fast, new.difficulty), strict=True):
                part[place] = value
        self.spent += REVIEW_MINUTES if known else FIRST_MINUTES
        self.last[place], self.reviews[place] = now, self.reviews[place] + 1

    def recall(self, now: float) -> float:
        """The true mean probability of recall; nothing of what was never seen."""
        R = retrievability(State(*self.true), now - self.last, self.weights)
        return float(np.mean(np.where(self.reviews > 0, R, 0.0)))


Policy = Callable[[Learner, float, float, float], Sequence[int]]


def due_first(learner: Learner, now: float, days: float, minutes: float) -> Sequence[int]:  # noqa: ARG001
    """What is due, then what is new."""
    return [*_due(learner, now), *np.flatnonzero(learner.reviews == 0).tolist()]


def new_first(learner: Learner, now: float, days: float, minutes: float) -> Sequence[int]:  # noqa: ARG001
    """What is new, then what is due."""
    return [*np.flatnonzero(learner.reviews == 0).tolist(), *_due(learner, now)]


def exam(learner: Learner, now: float, days: float, minutes: float) -> Sequence[int]:
    """The plan's choice."""
    return choose_today(learner.items(now), days, minutes).tolist()


def _due(learner: Learner, now: float) -> list[int]:
    due = learner.last + np.asarray(interval(State(*learner.believed), 0.9))
    known = np.flatnonzero((learner.reviews > 0) & (due <= now))
    return known[np.argsort(due[known], kind="stable")].tolist()


def study(policy: Policy, seed: int, items: int, days: int, minutes: float) -> tuple[float, float]:
    """The recall at the exam and the minutes that one learner spent."""
    learner, exam_at = Learner.of(seed, items), days - 1 + LAST_REST
    for day in range(days):
        left = minutes
        for place in policy(learner, float(day), exam_at - day, minutes):
            cost = REVIEW_MINUTES if learner.reviews[place] else FIRST_MINUTES
            if cost > left:
                continue
            left -= cost
            learner.ask(place, day + (minutes - left) / 1440.0)
    return learner.recall(exam_at), learner.spent


def curve(policy: Policy, learners: int, items: int, days: int) -> tuple[Array, Array]:
    """The mean recall and the mean minutes at each of the budgets."""
    points = [[study(policy, seed, items, days, minutes) for seed in range(learners)] for minutes in BUDGETS]
    recall, spent = np.mean(np.array(points), axis=1).T
    return recall, spent


def covered(learners: int, items: int, days: int, minutes: float, questions: int = 30) -> tuple[float, float, float]:
    """On the first day: the mean mark predicted, the mean come true, and how often the band had a drawn exam's mark."""
    one = np.ones(items)
    fresh = Items(State(one, one, one), 0 * one, one < 0, one / items, one * REVIEW_MINUTES, one * FIRST_MINUTES)
    said = prediction(rehearse(fresh, days - 1 + LAST_REST, minutes).marks, questions)
    true = np.array([study(exam, seed, items, days, minutes)[0] for seed in range(learners)])
    sat = np.random.default_rng(0).binomial(questions, true) / questions
    return said.mean, float(true.mean()), float(np.mean((said.low <= sat) & (sat <= said.high)))


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name, default in (("learners", 60), ("items", 60), ("days", 21)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    sizes = (options.learners, options.items, options.days)
    print(f"{options.learners} learners, {options.items} items, {options.days} days")
    print("minutes a day       " + "".join(f"{budget:>14g}" for budget in BUDGETS))
    curves = {name: curve(policy, *sizes) for name, policy in POLICIES.items()}
    for name, (recall, spent) in curves.items():
        print(f"{name:<20}" + "".join(f"{R:8.1%} {minutes:5.0f}" for R, minutes in zip(recall, spent, strict=True)))
    recall, spent = curves["exam"]
    for name in ("due", "new first"):
        enough = np.interp(curves[name][0], np.maximum.accumulate(recall), spent)
        print(f"exam's minutes for {name}'s recall: " + "".join(f"{share:8.0%}" for share in enough / curves[name][1]))
    said, came, share = covered(*sizes, 30.0)
    print(
        f"30 min a day, first day: predicted {said:.1%}, came true {came:.1%}; the band held {share:.0%} of the exams"
    )
    learner = Learner.of(0, options.items)
    seconds = min(timeit.repeat(partial(exam, learner, 0.0, options.days - 0.4, 30.0), number=1, repeat=20))
    print(f"one choice, best of 20: {seconds * 1e3:.1f} ms")


POLICIES: dict[str, Policy] = {"due": due_first, "new first": new_first, "exam": exam}

if __name__ == "__main__":
    main()
