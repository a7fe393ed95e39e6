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
