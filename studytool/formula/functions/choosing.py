"""Functions that choose by size: the largest, its place, the largest few, an order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from studytool.formula.functions.form import typeset
from studytool.formula.functions.function import Function, Slips

Array = np.ndarray[Any, Any]


def _extreme(
    scalar: Callable[..., Any], pair: Callable[[Any, Any], Any], reduce: Callable[[Array], Any]
) -> Callable[..., Any]:
    """`max` and `min`: of one vector its extreme entry, of several values entry by entry."""

    def apply(*xs: Any) -> Any:
        if len(xs) == 1:
            return reduce(xs[0]).item()
        if not any(isinstance(x, np.ndarray) for x in xs):
            return scalar(xs)
        result = xs[0]
        for x in xs[1:]:
            result = pair(result, x)
        return result

    return apply


def _position(x: Array) -> Any:
    """The 0-based position of the largest entry: a number for a vector, one number an axis otherwise."""
    flat = int(x.argmax())
    return flat if x.ndim == 1 else np.array(np.unravel_index(flat, x.shape))


def _top(x: Array, count: int) -> Array:
    """The `count` largest entries of x in their places, and 0 elsewhere; of equal entries the first wins."""
    kept = np.zeros_like(x)
    order = np.argsort(-x, axis=None, kind="stable")[:count]
    kept.flat[order] = x.flat[order]
    return kept


def _gap(x: Array, count: int) -> Any:
    """By how much the `count` largest entries of x lead: 0 means a tie about which they are."""
    ordered = np.sort(x, axis=None)[::-1]
    return (ordered[count - 1] - ordered[count]).item()


CHOOSING: Final = (
    Function("argmax", _position, latex=typeset(r"\arg\max"), branches=True, slips=Slips(wrong=("argmax(-x)",))),
    Function("gap", _gap, arguments=("x", "count"), branches=True, cost=5),
    Function(
        "max",
        _extreme(max, np.maximum, lambda x: np.maximum.reduce(x, axis=None)),
        repeated=True,
        latex=typeset(r"\max"),
        typed=("maximum",),
        entrywise=True,
        branches=True,
        slips=Slips(taken_for=("min",)),
    ),
    Function(
        "min",
        _extreme(min, np.minimum, lambda x: np.minimum.reduce(x, axis=None)),
        repeated=True,
        latex=typeset(r"\min"),
        typed=("minimum",),
        entrywise=True,
        branches=True,
        slips=Slips(taken_for=("max",)),
    ),
    Function("sort", np.sort, branches=True),
    Function("top", _top, arguments=("x", "count"), branches=True, cost=8),
)
