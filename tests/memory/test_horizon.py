from __future__ import annotations

import numpy as np
import pytest

from studytool.memory.fsrs import State, after, first, retrievability
from studytool.memory.horizon import AXES, PRICES, WAITS, _between, _located, better, horizon, unreviewed
from studytool.memory.rating import Rating


def test_at_the_last_moment_the_value_is_the_recall():
    """With no step left nothing can be reviewed: the value is the recall after the rest of the day."""
    table, steps = horizon(0.6)
    state = State(np.array([2.0, 30.0]), np.array([5.0, 90.0]), np.array([4.0, 7.0]))
    found = table.just_reviewed(state, steps)
    assert found.recall == pytest.approx(np.repeat(retrievability(state, table.gap)[:, None], 8, axis=1), abs=0.01)
    assert not found.reviews.any()


def test_a_dearer_review_is_taken_less_often_and_is_worth_less():
    """Along the prices, value, recall and number of reviews never grow, and at the dearest none is taken."""
    table, steps = horizon(20.6)
    for rating in Rating:
        found = table.just_reviewed(first(rating), steps)
        for column in (found.value, found.reviews, found.recall):
            assert np.all(np.diff(column) <= 1e-9)
        assert found.value[0] == found.recall[0]


def test_more_time_is_worth_no_less_where_reviews_cost_nothing():
    """Reviews that are free make up for the days: recall stays above what no review leaves."""
    table, steps = horizon(20.6)
    state = first(Rating.GOOD)
    assert table.just_reviewed(state, steps).recall[0] > retrievability(state, 20.6) + 0.1


def test_a_table_serves_the_days_after_it():
    """Days that differ by whole steps share one table, so a learner's next morning costs nothing."""
    assert horizon(20.6)[0] is horizon(15.6)[0]
    assert horizon(20.6)[1] - horizon(15.6)[1] == 5


def test_a_far_exam_is_seen_in_longer_steps():
    """A year away a step is as long as keeps the number of steps small."""
    table, steps = horizon(365.0)
    assert steps <= 30
    assert steps * table.step <= 365


def test_the_better_of_two_is_chosen_price_by_price():
    """At each price the higher value decides, and what leads there comes with it."""
    low, high = unreviewed(np.array(0.4)), unreviewed(np.array(0.6))
    assert better(low, high).recall.tolist() == [0.6] * PRICES.size


GRID = [(0, 0, 0), (5, 4, 2), (13, 9, 3), (8, 2, 1)]


def at(place):
    """The state at a point of the grid."""
    slow, fast, difficulty = (float(axis[one]) for axis, one in zip(AXES, place, strict=True))
    return State(np.exp(slow), np.exp(fast), difficulty)


@pytest.mark.parametrize("place", GRID)
@pytest.mark.parametrize("steps", [1, 4, 10])
def test_a_value_is_that_of_the_best_next_review_or_of_none(place, steps):
    """The equation that the table solves, at points of its grid, price by price."""
    table, _ = horizon(10.6)
    state = at(place)
    ways = [unreviewed(retrievability(state, table.gap + steps * table.step, table.w))]
    ways += [table.reviewed(state, float(wait * table.step), steps - wait) for wait in WAITS if wait <= steps]
    best = np.max([way.value for way in ways], axis=0)
    assert table.just_reviewed(state, steps).value == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("place", GRID)
def test_a_review_is_recalled_or_not(place):
    """With the probability of recall it leads to the state after a good one, else after a failed one; it counts."""
    table, _ = horizon(10.6)
    state, wait = at(place), 3.0
    R = retrievability(state, wait)
    good = table.just_reviewed(after(state, wait, Rating.GOOD), 4)
    again = table.just_reviewed(after(state, wait, Rating.AGAIN), 4)
    found = table.reviewed(state, wait, 4)
    assert found.recall == pytest.approx(R * good.recall + (1 - R) * again.recall)
    assert found.reviews == pytest.approx(1 + R * good.reviews + (1 - R) * again.reviews)


def test_values_between_two_points_are_shared_between_them():
    """Linearly; beyond either end the last point counts alone."""
    low, share = _between(np.array([-4.0, 1.0, 2.0, 3.0, 6.5, 7.0, 99.0]), np.array([1.0, 3.0, 5.0, 7.0]))
    assert low.tolist() == [0, 0, 0, 1, 2, 2, 2]
    assert share.tolist() == [0.0, 0.0, 0.5, 0.0, 0.75, 1.0, 1.0]


def test_eight_points_stand_for_a_state():
    """Their shares sum to 1, and their mean is the state: logarithms of stabilities, and the difficulty."""
    state = State(np.array([0.5, 90.0]), np.array([0.03, 700.0]), np.array([1.5, 8.25]))
    corners, shares = _located(state)
    assert corners.shape == shares.shape == (2, 8)
    assert shares.sum(axis=-1) == pytest.approx([1.0, 1.0])
    points = [axis.ravel() for axis in np.meshgrid(*AXES, indexing="ij")]
    mean = [(shares * axis[corners]).sum(axis=-1) for axis in points]
    wanted = (np.log(state.slow), np.log(state.fast), state.difficulty)
    assert all(found == pytest.approx(one) for found, one in zip(mean, wanted, strict=True))
    assert all(
        np.ptp(axis[corners], axis=-1) == pytest.approx(width[1] - width[0])
        for axis, width in zip(points, AXES, strict=True)
    )
