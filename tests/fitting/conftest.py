"""A log made by a learner whose weights are known."""

from __future__ import annotations

import numpy as np
import pytest

from studytool.memory.credit import clock, credited
from studytool.memory.fsrs import DEFAULT_WEIGHTS, after, first, retrievability
from studytool.memory.review_log import ReviewLog

HOUR = 3_600_000_000


@pytest.fixture(scope="session")
def quick_forgetter():
    """Return weights unlike the defaults: everything is first learned for a shorter time, and lapses cost less."""
    w = list(DEFAULT_WEIGHTS)
    w[:4], w[6], w[10], w[18] = (0.02, 0.3, 0.6, 2.0), 2.5, 1.2, 0.8
    return tuple(w)


@pytest.fixture(scope="session")
def learner_log():
    """Make a log of `items` items, each reviewed `times` times, by a learner with these weights."""

    def made(w, items, times, seed=1):
        draw, rows = np.random.default_rng(seed), []
        for item in range(items):
            at, state = int(draw.integers(0, 1000 * HOUR)), None
            for _ in range(times):
                days = float(draw.choice([0.01, 0.3, 1.0, 3.0, 9.0]) * draw.uniform(0.5, 1.5))
                at += round(days * 24 * HOUR)
                recalled = draw.random() < (0.7 if state is None else retrievability(state, days, w))
                rating = int(draw.choice([2, 3, 3, 3, 4])) if recalled else 1
                state = first(rating, w) if state is None else after(state, days, rating, w)
                rows.append((at, item, rating))
        times_us, codes, ratings = np.array(sorted(rows), np.int64).T
        return ReviewLog(codes, times_us, ratings)

    return made


@pytest.fixture(scope="session")
def credited_log():
    """Make a log of `items` items, each reviewed `times` times with fractions between, by a learner with these weights.

    The fractions strengthen the learner's memory as the scheduler thinks that they do.
    """

    def made(w, items, times, seed=1):
        draw, rows = np.random.default_rng(seed), []
        for item in range(items):
            rows += _credited_history(draw, item, times, w)
        times_us, codes, ratings, shares = zip(*sorted(rows), strict=True)
        return ReviewLog(np.array(codes), np.array(times_us), np.array(ratings), shares=np.array(shares))

    return made


def _credited_history(draw, item, times, w):
    """Yield rows of (time, item, rating, share)."""
    at, state, last = int(draw.integers(0, 1000 * HOUR)), None, 0
    for place in range(4 * times):
        at += round(float(draw.uniform(0.1, 5.0)) * 24 * HOUR)
        if place % 4:
            share = float(draw.uniform(0.2, 0.5))
            state, last = credited(state, (at - last) / (24 * HOUR), share, w), int(clock(last, at, share))
            yield at, item, 3, share
            continue
        days = (at - last) / (24 * HOUR)
        rating = 3 if draw.random() < (0.7 if state is None else retrievability(state, days, w)) else 1
        state, last = first(rating, w) if state is None else after(state, days, rating, w), at
        yield at, item, rating, 1.0
