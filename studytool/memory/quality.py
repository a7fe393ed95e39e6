"""How good predicted recalls are: log loss, RMSE(bins) and AUC, as the open-spaced-repetition benchmark has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.memory.review_log import ReviewLog

if TYPE_CHECKING:
    from numpy.typing import NDArray


_SHORTEST, _NONE = -5, -1000  # exponents: of the shortest bin of days, of a zero


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of predictions over `reviews` repeats; a lower `log_loss` and `rmse_bins`, a higher `auc` is better.

    `auc` is None where all were recalled, or none.
    """

    reviews: int
    log_loss: float
    rmse_bins: float
    auc: float | None


def quality(log: ReviewLog, recall: NDArray[np.float64], places: NDArray[np.int64]) -> Quality:
    """Return the quality of the predictions `recall` (reviews,) at these places, one or more, all of repeats."""
    R, y = recall[places], log.recalled[places]
    return Quality(places.size, log_loss(R, y), rmse_bins(R, y, bins(log)[places]), auc(R, y))


def log_loss(R: NDArray[np.float64], y: NDArray[np.bool_]) -> float:
    """Return the mean of -ln of the probability that was given to what happened, in nats."""
    return float(np.mean(-np.log(np.where(y, R, 1.0 - R))))


def rmse_bins(R: NDArray[np.float64], y: NDArray[np.bool_], binned: NDArray[np.int64]) -> float:
    """Return the root of the mean squared gap between the mean R and the share recalled of a bin.

    Every bin counts as often as it has reviews. Source: open-spaced-repetition, "The Metric", RMSE (bins).
    """
    _, code, counts = np.unique(binned, axis=0, return_inverse=True, return_counts=True)
    gap = np.bincount(code.ravel(), R - y) / counts
    return float(np.sqrt(np.average(gap**2, weights=counts)))


def bins(log: ReviewLog) -> NDArray[np.int64]:
    """Return each review's bin, shape (reviews, 3): of the days elapsed, of the number of the review, of the lapses.

    Each is the floor of a logarithm, to the bases 3.62, 1.89 and 1.73. Up to 3.62^-4 days (8 min) are one bin; no
    lapse is a bin of its own.
    """
    days = np.maximum(_floor_log(np.nan_to_num(log.elapsed), 3.62), _SHORTEST)
    return np.stack([days, _floor_log(log.nth, 1.89), _floor_log(log.lapses, 1.73)], axis=1)


def _floor_log(x: NDArray[Any], base: float) -> NDArray[np.int64]:
    floors = np.floor(np.log(np.where(x > 0, x, 1.0)) / np.log(base)).astype(np.int64)
    return np.where(x > 0, floors, _NONE)


def auc(R: NDArray[np.float64], y: NDArray[np.bool_]) -> float | None:
    """Return the probability that a recall had a higher R than a lapse had, a tie counting half; None without both."""
    recalled = int(y.sum())
    lapsed = y.size - recalled
    if not recalled or not lapsed:
        return None
    _, code, counts = np.unique(R, return_inverse=True, return_counts=True)
    rank = np.cumsum(counts) - (counts - 1) / 2
    return float((rank[code][y].sum() - recalled * (recalled + 1) / 2) / (recalled * lapsed))


def running_mean(log: ReviewLog) -> NDArray[np.float64]:
    """Return the share of repeats recalled before each review, one of each added; nan for a first review.

    It is what any model has to beat: it knows how well the learner does, and nothing of the item.
    """
    share, y = np.full(len(log), np.nan), log.recalled[log.repeats]
    share[log.repeats] = (np.cumsum(y) - y + 1) / (np.arange(y.size) + 2)
    return share
