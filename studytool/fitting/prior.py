"""Where a learner's weights are expected before the reviews are read: around the defaults, as far as learners differ.

The coordinate of a weight is its distance from the default in units of the spread between learners; the first four
weights, which are stabilities, are measured on a logarithmic scale.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor

from studytool.memory.weights import BOUNDS, DEFAULT_WEIGHTS, Weights

# fmt: off
SPREAD: Final = (
    1.0, 1.0, 1.0, 1.0,
    0.523, 0.2528, 0.4329,
    0.2966, 0.2139, 0.2889, 0.1862, 0.175, 0.3812, 0.3013, 0.9104,
    0.3234, 0.2448, 0.3273, 0.1842, 0.1735, 0.4608, 0.311, 0.864,
    0.0418, 0.2596, 0.0798, 0.0682,
    0.1282, 0.1397, 0.1407, 0.1489, 0.2, 0.15, 0.15,
)
"""The standard deviation of each weight over many learners. Source: open-spaced-repetition, fsrs-rs, FSRS-7 training.

The four first stabilities are ours: there they are free.
"""
# fmt: on
GOOD_SPREAD: Final = 2.0
GAP_SPREAD: Final = 0.5
"""How far ln of the first stability after good is from its default, and how far two neighbouring ones move apart.

A rating that was never given so moves with its neighbours instead of being left behind by them.
"""
FEW: Final = 1000

_DEFAULT: Final = torch.tensor(DEFAULT_WEIGHTS, dtype=torch.float64)
_SPREAD: Final = torch.tensor(SPREAD, dtype=torch.float64)


def _scaled(w: Tensor) -> Tensor:
    return torch.cat((torch.log(w[:4]), w[4:]))


def coordinates(w: Tensor) -> Tensor:
    """Return the coordinates z (34,) of weights."""
    return (_scaled(w) - _scaled(_DEFAULT)) / _SPREAD


def weights(z: Tensor) -> Tensor:
    """Return the weights (34,) of coordinates; a better first rating never has the shorter stability."""
    scaled = _scaled(_DEFAULT) + z * _SPREAD
    return torch.cat((torch.exp(torch.cummax(scaled[:4], dim=0).values), scaled[4:]))


def limits() -> tuple[Tensor, Tensor]:
    """Return the lowest and the highest coordinates that the bounds of the weights allow."""
    low, high = torch.tensor(BOUNDS, dtype=torch.float64).T
    return coordinates(low), coordinates(high)


def penalty(z: Tensor, reviews: int) -> Tensor:
    """Return -ln of the prior density, up to a constant, in nats, to be added to the log loss summed over the reviews.

    It is the Gaussian whose spread is that between learners, made stricter for a short log, twice as strict at 1000
    reviews: their outcomes hang together, those of an item and of a day, and so say less than their number promises.
    """
    gaps = torch.diff(z[:4]) / GAP_SPREAD
    return 0.5 * (1.0 + FEW / reviews) * ((z[4:] ** 2).sum() + (gaps**2).sum() + (z[2] / GOOD_SPREAD) ** 2)


def rounded(z: Tensor) -> Weights:
    """Return the weights to the four decimals in which they are published, within their bounds."""
    found = weights(z).tolist()
    return tuple(min(max(round(x, 4), low), high) for x, (low, high) in zip(found, BOUNDS, strict=True))
