"""The model before this one, FSRS-6 with its default weights, from the package `fsrs` where it is installed."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from studytool.memory.review_log import ReviewLog

if TYPE_CHECKING:
    from numpy.typing import NDArray

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_installed() -> bool:
    """Whether the package is there."""
    return importlib.util.find_spec("fsrs") is not None


def predicted_recall(log: ReviewLog) -> NDArray[np.float64]:
    """Return R just before each review, shape (reviews,), with fractional days; nan for a first one and for a fraction.

    The package itself predicts with whole days, so with certainty within a day, which a log loss cannot forgive; the
    curve is therefore evaluated here at the stability that it keeps. R stays 1e-5 off 0 and 1, as FSRS-7's does.
    """
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(enable_fuzzing=False)
    cards: dict[int, Card] = {}
    recall = np.full(len(log), np.nan)
    columns = (log.whole, *(column[log.whole] for column in (log.items, log.times_us, log.ratings, log.elapsed)))
    for place, item, at_us, rating, days in zip(*(column.tolist() for column in columns), strict=True):
        card = cards.get(item) or Card(card_id=item)
        if card.stability is not None:
            recall[place] = _curve(days / card.stability, scheduler.parameters[20])
        cards[item], _ = scheduler.review_card(card, Rating(rating), EPOCH + timedelta(microseconds=at_us))
    return np.asarray(np.clip(recall, 1e-5, 1.0 - 1e-5))


def _curve(days_by_stability: float, decay: float) -> float:
    """Return (1 + F t/S)^-decay, with F such that R is 0.9 at t = S."""
    return float((1.0 + (0.9 ** (-1.0 / decay) - 1.0) * days_by_stability) ** -decay)
