"""What implicit credit and exam mode save, with simulated learners who do not forget as the scheduler thinks.

    python bench/simulating.py [--learners 1000] [--days 60] [--exam-days 30] [--seed 1] [--only credit|exam]

`simulation.learners` says how they forget and learn, `simulation.policies` what the policies are. Every policy meets
the same learners with the same luck. Two items a day are new, and all that is due is asked, each item once a day. Where
memory is kept up, the learners begin on ten days in turn; before an exam all begin on the same day. A
policy's settings (the wanted recall, or the minutes a day) give it a curve of effort over recall; policies are compared
at equal recall by reading the curves, linearly between settings.

- retention: the mean probability that what was seen would be known, over all days
- late: the same of all items, over the last ten days
- exam: the same of all items, a day after the last sitting
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from simulation.courses import Course, layered, taught
from simulation.learners import Learners
from simulation.policies import Credit, Fsrs, Growing
from simulation.preparing import prepare
from simulation.studying import Outcome, study

if TYPE_CHECKING:
    from collections.abc import Sequence

WANTED = (0.85, 0.88, 0.9, 0.92, 0.94)
APART = 10
HIGHEST = 0.97
DISCOUNTS = (0.25, 1.0)
BUDGETS = (10.0, 14.0, 18.0, 24.0, 30.0)
WORKERS = 2


@dataclass(frozen=True)
class Run:
    """One policy with one setting on one course."""

    policy: str
    course: str
    setting: float
    learners: int
    days: int
    seed: int
    apart: int = 1

    def __call__(self) -> Outcome:
        """Let the learners study."""
        course = COURSES[self.course]()
        group = Learners(course, self.learners, self.seed, transfer=0.0 if self.policy.endswith("no transfer") else 1.0)
        shape = (self.learners, course.size)
        if self.policy == "exam":
            return prepare(group, Fsrs(shape), self.days, self.setting)
        return study(group, self._policy(shape, course), self.days, self.apart)

    def _policy(self, shape: tuple[int, int], course: Course) -> Growing | Fsrs:
        if self.policy == "SM-2":
            return Growing(shape)
        if self.policy.startswith("FSRS-7"):
            return Fsrs(shape, self.setting)
        if self.policy == "wrong graph":
            return Credit(shape, course.permuted(self.seed), self.setting)
        discount = self.policy.removeprefix("credit ")
        return Credit(shape, course, self.setting, *([float(discount)] if discount in map(str, DISCOUNTS) else []))


def called(run: Run) -> Outcome:
    """Do the run in a process of its own."""
    return run()


Curve = dict[float, Outcome]


def curves(runs: Sequence[Run]) -> dict[str, Curve]:
    """The outcomes by policy and setting."""
    with ProcessPoolExecutor(WORKERS) as pool:
        found: dict[str, Curve] = {}
        for run, outcome in zip(runs, pool.map(called, runs), strict=True):
            found.setdefault(run.policy, {})[run.setting] = outcome
            print(f"  {run.policy:24}{run.setting:6g} {outcome}", flush=True)
    return found


def at_equal(curve: Curve, measure: str, value: float, effort: str) -> float:
    """The effort at which the curve's measure has this value; nan where the curve does not reach it."""
    points = sorted((getattr(outcome, measure), getattr(outcome, effort)) for outcome in curve.values())
    known, wanted = np.array(points).T
    return float(np.interp(value, known, wanted, left=np.nan, right=np.nan))


def told(curve: Curve, name: str, references: Curve) -> None:
    """Print what a policy needs, more or less, for the recall that each of the references has.

    The median stands in front: an interval that just misses the end makes a single comparison a matter of luck.
    """
    for measure, effort in (("retention", "reviews"), ("late", "reviews"), ("late", "minutes")):
        changes = [
            at_equal(curve, measure, getattr(one, measure), effort) / getattr(one, effort) - 1.0
            for one in references.values()
        ]
        each = ", ".join("beyond" if np.isnan(change) else f"{change:+.1%}" for change in changes)
        reached = [change for change in changes if not np.isnan(change)]
        middle = f"{np.median(reached):+7.1%}" if reached else f"{'–':>7}"
        print(f"  {name:12} equal {measure:9} {effort:8}{middle}  ({each})")


def credit(options: argparse.Namespace) -> None:
    """Compare the policies that keep up a memory."""
    for name, make in COURSES.items():
        course = make()
        print(f"\n{name}: {course.size} items, {course.whole.size} edges, {options.days} days")
        print(f"  {'':30}{'minutes':>12}{'':9}{'reviews':>8}{'exam':>8} {'late':>8} {'retention':>9}")
        several = [
            ("FSRS-7", WANTED),
            ("credit", WANTED),
            ("wrong graph", (*WANTED, HIGHEST)),
            ("credit, no transfer", (*WANTED, HIGHEST)),
        ]
        several += [("FSRS-7, no transfer", WANTED), *((f"credit {discount}", WANTED[1:]) for discount in DISCOUNTS)]
        sizes = (options.learners, options.days, options.seed, APART)
        runs = [Run("SM-2", name, 0.0, *sizes)]
        runs += [Run(policy, name, setting, *sizes) for policy, settings in several for setting in settings]
        found = curves(runs)
        concluded(found)


def concluded(found: dict[str, Curve]) -> None:
    """Print what follows from the curves of one course."""
    print(f"against FSRS-7 alone, at a wanted recall of {', '.join(map(str, found['FSRS-7']))}:")
    for policy in ("credit", "wrong graph", *(f"credit {discount}" for discount in DISCOUNTS)):
        told(found[policy], policy, found["FSRS-7"])
    print("the same where practising the whole does not strengthen the parts at all:")
    told(found["credit, no transfer"], "credit", found["FSRS-7, no transfer"])
    print("against SM-2:")
    for policy in ("FSRS-7", "credit"):
        told(found[policy], policy, found["SM-2"])


def exam(options: argparse.Namespace) -> None:
    """Compare exam mode with FSRS-7 alone, on the bank's kinds."""
    print(f"\nexam in {options.exam_days} days, the bank's kinds; exam mode's setting is its minutes a day")
    sizes = ("the bank", options.learners, options.exam_days, options.seed)
    runs = [Run("FSRS-7", sizes[0], wanted, *sizes[1:]) for wanted in WANTED]
    found = curves([*runs, *(Run("exam", sizes[0], minutes, *sizes[1:]) for minutes in BUDGETS)])
    for wanted, outcome in found["FSRS-7"].items():
        needed = at_equal(found["exam"], "at_exam", outcome.at_exam, "minutes")
        mine = f"{needed:.0f} min, {needed / outcome.minutes - 1.0:+.1%}"
        told_mine = "in none of its settings" if np.isnan(needed) else mine
        theirs = f"FSRS-7 at {wanted:g} takes {outcome.minutes:.0f} min"
        print(f"  recall {outcome.at_exam:.1%} at the exam: {theirs}, exam mode {told_mine}")


def main() -> None:
    """Print the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name, default in (("learners", 1000), ("days", 60), ("exam-days", 30), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--only", choices=("credit", "exam"))
    options = parser.parse_args()
    start = perf_counter()
    print(f"{options.learners:,} learners, seed {options.seed}")
    if options.only != "exam":
        credit(options)
    if options.only != "credit":
        exam(options)
    print(f"\n{perf_counter() - start:.0f} s")


COURSES = {"the bank": taught, "a layered course": layered}

if __name__ == "__main__":
    main()
