"""The numbers of the misconceptions once more: by hand in plain Python, without the formula language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from studytool.questions import bank

ByHand = Callable[..., Mapping[str, Any]]
"""From a variant's shown givens, as numbers and lists, to what each misconception of its kind makes of them."""
SEEDS = range(60)


def plainly(value: Any) -> Any:
    """An array as nested lists; anything else as it is."""
    return value.tolist() if isinstance(value, np.ndarray) else value


def disagreements(id: str, by_hand: ByHand) -> list[tuple[int, str, Any, Any]]:
    """Every claimed number that is not the one worked out by hand: its seed, its misconception, and both numbers.

    A misconception that nobody has worked out by hand has nan for its own number.
    """
    found = []
    for seed in SEEDS:
        variant = bank.variant(bank.find(id), seed)
        expected = by_hand(**{name: plainly(value) for name, value in variant.givens.items()})
        for claim in variant.claims:
            value, own = np.asarray(claim.value, float), np.asarray(expected.get(claim.id, np.nan), float)
            if value.shape != own.shape or not np.allclose(value, own, rtol=1e-9, atol=1e-9):
                found.append((seed, claim.id, plainly(value), plainly(own)))
    return found
