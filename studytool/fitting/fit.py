"""The weights that suit a log: maximum a posteriori, checked on reviews that the fit has not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import torch
from torch import Tensor

from studytool.fitting.descent import Box, Objective, Point, begin, descend
from studytool.fitting.model import Batch, batch, predicted_recall
from studytool.fitting.prior import coordinates, limits, penalty, rounded, weights
from studytool.memory import review_log
from studytool.memory.folds import held_out
from studytool.memory.quality import log_loss
from studytool.memory.review_log import ReviewLog
from studytool.memory.weights import DEFAULT_WEIGHTS, Weights

STEPS = 30
SETTLED = 2e-5
"""Nats a review: what no longer shows in the third decimal of the log loss."""
Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights found in so many reviews, and the point of the descent, from which a fit to a longer log goes on."""

    weights: Weights
    reviews: int
    end: Point


@dataclass(frozen=True, slots=True)
class Checked:
    """Weights fitted to a whole log, and how those fitted to its earlier part did on the `held_out` latest repeats.

    Log losses are in nats a review: `fitted` of the fitted weights, `default` of the defaults.
    """

    weights: Weights
    reviews: int
    held_out: int
    fitted: float
    default: float

    @property
    def better(self) -> bool:
        """Whether the fitted weights beat the defaults."""
        return self.fitted < self.default


def checked(log: ReviewLog, tick: Tick = lambda: None) -> Checked:
    """Fit to all but the latest fifth of the repeats, judge on that fifth, and fit again to all.

    `tick` is called at most 2 STEPS times. Needs two repeats.
    """
    fold = held_out(log)
    past = fit(fold.past, tick=tick)
    losses = [
        log_loss(review_log.predicted_recall(log, w)[fold.future], log.recalled[fold.future])
        for w in (past.weights, DEFAULT_WEIGHTS)
    ]
    whole = fit(log, past, tick)
    return Checked(whole.weights, log.repeats.size, fold.future.size, *losses)


def fit(log: ReviewLog, earlier: Fitted | None = None, tick: Tick = lambda: None) -> Fitted:
    """Return the weights that the log, with the prior, makes most likely; the same log gives the same weights.

    The log needs a repeat. `earlier` is a fit to a part of it; `tick` is called at most STEPS times.
    """
    data = batch(log)
    objective, size = _objective(data), data.recalled.shape[0]
    start = _default(objective) if earlier is None else _onward(objective, earlier, size)
    end = descend(objective, start, Box(*limits()), steps=STEPS, settled=SETTLED * size, step_done=tick)
    return Fitted(rounded(end.z), size, end)


def _default(objective: Objective) -> Point:
    return begin(objective, coordinates(torch.tensor(DEFAULT_WEIGHTS, dtype=torch.float64)))


def _onward(objective: Objective, earlier: Fitted, size: int) -> Point:
    """Return where the earlier fit ended; its curvature, which is nearly all the reviews', grows with their number."""
    known = earlier.end.curvature
    return begin(objective, earlier.end.z, None if known is None else known * (size / earlier.reviews))


def _objective(data: Batch) -> Objective:
    """Return the log loss, summed over the repeats, plus the prior's penalty, and its gradient."""

    def objective(z: Tensor) -> tuple[float, Tensor]:
        z = z.detach().requires_grad_()
        R = predicted_recall(data, weights(z))
        loss = -torch.log(torch.where(data.recalled > 0, R, 1.0 - R)).sum() + penalty(z, R.shape[0])
        (gradient,) = torch.autograd.grad(loss, z)
        if not bool(torch.isfinite(gradient).all()):
            return inf, torch.zeros_like(z)
        return loss.item(), gradient

    return objective
