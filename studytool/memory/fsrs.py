"""FSRS-7: a memory of two traces, slow and fast, and how a review changes them.

Letters are the model's: S_s and S_f are the stabilities of the slow and the fast trace in days, D the
difficulty, G the rating (1 to 4), t the elapsed days (fractional), w the weights, R the recall probability.
Every function takes scalars or arrays and broadcasts them; an element of an array gets bit for bit what the
scalar call gives.

Source: open-spaced-repetition, FSRS-7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from studytool.memory.elementwise import Real, every, exp, least, log, most, power, where
from studytool.memory.rating import Rating
from studytool.memory.weights import BOUNDS, DEFAULT_WEIGHTS, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BOUNDS",
    "DEFAULT_WEIGHTS",
    "MAX_STABILITY",
    "MIN_STABILITY",
    "State",
    "Weights",
    "after",
    "first",
    "interval",
    "kept_in_bounds",
    "retrievability",
    "reviewed",
]

Grade: TypeAlias = "int | NDArray[np.integer[Any]]"

MIN_STABILITY, MAX_STABILITY = 1e-4, 36500.0
MIN_DIFFICULTY, MAX_DIFFICULTY = 1.0, 10.0
_SHORTEST = 1e-40  # days; an interval below it is as good as none
_LOWEST, _HIGHEST = log(_SHORTEST), log(MAX_STABILITY)
_EPSILON = 1e-5
_CLOSE = 1e-4  # a last step in ln t; what is then left is the square of it
_AGAIN, _HARD, _EASY = int(Rating.AGAIN), int(Rating.HARD), int(Rating.EASY)
_SLOW, _FAST = 7, 15  # where each trace's eight weights begin


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of a skill: stabilities in days within [1e-4, 36500], difficulty within [1, 10]."""

    slow: Real
    fast: Real
    difficulty: Real


class _Curve(NamedTuple):
    """The forgetting curve of one state, R = sum of share * (1 + rate * t)^decay over the two traces."""

    fast_rate: Real
    fast_decay: Real
    slow_rate: Real
    slow_decay: Real
    fast_share: Real


def first(rating: Grade, w: Weights = DEFAULT_WEIGHTS) -> State:
    """Return the state after the first review of a skill."""
    slow = kept_in_bounds(np.take(w[:4], np.subtract(rating, 1)))
    return State(slow, kept_in_bounds(0.8 * slow), _difficulty(_first_difficulty(rating, w)))


def retrievability(state: State, elapsed_days: Real, w: Weights = DEFAULT_WEIGHTS) -> Real:
    """Return the probability of recall after `elapsed_days`; a negative time counts as none."""
    curve = _curve(state, w)
    t = most(elapsed_days, 0.0)
    return _mixture(curve, _fast_recall(curve, t), _slow_recall(curve, t))


def after(state: State, elapsed_days: Real, rating: Grade, w: Weights = DEFAULT_WEIGHTS) -> State:
    """Return the state after a further review, `elapsed_days` after the one before it."""
    return reviewed(state, elapsed_days, rating, w)[1]


def reviewed(state: State, elapsed_days: Real, rating: Grade, w: Weights = DEFAULT_WEIGHTS) -> tuple[Real, State]:
    """Return the probability of recall just before a further review, and the state after it."""
    curve = _curve(state, w)
    t = most(elapsed_days, 0.0)
    R_f = _fast_recall(curve, t)
    R = _mixture(curve, R_f, _slow_recall(curve, t))
    lapsed = rating == _AGAIN
    slow = kept_in_bounds(_strengthened(state.slow, R, state.difficulty, rating, w=w, k=_SLOW))
    fast = _strengthened(state.fast, R_f, state.difficulty, rating, w=w, k=_FAST)
    fast = kept_in_bounds(where(lapsed, least(fast, 0.8 * slow), fast))
    return R, State(slow, fast, _next_difficulty(state.difficulty, R, rating, w))


def interval(state: State, wanted: Real, w: Weights = DEFAULT_WEIGHTS) -> Real:
    """Return the days until recall has fallen to `wanted`, at most 36500; 0 where it never is that high.

    Solved by Newton's method on the log odds of R over u = ln t, which are nearly a line, from the time at
    which the slow trace alone would give `wanted`; a bisection takes over where a step leaves the bracket.
    """
    curve = _curve(state, w)
    alone = (power(wanted, 1.0 / curve.slow_decay) - 1.0) / curve.slow_rate
    u: Any = log(_clip(alone, _SHORTEST, MAX_STABILITY)) + 0.0 * curve.fast_share
    low, high, settled = _LOWEST, _HIGHEST, False
    odds = log(wanted / (1.0 - wanted))
    for _ in range(120):
        R, slope = _recall_in_log_time(curve, exp(u))
        early = wanted < R
        low, high = where(early, u, low), where(early, high, u)
        # A flat curve gives a slope of zero; the bracket then decides.
        step = u - (log(R / (1.0 - R)) - odds) * R * (1.0 - R) / least(slope, -1e-300)
        step = where((step > low) & (step < high), step, 0.5 * (low + high))
        close = abs(step - u) <= _CLOSE
        u, settled = where(settled, u, step), settled | close
        if every(settled):
            break
    return _capped(curve, u, wanted)


