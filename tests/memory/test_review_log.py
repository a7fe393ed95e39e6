from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.fsrs import after, first, retrievability
from studytool.memory.rating import Rating
from studytool.memory.replay import elapsed_days
from studytool.memory.review_log import ReviewLog, predicted_recall

DAY = 86_400_000_000
HOUR = DAY // 24
reviews = st.tuples(st.integers(0, 4), st.integers(0, 10**13), st.sampled_from(Rating))


@given(st.lists(reviews, min_size=1, max_size=60))
def test_every_column_is_what_one_review_after_another_gives(rows):
    """Batched by turn or one by one: the same places, days, counts and, to the last bit, the same recalls."""
    log = ReviewLog(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))
    before, seen = {}, {}
    for place, (item, at, rating) in enumerate(rows):
        found = (log.previous[place], log.nth[place], log.lapses[place], log.elapsed[place])
        known = predicted_recall(log)[place]
        if item not in before:
            assert found[:3] == (-1, 1, 0)
            assert np.isnan([found[3], known]).all()
            seen[item] = (first(rating), 1, 0)
        else:
            state, nth, lapses = seen[item]
            days = elapsed_days(rows[before[item]][1], at)
            assert found == (before[item], nth + 1, lapses, days)
            assert known == retrievability(state, days)
            seen[item] = (after(state, days, rating), nth + 1, lapses + (rating == Rating.AGAIN))
        before[item] = place


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [(5, 23, True), (23, 27, True), (23, 29, False), (3, 5, False), (5, 29, False)],
)
def test_a_day_begins_at_four(earlier, later, same):
    """Two reviews in hours since midnight are on one day where no four in the morning lies between them."""
    log = ReviewLog(np.zeros(2, int), np.array([earlier, later]) * HOUR, np.array([3, 3]))
    assert log.same_day.tolist() == [False, same]


def test_an_empty_log_has_no_repeats():
    """No reviews, no repeats."""
    nothing = np.array([], np.int64)
    assert ReviewLog(nothing, nothing, nothing).repeats.size == 0
