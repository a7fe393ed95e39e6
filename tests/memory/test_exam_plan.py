from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.exam_plan import SAME_SITTING, Items, Plan, choose_today, expected_mark
from studytool.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, State, after, first, interval, retrievability
from tests.effort import calls


def drawn(seed, size=30, known=0.6):
    """Items in the middle of a course."""
    draw = np.random.default_rng(seed)
    state = State(draw.uniform(0.1, 30, size), draw.uniform(0.1, 60, size), draw.uniform(1, 10, size))
    weight = draw.uniform(0.1, 1, size)
    return Items(
        state,
        draw.uniform(0, 10, size),
        draw.random(size) < known,
        weight / weight.sum(),
        draw.uniform(0.3, 3, size),
        draw.uniform(2, 8, size),
    )


items = st.builds(drawn, st.integers(0, 10**6), st.integers(1, 40), st.sampled_from([0.0, 0.5, 1.0]))
days = st.floats(0, 120)
minutes = st.floats(0, 300)


@given(items, days, minutes)
def test_a_plan_keeps_the_minutes_and_names_no_item_twice(items, days, minutes):
    """What is chosen for today takes no more than today's minutes, and each item is named at most once."""
    chosen = choose_today(items, days, minutes)
    assert items.next_minutes[chosen].sum() <= minutes + 1e-6
    assert len(set(chosen.tolist())) == chosen.size
    assert np.array_equal(chosen, choose_today(items, days, minutes))


@given(items, days)
def test_the_mark_is_within_its_bounds_and_falls_with_time(items, days):
    """Without learning the expected mark lies within 0 and 1, and is no higher a day later."""
    assert 0 <= expected_mark(items, days + 1) <= expected_mark(items, days) <= 1


@given(items, days, st.floats(1, 200), st.floats(1, 5))
def test_more_minutes_make_a_minute_no_dearer(items, days, minutes, factor):
    """With more minutes until the exam each is worth at most as much."""
    assert Plan(items, days, minutes * factor, minutes * factor).price <= Plan(items, days, minutes, minutes).price


@given(st.integers(0, 10**6), days, st.floats(0.1, 300), st.sampled_from([0.01, 0.1, 0.5, 20.0]))
def test_what_pays_fits_into_the_minutes_that_are_left(seed, days, minutes, length):
    """However long a review is, at the price of a minute all known items that pay take no more than there are."""
    items = drawn(seed, known=1.0)
    plan = Plan(replace(items, minutes=length * items.minutes), days, minutes, minutes)
    assert plan._minutes_at(plan.price) <= plan.left + 1e-6


def test_the_first_of_the_order_gains_most_a_minute():
    """The order is that of the gain a minute, and nothing is chosen that had better wait."""
    plan = Plan(drawn(3), 12.5, 30.0, 30.0)
    gains = plan.gain[plan.choice]
    assert np.all(np.diff(gains) <= 0)
    assert gains.min() > 0


def test_what_was_asked_just_now_is_not_asked_again():
    """An item reviewed within the same sitting is left out, whatever it would gain."""
    one = np.ones(2)
    fresh = Items(State(0.1 * one, 0.1 * one, 6 * one), np.array([0.0, SAME_SITTING]), one > 0, one / 2, one, one)
    assert choose_today(fresh, 10.0, 60.0).tolist() == [1]


def test_what_weighs_more_comes_first():
    """Of two items alike but for their weight, the heavier one is done."""
    one = np.ones(2)
    alike = Items(State(one, one, 5 * one), one, one > 2, np.array([0.2, 0.8]), one, 4 * one)
    assert choose_today(alike, 20.0, 4.0).tolist() == [1]


def test_nothing_to_do_gives_an_empty_plan():
    """No items, or no minutes, give no choice."""
    assert choose_today(drawn(1, 0), 5.0, 10.0).size == 0
    assert choose_today(drawn(1), 5.0, 0.0).size == 0


def test_choosing_a_day_is_little_work():
    """For 60 items and 21 days, once the table is made; twice as many items are hardly more calls: they are vectors."""
    some, more = (calls(partial(choose_today, drawn(2, count), 20.6, 40.0)) for count in (60, 120))
    assert some < 10_000
    assert more < 1.5 * some


class Learner:
    """A learner with weights of their own, of whom the planner knows only the default ones."""

    def __init__(self, seed, size):
        draw = np.random.default_rng(seed)
        spread = np.array(DEFAULT_WEIGHTS) * np.exp(0.1 * draw.standard_normal(34))
        self.w = tuple(np.clip(spread, *np.array(BOUNDS).T).tolist())
        self.luck = draw.random((size, 60))
        self.true, self.seeming = (np.ones((3, size)) for _ in range(2))
        self.last, self.count = np.zeros(size), np.zeros(size, int)

    def ask(self, place, day):
        elapsed, known = day - self.last[place], self.count[place] > 0
        right = retrievability(State(*self.true[:, place]), elapsed, self.w) if known else 0.6
        rating = 3 if self.luck[place, self.count[place]] < right else 1
        for columns, w in ((self.true, self.w), (self.seeming, DEFAULT_WEIGHTS)):
            state = after(State(*columns[:, place]), elapsed, rating, w) if known else first(rating, w)
            columns[:, place] = state.slow, state.fast, state.difficulty
        self.last[place], self.count[place] = day, self.count[place] + 1

    def recall(self, day):
        R = retrievability(State(*self.true), day - self.last, self.w)
        return float(np.mean(np.where(self.count > 0, R, 0.0)))


def in_due_order(learner, day, minutes):
    due = learner.last + np.asarray(interval(State(*learner.seeming), 0.9))
    known = np.flatnonzero((learner.count > 0) & (due <= day))
    return [*known[np.argsort(due[known])], *np.flatnonzero(learner.count == 0)]


def by_the_plan(learner, day, minutes):
    one = np.ones(learner.last.size)
    known = learner.count > 0
    elapsed = np.where(known, day - learner.last, 0.0)
    return choose_today(
        Items(State(*learner.seeming), elapsed, known, one / one.size, 1.5 * one, 4 * one), 13.6 - day, minutes
    )


def studied(policy, seed, minutes, size=30):
    learner = Learner(seed, size)
    for day in range(14):
        left = minutes
        for place in policy(learner, float(day), minutes):
            cost = 1.5 if learner.count[place] else 4.0
            if cost <= left:
                left -= cost
                learner.ask(place, float(day))
    return learner.recall(13.6)


def test_the_plan_beats_the_order_of_what_is_due():
    """A plan with a tenth fewer minutes reaches a higher recall at the exam than the order of what is due."""
    planned = np.mean([studied(by_the_plan, seed, 18.0) for seed in range(6)])
    due = np.mean([studied(in_due_order, seed, 20.0) for seed in range(6)])
    assert planned > due


@pytest.mark.parametrize("days", [0.0, 0.4, 1.0, 29.9, 30.0, 75.3, 400.0])
def test_any_distance_to_the_exam_can_be_planned(days):
    """On the day itself and a year before, a plan is made and gains are numbers or never."""
    plan = Plan(drawn(5), days, 20.0, 20.0)
    assert not np.isnan(plan.gain).any()
    assert plan.choice.size > 0
