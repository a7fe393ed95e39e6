from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, State, after, first, interval, retrievability, reviewed
from studytool.memory.rating import Rating

stabilities = st.floats(-9.2, 10.5).map(lambda power: float(np.clip(np.exp(power), 1e-4, 36500.0)))
states = st.builds(State, stabilities, stabilities, st.floats(1.0, 10.0))
days = st.floats(0.0, 36500.0)
ratings = st.sampled_from(Rating)

PUBLISHED = [
    (0, 1, 0.1104, 0.0883, 6.1686),
    (0, 3, 0.1104, 0.0883, 6.1092),
    (1, 3, 0.9169, 44.4442, 6.0504),
    (3, 3, 3.5338, 193.5973, 5.9922),
    (8, 3, 10.186, 407.6265, 5.9346),
    (21, 3, 25.9857, 700.5589, 5.8775),
]


def test_the_published_sequence_is_met_to_four_decimals():
    """Six reviews give the published stabilities and difficulties."""
    state = first(PUBLISHED[0][1])
    for row, (elapsed, rating, *expected) in enumerate(PUBLISHED):
        state = after(state, elapsed, rating) if row else state
        assert [state.slow, state.fast, state.difficulty] == pytest.approx(expected, abs=5.1e-5)


def test_ten_days_after_a_good_first_review_every_rating_gives_what_the_equations_give():
    """The published sequence has no lapse after its first review; here each line is written out with the weights."""
    D = 6.1686 - exp(0.6457 * 2) + 1  # 3.5307
    S_s, S_f, t = 3.9221, 0.8 * 3.9221, 10
    d_f, d_s = -0.1567 * S_f ** (0.3048 - 0.3), -0.0801  # -0.15756
    F_f = exp(log(0.2421) / d_f) - 1  # 8119.71
    F_s = (0.9464 ** (1 / d_s) - 1) * exp((D - 5) * (0.5333 - 0.3))  # 0.70217
    R_f, R_s = (1 + F_f * t / S_f) ** d_f, (1 + F_s * t / S_s) ** d_s  # 0.20169, 0.92109
    a_f, a_s = 0.1433, 0.7145 * S_s**0.5667 * exp((D - 5) * (0.3734 - 0.5))  # 1.86695
    R = (a_f * R_f + a_s * R_s) / (a_f + a_s) * (1 - 2e-5) + 1e-5
    L_s = 0.7024 * ((S_s + 1) ** 0.5999 - 1) * exp((1 - R) * 0.8146)  # 1.25074, shorter than S_s
    L_f = 0.4416 * ((S_f + 1) ** 0.0934 - 1) * exp((1 - R_f) * 1.8631)  # 0.27718, shorter than 0.8 L_s
    G_s = exp(1.9795 - 1.5) * (11 - D) * (exp((1 - R) * 1.3826) - 1)
    G_f = exp(1.3207 - 1.5) * (11 - D) * S_f**-0.6707 * (exp((1 - R_f) * 3.8668) - 1)
    easiest, room = 6.1686 - exp(0.6457 * 3) + 1, (10 - D) / 9 * 3.6807
    expected = {
        Rating.AGAIN: (L_s, L_f, 0.01 * easiest + 0.99 * (D + room * 2 * (R + 0.1))),
        Rating.HARD: (S_s * (1 + G_s * 0.6398), S_f * (1 + G_f * 0.6162), 0.01 * easiest + 0.99 * (D + room)),
        Rating.GOOD: (S_s * (1 + G_s), S_f * (1 + G_f), 0.01 * easiest + 0.99 * D),
        Rating.EASY: (S_s * (1 + G_s), S_f * (1 + G_f * 1.0869), max(1.0, 0.01 * easiest + 0.99 * (D - room))),
    }
    for rating, state in expected.items():
        before, new = reviewed(first(Rating.GOOD), t, rating)
        assert before == pytest.approx(R, rel=1e-12)
        assert (new.slow, new.fast, new.difficulty) == pytest.approx(state, rel=1e-12)
    assert pytest.approx(0.869803, abs=1e-6) == R
    assert expected[Rating.AGAIN] == pytest.approx((1.250741, 0.277183, 8.578051), abs=1e-6)


def test_a_lapse_leaves_the_fast_trace_at_most_four_fifths_of_the_slow_one():
    """Where the slow trace is short, the fast one is cut to 0.8 of it, however long it was."""
    new = after(State(0.05, 400.0, 6.0), 1.0, Rating.AGAIN)
    assert new.slow < 0.05
    assert new.fast == 0.8 * new.slow


@given(states, days, ratings)
def test_a_review_before_the_one_before_it_is_one_at_the_same_time(state, elapsed, rating):
    """What it does, and the recall before it, are those of no time at all."""
    assert reviewed(state, -elapsed, rating) == reviewed(state, 0.0, rating)
    assert after(state, -elapsed, rating) == reviewed(state, 0.0, rating)[1]


