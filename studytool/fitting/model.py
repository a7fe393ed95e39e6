"""FSRS-7 in PyTorch: the recall predicted before every repeat, differentiable in the weights.

The formulas are those of `studytool.memory.fsrs`, with the slow and the fast trace as two rows of one tensor and
powers as exponentials of a logarithm that is taken once: few operations a turn, for their number is what costs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from studytool.memory.fsrs import MAX_DIFFICULTY, MAX_STABILITY, MIN_DIFFICULTY, MIN_STABILITY
from studytool.memory.rating import Rating
from studytool.memory.review_log import ReviewLog

ENOUGH = 0.995
"""The share of the repeats that is fitted: the few of the longest histories would cost as many steps again."""
MOST_TURNS = 100
MOST_WITH_FRACTIONS = 400
"""The same where fractions of reviews lengthen the histories without adding repeats."""
_EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Turn:
    """The k-th reviews of all items that have one, fractions among them; each tensor has the shape (items,).

    `hard` and `easy` are None where the turn has no such rating. `share` is how much of each review was exercised,
    None where all are whole; `repeats` are the places of the repeats in the turn, None where all are.
    """

    elapsed: Tensor
    rating: Tensor
    again: Tensor
    hard: Tensor | None
    easy: Tensor | None
    share: Tensor | None
    repeats: Tensor | None


@dataclass(frozen=True, slots=True)
class Batch:
    """A log as turns, and whether each repeat in them was recalled, turn after turn, shape (repeats,).

    Fractions of reviews are in the turns, for they move the states, but are no repeats.
    """

    turns: tuple[Turn, ...]
    recalled: Tensor


@dataclass(frozen=True, slots=True)
class State:
    """Stabilities (2, items), slow and fast, and the difficulty (items,)."""

    stability: Tensor
    difficulty: Tensor


def batch(log: ReviewLog) -> Batch:
    """Return the log's turns: as many as hold nearly all repeats, at most 100, with fractions among them 400."""
    order, ends = log.turns.order, log.turns.starts[1:]
    is_repeat = log.previous[order] >= 0
    repeats = np.cumsum(is_repeat)[ends - 1]
    enough = int(np.searchsorted(repeats, ENOUGH * repeats[-1])) + 1
    turns = min(enough, MOST_TURNS if log.shares is None else MOST_WITH_FRACTIONS)
    places = [order[now] for now, _ in log.turns][:turns]
    judged = np.flatnonzero(is_repeat[: ends[turns - 1]])
    recalled = log.recalled[order[judged]]
    return Batch(tuple(_turn(log, each) for each in places), torch.as_tensor(recalled.astype(float)))


def _turn(log: ReviewLog, places: np.ndarray) -> Turn:
    rating = torch.as_tensor(log.ratings[places])
    hard, easy = rating == Rating.HARD, rating == Rating.EASY
    is_repeat = log.previous[places] >= 0
    return Turn(
        torch.as_tensor(log.forgetting[places]),
        rating,
        rating == Rating.AGAIN,
        hard if bool(hard.any()) else None,
        easy if bool(easy.any()) else None,
        _share(log, places),
        None if is_repeat.all() else torch.as_tensor(np.flatnonzero(is_repeat)),
    )


def _share(log: ReviewLog, places: np.ndarray) -> Tensor | None:
    if log.shares is None or (log.shares[places] == 1.0).all():
        return None
    return torch.as_tensor(log.shares[places])


def predicted_recall(batch: Batch, w: Tensor) -> Tensor:
    """Return R before every repeat, turn after turn, shape (repeats,), for the weights w (34,)."""
    state, recalls = _first(batch.turns[0], w), []
    traces = torch.stack((w[7:15], w[15:23]), dim=1).unsqueeze(2)
    for turn in batch.turns[1:]:
        here = turn.elapsed.shape[0]
        state = State(state.stability[:, :here], state.difficulty[:here])
        R, R_f = _recall(state, turn.elapsed, w)
        recalls.append(R if turn.repeats is None else R[turn.repeats])
        full = _after(state, turn, torch.stack((R, R_f)), traces=traces, w=w)
        state = full if turn.share is None else _towards(state, full, turn.share)
    return torch.cat(recalls)


