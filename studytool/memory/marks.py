"""The mark of an exam with an honest band.

An exam of n questions is n draws. What a question is answered right with is not known exactly: it is taken as Beta
distributed with the mean m and as many pseudo-observations k as speak for it, so the number of right answers has the
beta-binomial distribution BetaBinomial(n, k m, k (1 - m)), whose quantiles are the band. k joins two doubts:

    1/(k + 1) = 1/(c + 1) + v/(m (1 - m))

v is the variance of the mark between rehearsed learners, and c how far the model is to be trusted: 20 and one for each
of the learner's own predicted reviews, at most 200 of these, because days that lie further ahead than those seen are
foretold worse. Where the model was wrong on average, m is moved by what it was wrong, shrunk likewise:
m = m_model + sum(recalled - R)/(20 + N).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRIOR: Final = 20.0
MOST: Final = 200
COVERED: Final = 0.8
_EDGE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the model has done so far: of how many reviews the recall was predicted, and the sum of recalled - R."""

    reviews: int = 0
    surplus: float = 0.0

    @classmethod
    def of(cls, recall: NDArray[np.float64], recalled: NDArray[np.bool_]) -> Calibration:
        """From the latest reviews: the predicted recalls and what came of them, both (reviews,)."""
        R, y = recall[-MOST:], recalled[-MOST:]
        return cls(int(R.size), float(np.sum(y - R)))

    @property
    def trust(self) -> float:
        """The pseudo-observations that speak for the model."""
        return PRIOR + min(self.reviews, MOST)

    @property
    def shift(self) -> float:
        """What to add to a predicted recall."""
        return self.surplus / (PRIOR + self.reviews)


@dataclass(frozen=True, slots=True)
class Prediction:
    """The mark to expect, and the band that covers it with probability 0.8; all from 0 to 1."""

    mean: float
    low: float
    high: float


def prediction(marks: NDArray[np.float64], questions: int, calibration: Calibration | None = None) -> Prediction:
    """Return the prediction for an exam of so many questions, 1 or more, from the learners' marks (learners,)."""
    known = calibration or Calibration()
    mean = min(max(float(np.mean(marks)) + known.shift, 0.0), 1.0)
    m = min(max(mean, _EDGE), 1.0 - _EDGE)
    doubt = 1.0 / (known.trust + 1.0) + float(np.var(marks)) / (m * (1.0 - m))
    low, high = _quantiles(questions, m, max(1.0 / doubt - 1.0, _EDGE))
    return Prediction(mean, min(low, mean), max(high, mean))


def _quantiles(n: int, m: float, k: float) -> tuple[float, float]:
    """The shares of right answers below and above which lies a tenth of the beta-binomial each."""
    total = np.cumsum([exp(_log_mass(right, n, k * m, k * (1.0 - m))) for right in range(n + 1)])
    tail = (1.0 - COVERED) / 2.0
    low, high = np.searchsorted(total / total[-1], [tail, 1.0 - tail])
    return float(low) / n, float(high) / n


def _log_mass(right: int, n: int, a: float, b: float) -> float:
    """The logarithm of BetaBinomial(n, a, b) at `right`: C(n, x) B(x + a, n - x + b)/B(a, b)."""
    ways = -log(n + 1.0) - _log_beta(n - right + 1.0, right + 1.0)
    return ways + _log_beta(right + a, n - right + b) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
