from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.folds import forward_folds, held_out
from studytool.memory.quality import Quality, auc, bins, log_loss, quality, rmse_bins, running_mean
from studytool.memory.review_log import ReviewLog

DAY = 86_400_000_000


def small_log():
    """Return two items: one reviewed at days 0, 1, 2 and 10, the other at days 0.5 and 1.5."""
    days, items, ratings = [0, 0.5, 1, 1.5, 2, 10], [7, 8, 7, 8, 7, 7], [3, 3, 1, 3, 4, 1]
    return ReviewLog(np.array(items), (np.array(days) * DAY).astype(np.int64), np.array(ratings))


def test_a_tiny_log_gives_what_was_worked_out_by_hand():
    """Recalls 0.8 (lapse), 0.5, 0.9 and 0.4 (lapse): four repeats, of which the first two share a bin."""
    log, recall = small_log(), np.array([np.nan, np.nan, 0.8, 0.5, 0.9, 0.4])
    assert log.repeats.tolist() == [2, 3, 4, 5]
    assert bins(log)[2:].tolist() == [[0, 1, -1000], [0, 1, -1000], [0, 1, 0], [1, 2, 0]]
    loss = -(np.log(0.2) + np.log(0.5) + np.log(0.9) + np.log(0.6)) / 4
    # the shared bin: mean R 0.65, share 0.5; then 0.9 against 1 and 0.4 against 0
    rmse = np.sqrt((2 * 0.15**2 + 0.1**2 + 0.4**2) / 4)
    # of the four pairs of a recall and a lapse, all but 0.5 with 0.8 are in order
    assert quality(log, recall, log.repeats) == Quality(4, pytest.approx(loss), pytest.approx(rmse), 0.75)


rows = st.tuples(st.integers(0, 3), st.integers(1, 4), st.one_of(st.just(1.0), st.floats(0.01, 0.99)))


@given(st.lists(rows, min_size=20, max_size=60), st.integers(0, 10**6))
def test_fractions_appear_in_no_score(rows, seed):
    """Bins, running mean, folds and qualities are those of the log without them."""
    items, ratings, shares = (np.array(column) for column in zip(*rows, strict=True))
    days = np.random.default_rng(seed).exponential(0.5, shares.size).cumsum()
    log = ReviewLog(items, (days * DAY).astype(np.int64), np.where(shares == 1.0, ratings, 3), shares=shares)
    plain = ReviewLog(*(column[log.whole] for column in (log.items, log.times_us, log.ratings)))
    recall = np.where(log.previous >= 0, np.linspace(0.1, 0.9, len(log)), np.nan)
    np.testing.assert_array_equal(bins(log)[log.whole], bins(plain))
    np.testing.assert_array_equal(running_mean(log)[log.whole], running_mean(plain))
    assert np.isnan(running_mean(log)[shares < 1.0]).all()
    if plain.repeats.size:
        for fold, bare in zip(
            [held_out(log), *forward_folds(log)], [held_out(plain), *forward_folds(plain)], strict=True
        ):
            assert fold.future.tolist() == log.whole[bare.future].tolist()
            assert fold.past.repeats.size == bare.past.repeats.size
            assert quality(log, recall, fold.future) == quality(plain, recall[log.whole], bare.future)


def test_the_running_mean_knows_only_what_came_before():
    """With one recall and one lapse added, each repeat is predicted by the share of those before it."""
    assert running_mean(small_log())[2:].tolist() == [1 / 2, 1 / 3, 2 / 4, 3 / 5]


@pytest.mark.parametrize("minutes", [0, 0.5, 8])
def test_the_shortest_times_are_one_bin(minutes):
    """Up to 8 minutes are in the bin of no time at all; 9 minutes are not."""
    times = [(np.array([0, gap]) * DAY / 1440).astype(np.int64) for gap in (minutes, 9)]
    short, longer = (bins(ReviewLog(np.zeros(2, int), each, np.array([3, 3])))[1, 0] for each in times)
    assert (short, longer) == (-5, -4)


def test_an_auc_needs_both_recalls_and_lapses():
    """With only one of them there are no pairs to compare."""
    assert auc(np.array([0.5, 0.7]), np.array([True, True])) is None
    assert auc(np.array([0.5, 0.7]), np.array([False, False])) is None


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.9]), st.booleans()), min_size=2, max_size=40))
def test_the_auc_is_the_share_of_pairs_in_order(rows):
    """Ranks give what counting all pairs gives, a tie counting half."""
    R, y = np.array([r for r, _ in rows]), np.array([recalled for _, recalled in rows])
    pairs = [(a > b) + 0.5 * (a == b) for a in R[y] for b in R[~y]]
    assert auc(R, y) == (pytest.approx(np.mean(pairs)) if pairs else None)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_perfect_calibration_has_no_bin_error(y):
    """Where R is the share of its bin the RMSE is zero, and no other constant has a lower log loss."""
    y = np.array(y)
    R, one_bin = np.full(y.size, y.mean()), np.zeros((y.size, 3), int)
    assert rmse_bins(R, y, one_bin) == pytest.approx(0.0, abs=1e-12)
    best = log_loss(np.clip(R, 1e-9, 1 - 1e-9), y)
    assert best <= min(log_loss(np.full(y.size, other), y) for other in (0.1, 0.4, 0.6, 0.95)) + 1e-7
