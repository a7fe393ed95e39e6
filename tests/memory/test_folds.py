from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.folds import forward_folds, held_out
from studytool.memory.review_log import ReviewLog

logs = st.lists(st.integers(0, 3), min_size=20, max_size=80).map(
    lambda items: ReviewLog(np.array(items), np.arange(len(items)), np.full(len(items), 3))
)


@given(logs)
def test_a_past_ends_where_its_future_begins(log):
    """No fold's past holds a review of its future, and it holds all that came before."""
    for fold in (held_out(log), *forward_folds(log)):
        assert len(fold.past) == fold.future[0]


@given(logs)
def test_the_futures_are_the_later_five_sixths(log):
    """They follow one another, end with the last repeat, and differ in size by one at most."""
    futures = [fold.future for fold in forward_folds(log)]
    joined = np.concatenate(futures)
    assert joined.tolist() == log.repeats[-joined.size :].tolist()
    assert np.ptp([future.size for future in futures]) <= 1
    assert abs(joined.size - 5 / 6 * log.repeats.size) < 1


@given(logs)
def test_a_fifth_is_held_out(log):
    """The latest fifth of the repeats, rounded."""
    future = held_out(log).future
    assert future.tolist() == log.repeats[-round(log.repeats.size / 5) :].tolist()
