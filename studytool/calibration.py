"""Whether inferred ratings keep their word: what was predicted of the next review, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, Weights
from studytool.memory.rating import Rating
from studytool.memory.review_log import ReviewLog, predicted_recall
from studytool.store.events import ASKED, RATE, RESET, microseconds

if TYPE_CHECKING:
    from studytool.store.events import Event


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The reviews that followed an answer which was given this rating, and not another one by its learner.

    `remembered` is the share of them that were no again, `predicted` the mean probability of recall just before them;
    None where there were none.
    """

    rating: Rating
    reviews: int
    remembered: float | None
    predicted: float | None


class _Review(NamedTuple):
    """One review; `inferred` is its rating where nobody chose it, else 0."""

    item: str
    at_us: int
    rating: int
    inferred: int


def calibration(force: Iterable[Event], w: Weights = DEFAULT_WEIGHTS) -> tuple[Calibrated, ...]:
    """Return a row for each of the four ratings, from the events in force and the weights in use."""
    reviews = list(_reviews(force))
    if not reviews:
        return tuple(Calibrated(rating, 0, None, None) for rating in Rating)
    items, at_us, ratings, inferred = zip(*reviews, strict=True)
    log = ReviewLog(np.array(items, object), np.array(at_us, np.int64), np.array(ratings, np.int64))
    recall, before = predicted_recall(log, w), np.array(inferred)[log.previous[log.repeats]]
    return tuple(_row(rating, log, recall, log.repeats[before == rating]) for rating in Rating)


def _row(rating: Rating, log: ReviewLog, recall: np.ndarray, places: np.ndarray) -> Calibrated:
    if not places.size:
        return Calibrated(rating, 0, None, None)
    return Calibrated(rating, places.size, float(log.recalled[places].mean()), float(recall[places].mean()))


def _reviews(force: Iterable[Event]) -> Iterable[_Review]:
    """The reviews that count, in the order of their times: those after the item's last reset."""
    log = sorted((e for e in force if e.kind in {*ASKED, RATE, RESET}), key=lambda e: (microseconds(e.at), e.uuid))
    rated = dict(event.rerates for event in log if event.rerates)
    resets = {event.item: place for place, event in enumerate(log) if event.kind == RESET}
    for place, event in enumerate(log):
        rating = rated.get(event.uuid, event.rating)
        if event.kind in ASKED and rating is not None and place > resets.get(event.item, -1):
            checked = isinstance(event.data.get("question"), Mapping) and event.uuid not in rated
            yield _Review(event.item, microseconds(event.at), rating, rating if checked else 0)
