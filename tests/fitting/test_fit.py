from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch", exc_type=ImportError)

from studytool.fitting.fit import STEPS, checked, fit
from studytool.fitting.prior import coordinates, limits, weights
from studytool.memory.quality import quality
from studytool.memory.review_log import ReviewLog, predicted_recall
from studytool.memory.weights import BOUNDS, DEFAULT_WEIGHTS, are_weights

reviews = st.tuples(st.integers(0, 4), st.integers(0, 10**13), st.integers(1, 4))


def test_a_learner_unlike_the_others_is_met(learner_log, quick_forgetter):
    """New reviews are predicted better than by the defaults: over half the way to the weights that made them."""
    found = checked(learner_log(quick_forgetter, 400, 8))
    fresh = learner_log(quick_forgetter, 200, 8, seed=2)
    true, fitted, default = (
        quality(fresh, predicted_recall(fresh, w), fresh.repeats).log_loss
        for w in (quick_forgetter, found.weights, DEFAULT_WEIGHTS)
    )
    assert found.better
    assert fitted < default - 0.5 * (default - true)


def test_a_learner_like_the_others_keeps_near_the_defaults(learner_log):
    """Where the defaults made the log, the fit gains or loses next to nothing on held-out reviews."""
    found = checked(learner_log(DEFAULT_WEIGHTS, 150, 6))
    assert found.fitted == pytest.approx(found.default, abs=0.01)


@settings(max_examples=8)
@given(st.lists(reviews, min_size=10, max_size=40))
def test_any_log_gives_weights_within_their_bounds(rows):
    """Clocks that run backwards, only lapses, reviews at one moment: 34 finite weights, first stabilities in order."""
    log = ReviewLog(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))
    w = fit(log).weights
    assert are_weights(list(w))
    assert list(w[:4]) == sorted(w[:4])


def test_the_same_log_gives_the_same_weights(learner_log, quick_forgetter):
    """Twice the same, and items may be named otherwise."""
    log = learner_log(quick_forgetter, 60, 6)
    named = ReviewLog(np.array([f"item {item:03}" for item in log.items]), log.times_us, log.ratings)
    assert fit(log).weights == fit(log).weights == fit(named).weights


def test_what_is_held_out_was_not_seen(learner_log, quick_forgetter):
    """Turning the latest fifth of the outcomes round leaves the weights that are judged, and changes the judgement."""
    log = learner_log(quick_forgetter, 60, 6)
    turned = log.ratings.copy()
    turned[log.repeats[-round(log.repeats.size / 5) :]] = 1
    before, after = checked(log), checked(ReviewLog(log.items, log.times_us, turned))
    assert before.held_out == after.held_out == round(log.repeats.size / 5)
    assert before.default != after.default
    assert fit(log.until(150)).weights == fit(ReviewLog(log.items, log.times_us, turned).until(150)).weights


def test_progress_is_told_and_never_more_than_promised(learner_log, quick_forgetter):
    """A tick a step, at most STEPS for each of the two fits."""
    ticks = []
    checked(learner_log(quick_forgetter, 60, 6), lambda: ticks.append(1))
    assert 2 <= len(ticks) <= 2 * STEPS


def test_a_longer_log_pulls_further_from_the_defaults(learner_log, quick_forgetter):
    """The prior gives way as reviews come in."""
    short, long = (fit(learner_log(quick_forgetter, items, 6)).weights for items in (10, 300))
    assert abs(np.log(short[2] / DEFAULT_WEIGHTS[2])) < abs(np.log(long[2] / DEFAULT_WEIGHTS[2]))


def test_a_rating_never_given_moves_with_its_neighbours(learner_log, quick_forgetter):
    """Without any hard or easy, their first stabilities follow those of again and good."""
    log = learner_log(quick_forgetter, 200, 6)
    plain = ReviewLog(log.items, log.times_us, np.where(log.ratings > 1, 3, 1))
    w = fit(plain).weights
    assert w[2] < 0.6 * DEFAULT_WEIGHTS[2]
    assert w[1] < DEFAULT_WEIGHTS[1]
    assert w[3] < DEFAULT_WEIGHTS[3]


def test_the_coordinates_are_distances_from_the_defaults():
    """The defaults are the origin, the way back is exact, and the limits are the bounds."""
    w = torch.tensor(DEFAULT_WEIGHTS, dtype=torch.float64)
    assert not coordinates(w).any()
    low, high = (weights(limit).tolist() for limit in limits())
    assert low == pytest.approx([low for low, _ in BOUNDS], abs=1e-12)
    assert high == pytest.approx([high for _, high in BOUNDS], abs=1e-12)


def whole_only(log):
    """Return the log as if nobody knew of the fractions."""
    return ReviewLog(*(column[log.whole] for column in (log.items, log.times_us, log.ratings)))


def test_shares_that_are_all_whole_change_nothing(learner_log, quick_forgetter):
    """The weights, the losses and every step are those of the log without shares, to the last bit."""
    log = learner_log(quick_forgetter, 60, 6)
    same = ReviewLog(log.items, log.times_us, log.ratings, shares=np.ones(len(log)))
    assert checked(same) == checked(log)


def test_a_learner_whom_fractions_help_is_met_better_with_them(credited_log, quick_forgetter):
    """On the reviews held out, the same ones either way, the fit that knows of the fractions loses less."""
    log = credited_log(quick_forgetter, 150, 6)
    found, blind = checked(log), checked(whole_only(log))
    assert (found.reviews, found.held_out) == (blind.reviews, blind.held_out) == (750, 150)
    assert found.fitted < found.default
    assert found.fitted < blind.fitted


def test_what_fractions_rate_is_no_target(credited_log):
    """A fit counts the repeats, and fractions after the last of them change nothing."""
    log = credited_log(DEFAULT_WEIGHTS, 20, 3)
    assert fit(log).reviews == log.repeats.size == 40
    last = int(log.repeats[-1]) + 1
    assert fit(log.until(last)).weights == fit(log).weights


@settings(max_examples=8)
@given(st.lists(st.tuples(reviews, st.sampled_from([1.0, 0.5, 0.1])), min_size=16, max_size=40))
def test_any_log_with_fractions_gives_weights_within_their_bounds(rows):
    """At one moment, backwards, before the first review: 34 finite weights."""
    columns, shares = zip(*rows, strict=True)
    log = ReviewLog(*(np.array(each, np.int64) for each in zip(*columns, strict=True)), shares=np.array(shares))
    assume(log.repeats.size)
    assert are_weights(list(fit(log).weights))
