from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.fsrs import after, first
from studytool.memory.rating import Rating
from studytool.memory.replay import elapsed_days, replay

reviews = st.tuples(st.integers(0, 5), st.integers(-(10**14), 10**16), st.sampled_from(Rating))
logs = st.lists(reviews, min_size=1, max_size=60)


@given(logs)
def test_a_replay_gives_bit_for_bit_what_one_review_after_another_gives(log):
    """Batching by turn changes nothing, whatever the order of items and times."""
    end = replay(*(np.array(column) for column in zip(*log, strict=True)))
    expected = _one_by_one(log)
    assert end.items.tolist() == sorted(expected)
    for row, item in enumerate(end.items.tolist()):
        state = (end.state.slow[row], end.state.fast[row], end.state.difficulty[row])
        assert (*state, end.last_us[row], end.reviews[row], end.lapses[row]) == expected[item]


def test_a_clock_that_ran_backwards_counts_as_no_time():
    """Days between two times, in fractions; none where the later review stands earlier."""
    day = 86_400_000_000
    assert elapsed_days(day, 3 * day + day // 4) == 2.25
    assert elapsed_days(3 * day, day) == 0.0
    assert elapsed_days(np.array([0, 9 * day]), np.array([day, day])).tolist() == [1.0, 0.0]


def test_an_earlier_review_is_taken_as_one_at_the_same_time():
    """The state is that of no time between, and forgetting counts from the last one in the log's order."""
    day, good = 86_400_000_000, int(Rating.GOOD)
    back = replay(np.array([1, 1]), np.array([5 * day, 2 * day]), np.array([good, good]))
    same = replay(np.array([1, 1]), np.array([5 * day, 5 * day]), np.array([good, good]))
    assert back.state.slow.tolist() == same.state.slow.tolist()
    assert back.state.fast.tolist() == same.state.fast.tolist()
    assert back.recall[1] == same.recall[1] > 0.99
    assert (back.last_us[0], same.last_us[0]) == (2 * day, 5 * day)


def test_an_empty_log_leaves_nothing():
    """No reviews, no items."""
    nothing = np.array([], np.int64)
    assert replay(nothing, nothing, nothing).items.size == 0


def test_items_may_be_named_by_strings():
    """Any sortable names serve."""
    end = replay(np.array(["b", "a", "b"]), np.array([0, 1, 2]), np.array([3, 3, 1]))
    assert end.items.tolist() == ["a", "b"]
    assert end.reviews.tolist() == [1, 2]
    assert end.lapses.tolist() == [0, 1]


def _one_by_one(log):
    """Return by item (slow, fast, difficulty, last, reviews, lapses), from the scalar functions."""
    known = {}
    for item, at, rating in log:
        if item not in known:
            known[item] = (first(rating), at, 1, 0)
            continue
        state, last, count, lapses = known[item]
        new = after(state, elapsed_days(last, at), rating)
        known[item] = (new, at, count + 1, lapses + (rating == Rating.AGAIN))
    return {item: (s.slow, s.fast, s.difficulty, *rest) for item, (s, *rest) in known.items()}
