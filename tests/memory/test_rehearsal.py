from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from studytool.memory.exam_plan import Items, expected_mark
from studytool.memory.fsrs import State
from studytool.memory.rehearsal import LEARNERS, _sittings, more_minutes, rehearse


def drawn(seed, size=12):
    """Items, half of them known."""
    draw, one = np.random.default_rng(seed), np.ones(size)
    state = State(draw.uniform(0.1, 30, size), draw.uniform(0.1, 60, size), draw.uniform(1, 10, size))
    return Items(state, draw.uniform(0, 10, size), draw.random(size) < 0.5, one / size, 1.5 * one, 4 * one)


@given(st.integers(0, 999), st.floats(0, 25), st.floats(0, 60))
@settings(max_examples=15)
def test_marks_lie_within_the_scale_and_repeat(seed, days, minutes):
    """Every learner's mark lies within 0 and 1, and the same arguments give the same marks."""
    found = rehearse(drawn(seed), days, minutes)
    assert found.marks.shape == (LEARNERS,)
    assert np.all((found.marks >= 0) & (found.marks <= 1))
    assert np.array_equal(found.marks, rehearse(drawn(seed), days, minutes).marks)


@given(st.integers(0, 999), st.floats(1, 20), st.floats(2, 40))
@settings(max_examples=10)
def test_more_minutes_never_lower_the_mark(seed, days, minutes):
    """The marks for growing minutes never fall."""
    marks = more_minutes(drawn(seed), days, minutes)
    assert marks == sorted(marks)
    assert len(marks) == 4


def test_today_ends_with_the_exam():
    """An hour before it nobody has more than an hour: the minutes a day make no difference beyond."""
    hour = 1 / 24
    marks = more_minutes(drawn(3, 60), hour, 60.0, (0.5, 1.0, 2.0))
    assert marks[0] < marks[1] == marks[2] == rehearse(drawn(3, 60), hour, 1440.0, 60.0).mark


def test_without_minutes_the_mark_is_that_of_learning_nothing():
    """Nobody reviews anything: on average the mark is about that of the model, and new items stay unknown."""
    items = drawn(4)
    found = rehearse(items, 10.0, 0.0)
    assert np.all(found.recall[:, ~items.known] == 0)
    assert abs(found.mark - expected_mark(items, 10.0)) < 0.08


def test_learning_helps():
    """Forty minutes a day for two weeks come to a far better mark than none."""
    items = drawn(4)
    assert rehearse(items, 14.0, 40.0).mark > rehearse(items, 14.0, 0.0).mark + 0.2


def test_a_sitting_a_day_up_to_forty_five():
    """Today's has its own minutes; further ahead one stands for several days and has the minutes of all."""
    assert list(_sittings(3.9, 40.0, 10.0)) == [(0.0, 10.0), (1.0, 40.0), (2.0, 40.0), (3.0, 40.0)]
    assert list(_sittings(0.9, 40.0, 10.0)) == [(0.0, 10.0)]
    assert len(list(_sittings(45.5, 40.0, 40.0))) == 46
    assert list(_sittings(46.0, 40.0, 10.0))[1:3] == [(2.0, 80.0), (4.0, 80.0)]
    assert len(list(_sittings(46.0, 40.0, 10.0))) == 24


def test_a_far_exam_takes_no_longer_to_rehearse():
    """A year before, a sitting stands for several days and the rehearsal has at most some dozens of them."""
    assert 0 < rehearse(drawn(1), 365.0, 10.0).mark <= 1
