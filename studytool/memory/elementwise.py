"""Choices between numbers, element by element: what NumPy gives, but for two scalars at a tenth of its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Real: TypeAlias = "float | NDArray[np.float64]"
_ARRAY = np.ndarray


def least(x: Real, y: Real) -> Real:
    """Return the smaller of both, which are no nan."""
    if isinstance(x, _ARRAY) or isinstance(y, _ARRAY):
        return np.minimum(x, y)
    return min(x, y)


def most(x: Real, y: Real) -> Real:
    """Return the greater of both, which are no nan."""
    if isinstance(x, _ARRAY) or isinstance(y, _ARRAY):
        return np.maximum(x, y)
    return max(x, y)


def where(condition: Any, x: Real, y: Real) -> Real:
    """Return `x` where the condition holds, `y` elsewhere."""
    if isinstance(condition, _ARRAY) or isinstance(x, _ARRAY) or isinstance(y, _ARRAY):
        return np.where(condition, x, y)
    return x if condition else y
