from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.fsrs import State, after, first, retrievability
from studytool.memory.rating import Rating
from studytool.memory.replay import elapsed_days, replay
from studytool.memory.review_log import ReviewLog, predicted_recall

DAY = 86_400_000_000
HOUR = DAY // 24
times = st.integers(0, 10**13)
reviews = st.tuples(st.integers(0, 4), times, st.sampled_from(Rating))
fractions = st.tuples(st.integers(0, 4), times, st.just(Rating.GOOD), st.floats(0.0, 0.99))
whole = st.tuples(st.integers(0, 4), times, st.sampled_from(Rating), st.just(1.0))
credited = st.lists(st.one_of(whole, fractions), min_size=1, max_size=60)


def logged(rows):
    """Return the log of rows of item, time, rating and share."""
    items, at_us, ratings, shares = zip(*rows, strict=True)
    return ReviewLog(np.array(items), np.array(at_us), np.array(ratings, np.int64), shares=np.array(shares))


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


@given(credited)
def test_a_whole_review_is_predicted_from_what_a_replay_holds_just_before_it(rows):
    """To the last bit, fractions and the clock that they move included; nothing is predicted of a fraction."""
    log = logged(rows)
    recall = predicted_recall(log)
    for place in range(len(log)):
        if log.previous[place] < 0:
            assert np.isnan(recall[place])
            continue
        held = replay(*(column[:place] for column in (log.items, log.times_us, log.ratings)), shares=log.shares[:place])
        row = held.items.tolist().index(log.items[place])
        state = State(held.state.slow[row], held.state.fast[row], held.state.difficulty[row])
        assert recall[place] == retrievability(state, elapsed_days(held.last_us[row], log.times_us[place]))


@given(credited)
def test_fractions_change_no_column_of_the_whole_reviews(rows):
    """What came before, when, how often and with which lapses is as if there were no fractions."""
    log, own = logged(rows), np.array([share == 1.0 for *_, share in rows])
    plain = ReviewLog(log.items[own], log.times_us[own], log.ratings[own])
    assert log.repeats.tolist() == log.whole[plain.repeats].tolist()
    assert log.previous[log.repeats].tolist() == log.whole[plain.previous[plain.repeats]].tolist()
    for name in ("elapsed", "same_day", "recalled", "nth", "lapses"):
        np.testing.assert_array_equal(getattr(log, name)[own], getattr(plain, name))
    assert (log.previous[~own] == -1).all()
    assert not log.nth[~own].any()


@given(st.lists(whole, min_size=1, max_size=60))
def test_shares_that_are_all_whole_change_nothing(rows):
    """To the last bit the recalls of a log without shares."""
    log = logged(rows)
    plain = predicted_recall(ReviewLog(log.items, log.times_us, log.ratings))
    np.testing.assert_array_equal(predicted_recall(log), plain)


@given(credited, st.integers(0, 60))
def test_the_log_until_a_place_predicts_what_it_did(rows, place):
    """What comes later changes no recall before it."""
    log = logged(rows)
    np.testing.assert_array_equal(predicted_recall(log.until(place)), predicted_recall(log)[:place])


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
