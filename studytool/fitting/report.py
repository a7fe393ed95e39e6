"""How well each model predicts a log: what only knows the past, judged on the same later reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from studytool.fitting import fsrs6
from studytool.fitting.fit import fit
from studytool.memory.folds import Fold, forward_folds
from studytool.memory.quality import Quality, quality, running_mean
from studytool.memory.review_log import ReviewLog, predicted_recall

if TYPE_CHECKING:
    from numpy.typing import NDArray

Model = Literal["mean", "default", "fitted", "fsrs6"]
Part = Literal["all", "same day", "across days"]
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """The quality of one model over one part of the repeats judged."""

    model: Model
    part: Part
    quality: Quality


def report(log: ReviewLog, tick: Callable[[], None] = lambda: None) -> Iterator[Row]:
    """Yield a row for each model and part that has reviews, over the repeats in the futures of five forward folds.

    `tick` is called at most FOLDS times the STEPS of a fit. The log needs 6 repeats.
    """
    folds = forward_folds(log, FOLDS)
    judged = np.concatenate([fold.future for fold in folds])
    same_day = log.same_day[judged]
    parts: dict[Part, NDArray[np.int64]] = {
        "all": judged,
        "same day": judged[same_day],
        "across days": judged[~same_day],
    }
    for model, recall in _predictions(log, folds, tick):
        yield from (Row(model, part, quality(log, recall, places)) for part, places in parts.items() if places.size)


def _predictions(
    log: ReviewLog, folds: list[Fold], tick: Callable[[], None]
) -> Iterator[tuple[Model, NDArray[np.float64]]]:
    yield "mean", running_mean(log)
    yield "default", predicted_recall(log)
    yield "fitted", fitted_recall(log, folds, tick)
    if fsrs6.is_installed():
        yield "fsrs6", fsrs6.predicted_recall(log)


def fitted_recall(log: ReviewLog, folds: list[Fold], tick: Callable[[], None] = lambda: None) -> NDArray[np.float64]:
    """Return R just before each review of the folds' futures, by weights fitted to its past; nan elsewhere."""
    recall, last = np.full(len(log), np.nan), None
    for fold in folds:
        last = fit(fold.past, last, tick)
        recall[fold.future] = predicted_recall(log, last.weights)[fold.future]
    return recall