def test_the_default_weights_lie_within_their_bounds():
    """There is a bound for every weight, and the default keeps it."""
    assert len(DEFAULT_WEIGHTS) == len(BOUNDS) == 34
    assert all(low <= weight <= high for weight, (low, high) in zip(DEFAULT_WEIGHTS, BOUNDS, strict=True))


@given(states, days, days)
def test_recall_falls_with_time_and_stays_a_probability(state, one, other):
    """Later is never better remembered, and R is within [0, 1]."""
    sooner, later = sorted((one, other))
    assert 0.0 <= retrievability(state, later) <= retrievability(state, sooner) <= 1.0


@given(states, days)
def test_a_clock_that_ran_backwards_counts_as_no_time(state, elapsed):
    """Negative days give what zero days give."""
    assert retrievability(state, -elapsed) == retrievability(state, 0.0)


@given(states, st.floats(0.05, 0.995))
def test_the_interval_leads_to_the_wanted_recall(state, wanted):
    """R(interval(r)) is r, except at the cap, where recall is still above r."""
    wait = interval(state, wanted)
    assert 0.0 < wait <= 36500.0
    if wait < 36500.0:
        assert retrievability(state, wait) == pytest.approx(wanted, abs=1e-8)
    else:
        assert retrievability(state, wait) >= wanted - 1e-8


@given(states)
def test_a_recall_that_is_never_reached_gives_no_interval(state):
    """Nothing is remembered with certainty, so waiting for certainty means not waiting."""
    assert interval(state, 1.0 - 1e-7) == pytest.approx(0.0, abs=1e-30)


@given(states, days, ratings)
def test_a_review_keeps_the_bounds(state, elapsed, rating):
    """Stabilities stay within [1e-4, 36500] and difficulty within [1, 10]."""
    new = after(state, elapsed, rating)
    assert 1e-4 <= new.slow <= 36500.0
    assert 1e-4 <= new.fast <= 36500.0
    assert 1.0 <= new.difficulty <= 10.0


@given(states, days)
def test_a_better_rating_never_gives_a_shorter_slow_stability(state, elapsed):
    """Again <= hard <= good <= easy, for a further review as for the first."""
    later = [after(state, elapsed, rating).slow for rating in Rating]
    assert later == sorted(later)
    assert [first(rating).slow for rating in Rating] == sorted(first(rating).slow for rating in Rating)


@given(states, days)
def test_a_lapse_lengthens_nothing_and_makes_harder(state, elapsed):
    """After again no trace is longer than it was, and the difficulty is not lower unless at its ceiling."""
    new = after(state, elapsed, Rating.AGAIN)
    assert new.slow <= state.slow
    assert new.fast <= max(state.fast, 1e-4)
    assert new.fast <= max(0.8 * new.slow, 1e-4)


@given(st.lists(st.tuples(states, days, ratings), min_size=1, max_size=40))
def test_an_array_gets_bit_for_bit_what_scalars_get(rows):
    """Every function gives the same last bit for an element as for the number alone."""
    columns = np.array([(s.slow, s.fast, s.difficulty) for s, _, _ in rows]).T.copy()
    elapsed, grades = np.array([t for _, t, _ in rows]), np.array([int(g) for _, _, g in rows])
    new = after(State(*columns), elapsed, grades)
    alone = [after(*row) for row in rows]
    assert new.slow.tolist() == [s.slow for s in alone]
    assert new.fast.tolist() == [s.fast for s in alone]
    assert new.difficulty.tolist() == [s.difficulty for s in alone]
    assert interval(State(*columns), 0.9).tolist() == [interval(s, 0.9) for s, _, _ in rows]
    assert first(grades).fast.tolist() == [first(g).fast for _, _, g in rows]


@pytest.mark.parametrize("k", range(34))
def test_every_weight_matters(k):
    """Moving any one weight inside its bounds changes a stability, the difficulty or the curve somewhere."""
    low, high = BOUNDS[k]
    moved = (*DEFAULT_WEIGHTS[:k], low + 0.37 * (high - low), *DEFAULT_WEIGHTS[k + 1 :])
    assert _fingerprint(moved) != _fingerprint(DEFAULT_WEIGHTS)


def _fingerprint(w):
    """Return numbers that together depend on all weights."""
    state = State(np.array([0.5, 20.0]), np.array([0.01, 3000.0]), np.array([3.0, 8.0]))
    parts = [retrievability(state, 2.5, w)]
    for rating in Rating:
        new, begun = after(state, 2.5, rating, w), first(rating, w)
        parts += [new.slow, new.fast, new.difficulty, [begun.slow, begun.difficulty]]
    return np.array(parts).tolist()
