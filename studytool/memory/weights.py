"""The 34 weights of FSRS-7: their published defaults, and the range each may take in a fit."""

from __future__ import annotations

from math import isfinite
from typing import Any, TypeAlias

Weights: TypeAlias = tuple[float, ...]

# fmt: off
DEFAULT_WEIGHTS: Weights = (
    0.1104, 2.2395, 3.9221, 11.7841,  # 0-3: first slow stability, by rating
    6.1686, 0.6457, 3.6807,  # 4-6: difficulty
    1.9795, 0.0, 1.3826, 0.7024, 0.5999, 0.8146, 0.6398, 1.0,  # 7-14: slow trace
    1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869,  # 15-22: fast trace
    0.1567, 0.0801, 0.2421, 0.9464,  # 23-26: decay and base of the two curves
    0.1433, 0.7145, 0.0, 0.5667, 0.3734, 0.5333, 0.3048,  # 27-33: their mixture
)

BOUNDS: tuple[tuple[float, float], ...] = (
    (1e-4, 50.0), (1e-4, 100.0), (1e-4, 100.0), (1e-4, 100.0),
    (1.0, 10.0), (0.001, 4.0), (0.1, 4.0),
    (0.0, 4.0), (0.0, 1.2), (0.3, 3.0), (0.01, 1.5), (0.1, 1.0), (0.0, 3.5), (0.0, 1.0), (1.0, 7.0),
    (0.0, 4.0), (0.0, 2.0), (0.5, 6.0), (0.001, 1.5), (0.001, 1.0), (0.0, 5.0), (0.0, 1.0), (1.0, 7.0),
    (0.01, 0.25), (0.01, 0.95), (0.2, 0.85), (0.5, 0.99),
    (0.01, 1.0), (0.1, 1.0), (0.0, 0.9), (0.1, 1.1), (0.0, 1.0), (0.0, 0.6), (0.0, 0.6),
)
# fmt: on


def are_weights(values: Any) -> bool:
    """Whether the values are a list of 34 finite floats, each within its bounds."""
    return isinstance(values, list) and len(values) == len(BOUNDS) and all(map(_is_weight, values, BOUNDS))


def _is_weight(value: Any, bounds: tuple[float, float]) -> bool:
    return isinstance(value, float) and isfinite(value) and bounds[0] <= value <= bounds[1]
