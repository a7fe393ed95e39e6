"""Study for an exam: every learner has the same minutes a day, which `studytool.memory.exam_plan` spends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.studying import FIRST_TIMES, HOUR, Outcome, Tally, ask
from studytool.memory.exam_plan import Items, Plan, _at
from studytool.memory.fsrs import State

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from simulation.learners import Learners
    from simulation.policies import Fsrs

BLOCK = 50
HALVINGS = 30


def prepare(learners: Learners, policy: Fsrs, days: int, minutes: float) -> Outcome:
    """The plan's choice every day, of what was seen and what is new; the exam is a day after the last sitting."""
    tally = Tally(learners.course, learners.asked.shape)
    everyone = np.arange(learners.asked.shape[0])
    for day in range(days):
        now = day + HOUR
        tally.look(learners, policy, day, days)
        blocks = np.array_split(everyone, -(-everyone.size // BLOCK))
        chosen = np.concatenate([_chosen(policy, learners, who, now, days - day, minutes) for who in blocks])
        for turn in range(chosen.shape[1]):
            who = np.flatnonzero(chosen[:, turn] >= 0)
            if who.size:
                ask(learners, policy, (who, chosen[who, turn]), now, tally)
    return tally.outcome(learners.recall(days + HOUR))


def _chosen(
    policy: Fsrs, learners: Learners, who: NDArray[np.int64], now: float, days: float, minutes: float
) -> NDArray[np.int64]:
    """What each of these learners does today, in order, (learners, items); -1 after the last."""
    size = learners.course.size
    plan = _plan(policy, learners, who, now, days, minutes)
    # the plan's own price would let one learner spend another's minutes
    plan.__dict__["price"] = np.repeat(_prices(plan, who.size, size), size)
    gain, cost = plan.gain.reshape(-1, size), plan.items.next_minutes.reshape(-1, size)
    order = np.argsort(-gain, axis=1, kind="stable")
    chosen, left = np.full(order.shape, -1), np.full(who.size, minutes + 1e-9)
    rows, turn = np.arange(who.size), np.zeros(who.size, np.int64)
    for place in order.T:
        fits = (gain[rows, place] > 0.0) & (cost[rows, place] <= left)
        chosen[rows[fits], turn[fits]] = place[fits]
        left -= np.where(fits, cost[rows, place], 0.0)
        turn += fits
    return chosen


def _plan(policy: Fsrs, learners: Learners, who: NDArray[np.int64], now: float, days: float, minutes: float) -> Plan:
    """The plan of all these learners' items, one learner after the other."""
    memory, size = policy.memory, learners.course.size
    state = State(memory.slow[who].ravel(), memory.fast[who].ravel(), memory.difficulty[who].ravel())
    known, takes = policy.known[who].ravel(), np.tile(learners.course.minutes, who.size)
    elapsed = np.where(known, now - policy.clock[who].ravel(), 0.0)
    weight = np.full(takes.size, 1.0 / size)
    return Plan(Items(state, elapsed, known, weight, takes, FIRST_TIMES * takes), days, minutes, minutes)


def _prices(plan: Plan, learners: int, size: int) -> NDArray[np.float64]:
    """Each learner's price of a minute, by bisection."""
    items = plan.items

    def minutes(prices: NDArray[np.float64]) -> NDArray[np.float64]:
        own = plan._own_prices(np.repeat(prices, size))  # noqa: SLF001 - one learner's price each
        return (items.minutes * _at(plan._best.reviews, own)).reshape(learners, size).sum(axis=1)  # noqa: SLF001

    low, high = np.zeros(learners), np.full(learners, 0.32 * float(np.max(items.weight / items.minutes)))
    enough = minutes(low) <= plan.left
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        more = minutes(middle) > plan.left
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return np.where(enough, 0.0, high)
