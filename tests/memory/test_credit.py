from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.credit import begun, clock, credited
from studytool.memory.fsrs import MIN_STABILITY, State, after, first, retrievability
from studytool.memory.rating import Rating
from studytool.memory.replay import MICROSECONDS_A_DAY, elapsed_days, replay

shares = st.floats(0.0, 1.0)
histories = st.lists(st.tuples(st.floats(0.0, 90.0), st.sampled_from(Rating)), max_size=8)
days = st.floats(0.0, 400.0)


def reached(history):
    """Return a state that reviews lead to."""
    state = first(history[0][1]) if history else first(Rating.GOOD)
    for elapsed, rating in history[1:]:
        state = after(state, elapsed, rating)
    return state


def recall(state, elapsed, share, later):
    """Return the recall `later` days after a fractional review that came after `elapsed` days."""
    now = round(elapsed * MICROSECONDS_A_DAY)
    waited = elapsed_days(clock(0, now, share), now)
    return retrievability(credited(state, elapsed, share), waited + later)


@given(histories, days)
def test_a_whole_share_is_a_good_review_and_none_is_no_review(history, elapsed):
    """The two ends of the law, bit for bit."""
    state, now = reached(history), round(elapsed * MICROSECONDS_A_DAY)
    assert credited(state, elapsed, 1.0) == after(state, elapsed, Rating.GOOD)
    assert credited(state, elapsed, 0.0) == state
    assert (clock(0, now, 1.0), clock(0, now, 0.0)) == (now, 0)


@given(histories, days, shares, shares)
def test_more_of_a_review_strengthens_more(history, elapsed, one, other):
    """Both stabilities grow with the share, and the clock comes nearer to now."""
    state, now = reached(history), round(elapsed * MICROSECONDS_A_DAY)
    less, more = (credited(state, elapsed, share) for share in sorted((one, other)))
    assert state.slow <= less.slow <= more.slow
    assert state.fast <= less.fast <= more.fast
    assert 0 <= clock(0, now, min(one, other)) <= clock(0, now, max(one, other)) <= now


@given(histories, days, shares, shares, days)
def test_more_of_a_review_is_recalled_better(history, elapsed, one, other, later):
    """At any later time recall grows with the share, up to what the published weights' mixture takes back."""
    state = reached(history)
    less, more = (recall(state, elapsed, share, later) for share in sorted((one, other)))
    assert less <= more + 1e-9


@given(shares, shares)
def test_a_skill_begins_with_a_share_of_a_first_review(one, other):
    """Of nothing comes the least stability that there is, of all of it what a good first review gives."""
    less, more = (begun(share) for share in sorted((one, other)))
    assert begun(1.0) == first(Rating.GOOD)
    assert begun(0.0).slow == MIN_STABILITY
    assert (less.slow <= more.slow, less.fast <= more.fast) == (True, True)
    assert less.difficulty == first(Rating.GOOD).difficulty


def test_a_factor_on_the_gain_is_what_the_model_has_for_a_hard_review():
    """Where the share equals h, the stability is that of a hard review: the law is the model's own."""
    state, elapsed = State(10.186, 407.6265, 5.9346), 12.0
    hard = after(state, elapsed, Rating.HARD)
    assert credited(state, elapsed, 0.6398).slow == pytest.approx(hard.slow, rel=1e-12)
    assert credited(state, elapsed, 0.6162).fast == pytest.approx(hard.fast, rel=1e-12)


def test_a_clock_that_ran_backwards_takes_nothing_away():
    """A fraction from before the last review leaves its time as it is."""
    assert clock(1000, 400, 0.5) == 1000


reviews = st.tuples(st.integers(0, 4), st.integers(0, 10**14), st.sampled_from(Rating), shares)


@given(st.lists(reviews, min_size=1, max_size=40))
def test_a_replay_with_fractions_gives_what_one_review_after_another_gives(log):
    """Bit for bit, whole reviews and fractions mixed; only whole ones are counted."""
    log = [(item, at, rating if share == 1.0 else Rating.GOOD, share) for item, at, rating, share in log]
    items, times, ratings, parts = (np.array(column) for column in zip(*log, strict=True))
    end = replay(items, times, ratings, shares=parts)
    for row, item in enumerate(end.items.tolist()):
        state, last, count = one_by_one([review for review in log if review[0] == item])
        assert (end.state.slow[row], end.state.fast[row], end.state.difficulty[row]) == state
        assert (end.last_us[row], end.reviews[row]) == (last, count)


def one_by_one(log):
    """Return (slow, fast, difficulty), the clock and the whole reviews, from the scalar functions."""
    state, last, count = None, 0, 0
    for _, at, rating, share in log:
        if state is None:
            state, last = (first(rating) if share == 1.0 else begun(share)), at
        else:
            waited = elapsed_days(last, at)
            state = after(state, waited, rating) if share == 1.0 else credited(state, waited, share)
            last = clock(last, at, share)
        count += share == 1.0
    return (state.slow, state.fast, state.difficulty), last, count