def _first(turn: Turn, w: Tensor) -> State:
    slow = _stability(w[:4][turn.rating - 1])
    stability = torch.stack((slow, _stability(0.8 * slow)))
    if turn.share is not None:
        stability = _stability(turn.share * stability)
    return State(stability, _difficulty(_first_difficulty(turn.rating, w)))


def _recall(state: State, t: Tensor, w: Tensor) -> tuple[Tensor, Tensor]:
    """Return R and R_f."""
    log_S, above = torch.log(state.stability), state.difficulty - 5.0
    d_f = -(w[23] * torch.exp((w[33] - 0.3) * log_S[1])).clamp(0.01, 0.95)
    d_s = -w[24].clamp(0.01, 0.95)
    F_f = torch.expm1((torch.log(w[25]) / d_f).clamp(max=60.0))
    F_s = torch.expm1(torch.log(w[26]) / d_s) * torch.exp(above * (w[32] - 0.3))
    grown = torch.log1p(torch.stack((F_s, F_f)) * t / state.stability)
    R_s, R_f = torch.exp(d_s * grown[0]), torch.exp(d_f * grown[1])
    log_odds = torch.log(w[27] / w[28]) - w[29] * log_S[1] - w[30] * log_S[0] - above * (w[31] - 0.5)
    R = R_s + torch.sigmoid(log_odds) * (R_f - R_s)
    return R * (1.0 - 2.0 * _EPSILON) + _EPSILON, R_f


def _after(state: State, turn: Turn, q: Tensor, *, traces: Tensor, w: Tensor) -> State:
    """Return the state after the turn; q (2, items) is what each trace goes by, traces (8, 2, 1) its weights."""
    new = _strengthened(state, turn, 1.0 - q, k=traces)
    slow = _stability(new[0])
    fast = _stability(torch.where(turn.again, torch.minimum(new[1], 0.8 * slow), new[1]))
    D, surprise = state.difficulty, torch.where(turn.again, q[0] + 0.1, 1.0)
    change = -w[6] * (turn.rating - 3) * surprise
    D = 0.01 * _first_difficulty(4, w) + 0.99 * (D + (10.0 - D) / 9.0 * change)
    return State(torch.stack((slow, fast)), _difficulty(D))


def _towards(state: State, full: State, share: Tensor) -> State:
    """Return the state that has gone this share of the way to the one after a full review: all of it, to the bit."""
    return State(
        torch.lerp(state.stability, full.stability, share), torch.lerp(state.difficulty, full.difficulty, share)
    )


def _strengthened(state: State, turn: Turn, forgotten: Tensor, *, k: Tensor) -> Tensor:
    """Return both traces' stabilities before clamping, shape (2, items)."""
    x = state.stability
    lapse = torch.minimum(x, k[3] * torch.expm1(k[4] * torch.log1p(x)) * torch.exp(forgotten * k[5]))
    gain = torch.exp(k[0] - 1.5) * (11.0 - state.difficulty) * torch.exp((1.0 - k[1]) * torch.log(x))
    gain = gain * torch.expm1(forgotten * k[2])
    if turn.hard is not None:
        gain = gain * torch.where(turn.hard, k[6], 1.0)
    if turn.easy is not None:
        gain = gain * torch.where(turn.easy, k[7], 1.0)
    return torch.where(turn.again, lapse, torch.maximum(lapse, x + gain))


def _first_difficulty(rating: Tensor | int, w: Tensor) -> Tensor:
    return w[4] - torch.exp(w[5] * (rating - 1)) + 1.0


def _stability(S: Tensor) -> Tensor:
    return S.clamp(MIN_STABILITY, MAX_STABILITY)


def _difficulty(D: Tensor) -> Tensor:
    return D.clamp(MIN_DIFFICULTY, MAX_DIFFICULTY)
