"""The functions of the expression language: what each computes, and nothing else.

A function takes Python numbers or NumPy arrays. Scalars stay Python scalars: integers exact, and fast.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, Any]
LONGEST: Final = 100_000


def _elementwise(scalar: Callable[[float], float], array: Callable[[Array], Array]) -> Callable[[Any], Any]:
    def apply(x: Any) -> Any:
        return array(x) if isinstance(x, np.ndarray) else scalar(x)

    return apply


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x > -700 else 0.0


def _reduction(array: Callable[[Array], Any]) -> Callable[[Any], Any]:
    def apply(x: Any) -> Any:
        return array(x if isinstance(x, np.ndarray) else np.asarray(x)).item()

    return apply


def _sum(x: Array) -> Any:
    return np.add.reduce(x, axis=None)


def _norm(x: Array) -> Any:
    return np.sqrt(np.add.reduce(x * x, axis=None))


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


def _softmax(x: Array) -> Array:
    powers = np.exp(x - x.max())
    return np.asarray(powers / powers.sum())


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


def _room(*sizes: int) -> None:
    """Raise ValueError for an array of this shape if no question has such a one, so that memory is safe."""
    if math.prod(sizes) > LONGEST:
        raise ValueError(f"an array of over {LONGEST} entries")


def _identity(size: int) -> Array:
    _room(size, size)
    return np.eye(size)


def _onehot(index: int, size: int) -> Array:
    _room(size)
    vector = np.zeros(size)
    vector[index] = 1.0
    return vector


def _position(x: Array) -> Any:
    """The 0-based position of the largest entry: a number for a vector, one number an axis otherwise."""
    flat = int(x.argmax())
    return flat if x.ndim == 1 else np.array(np.unravel_index(flat, x.shape))


def _rank_two(vector: Callable[[Array], Any]) -> Callable[[Any], Any]:
    def apply(x: Any) -> Any:
        return vector(np.asarray(x, dtype=float))

    return apply


def _eigenvalues(x: Array) -> Array:
    """Ascending, of a symmetric matrix; the zeros of a singular one are 0 and not rounding errors."""
    return np.round(np.linalg.eigvalsh(x), 12) + 0.0


def _spread(x: Any, places: int) -> Array:
    """Put `places` - 1 zeros between neighbouring entries of the vector x."""
    size = (len(x) - 1) * places + 1
    _room(size)
    wide = np.zeros(size)
    wide[::places] = x
    return wide


def _pad(x: Array, count: int) -> Array:
    _room(*(size + 2 * count for size in x.shape))
    return np.pad(x, count)


def _diag(x: Array) -> Array:
    if x.ndim == 1:
        _room(x.size, x.size)
    return np.diag(x)


def _outer(x: Array, y: Array) -> Array:
    _room(x.size, y.size)
    return np.outer(x, y)


FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "abs": _elementwise(abs, np.abs),
    "argmax": _position,
    "ceil": _elementwise(math.ceil, np.ceil),
    "concat": lambda *xs: np.concatenate([np.atleast_1d(x) for x in xs]),
    "correlate": lambda x, w: np.correlate(x, w, "valid"),
    "cumsum": np.cumsum,
    "det": _reduction(np.linalg.det),
    "diag": _diag,
    "eigenvalues": _rank_two(_eigenvalues),
    "exp": _elementwise(math.exp, np.exp),
    "floor": _elementwise(math.floor, np.floor),
    "gap": _gap,
    "identity": _identity,
    "leaky_relu": _elementwise(lambda x: x if x > 0 else 0.2 * x, lambda x: np.where(x > 0, x, 0.2 * x)),
    "len": len,
    "log": _elementwise(math.log, np.log),
    "log2": _elementwise(math.log2, np.log2),
    "max": _extreme(max, np.maximum, lambda x: np.maximum.reduce(x, axis=None)),
    "mean": _reduction(lambda x: _sum(x) / x.size),
    "min": _extreme(min, np.minimum, lambda x: np.minimum.reduce(x, axis=None)),
    "norm": _reduction(_norm),
    "onehot": _onehot,
    "outer": _outer,
    "pad": _pad,
    "relu": _elementwise(lambda x: x if x > 0 else 0.0, lambda x: np.maximum(x, 0.0)),
    "reverse": lambda x: x[::-1],
    "rowsum": lambda x: x.sum(axis=1),
    "colmean": lambda x: np.add.reduce(x, axis=0) / x.shape[0],
    "shape": lambda *sizes: np.array(sizes),
    "sigmoid": _elementwise(_sigmoid, lambda x: 1.0 / (1.0 + np.exp(-x))),
    "softmax": _softmax,
    "sort": np.sort,
    "spread": _spread,
    "sqrt": _elementwise(math.sqrt, np.sqrt),
    "sum": _reduction(_sum),
    "T": np.transpose,
    "tanh": _elementwise(math.tanh, np.tanh),
    "top": _top,
    "trace": _reduction(lambda x: x.trace()),
}
