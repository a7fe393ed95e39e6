from __future__ import annotations

import numpy as np
import pytest

from studytool.memory.fsrs import State, first, retrievability
from studytool.memory.horizon import PRICES, better, horizon, unreviewed
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