def _capped(curve: _Curve, u: Real, wanted: Real) -> Real:
    """Return exp(u), or the bound itself where recall has not fallen to `wanted` by then."""
    at_bound = _recall_in_log_time(curve, MAX_STABILITY)[0] >= wanted
    return where(at_bound, MAX_STABILITY, least(exp(u), MAX_STABILITY))


def _curve(state: State, w: Weights) -> _Curve:
    """Return rates F/S, decays d and the fast trace's share a_f/(a_f + a_s)."""
    S_s, S_f, above = state.slow, state.fast, state.difficulty - 5.0
    d_f = -_clip(w[23] * power(S_f, w[33] - 0.3), 0.01, 0.95)
    d_s = -_clip(w[24], 0.01, 0.95)
    F_f = exp(least(log(w[25]) / d_f, 60.0)) - 1.0
    F_s = (power(w[26], 1.0 / d_s) - 1.0) * exp(above * (w[32] - 0.3))
    a_f = w[27] * power(S_f, -w[29])
    a_s = w[28] * power(S_s, w[30]) * exp(above * (w[31] - 0.5))
    return _Curve(F_f / S_f, d_f, F_s / S_s, d_s, a_f / (a_f + a_s))


def _fast_recall(curve: _Curve, t: Real) -> Real:
    """Return R_f."""
    return power(1.0 + curve.fast_rate * t, curve.fast_decay)


def _slow_recall(curve: _Curve, t: Real) -> Real:
    """Return R_s."""
    return power(1.0 + curve.slow_rate * t, curve.slow_decay)


def _mixture(curve: _Curve, R_f: Real, R_s: Real) -> Real:
    """Return R, kept off 0 and 1 by epsilon."""
    return (R_s + curve.fast_share * (R_f - R_s)) * (1.0 - 2.0 * _EPSILON) + _EPSILON


def _recall_in_log_time(curve: _Curve, t: Real) -> tuple[Any, Any]:
    """Return R and dR/d(ln t)."""
    R_f, R_s = _fast_recall(curve, t), _slow_recall(curve, t)
    f, s = curve.fast_rate * t, curve.slow_rate * t
    slope_f = curve.fast_decay * R_f * f / (1.0 + f)
    slope_s = curve.slow_decay * R_s * s / (1.0 + s)
    slope = (slope_s + curve.fast_share * (slope_f - slope_s)) * (1.0 - 2.0 * _EPSILON)
    return _mixture(curve, R_f, R_s), slope


def _strengthened(x: Real, q: Real, D: Real, rating: Grade, *, w: Weights, k: int) -> Real:
    """Return one trace's stability before clamping: x before the review, q its recall, k its first weight."""
    forgotten = 1.0 - q
    lapse = least(x, w[k + 3] * (power(x + 1.0, w[k + 4]) - 1.0) * exp(forgotten * w[k + 5]))
    hard = where(rating == _HARD, w[k + 6], 1.0)
    easy = where(rating == _EASY, w[k + 7], 1.0)
    surprise = exp(forgotten * w[k + 2]) - 1.0
    gain = exp(w[k] - 1.5) * (11.0 - D) * power(x, -w[k + 1]) * surprise * hard * easy
    return where(rating == _AGAIN, lapse, most(lapse, x * (1.0 + gain)))


def _first_difficulty(rating: Grade, w: Weights) -> Real:
    """Return D_0(G)."""
    return w[4] - exp(w[5] * (rating - 1)) + 1.0


def _next_difficulty(D: Real, R: Real, rating: Grade, w: Weights) -> Real:
    """Return D after a review recalled with probability R beforehand."""
    surprise = where(rating == _AGAIN, R + 0.1, 1.0)
    change = -w[6] * (rating - 3) * surprise
    return _difficulty(0.01 * _first_difficulty(4, w) + 0.99 * (D + (10.0 - D) / 9.0 * change))


def _clip(x: Real, low: float, high: float) -> Real:
    """Do np.clip's work."""
    return least(most(x, low), high)


def kept_in_bounds(S: Real) -> Real:
    """Return a stability kept within [1e-4, 36500] days."""
    return _clip(S, MIN_STABILITY, MAX_STABILITY)


def _difficulty(D: Real) -> Real:
    return _clip(D, MIN_DIFFICULTY, MAX_DIFFICULTY)
