"""Splits of a log in time: fitted on the past, judged on the future."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studytool.memory.review_log import ReviewLog

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Fold:
    """The log as it was at one moment, and the places of the repeats after it to be judged."""

    past: ReviewLog
    future: NDArray[np.int64]


def held_out(log: ReviewLog, share: float = 0.2) -> Fold:
    """Return the fold whose future is the latest `share` of the repeats."""
    start = log.repeats.size - max(round(share * log.repeats.size), 1)
    return Fold(log.until(int(log.repeats[start])), log.repeats[start:])


def forward_folds(log: ReviewLog, folds: int = 5) -> list[Fold]:
    """Return folds whose futures are, in turn, all but the first of `folds` + 1 equal parts of the repeats."""
    parts = np.array_split(log.repeats, folds + 1)
    return [Fold(log.until(int(part[0])), part) for part in parts[1:] if part.size]
