"""Functions that make an array of an array: joined, shifted, widened, normalised."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from studytool.formula.functions.form import ATOM, PRODUCT, Form
from studytool.formula.functions.function import Function, Slips
from studytool.formula.functions.room import check_room

Array = np.ndarray[Any, Any]


def _softmax(x: Array) -> Array:
    powers = np.exp(x - x.max())
    return np.asarray(powers / powers.sum())


def _onehot(index: int, size: int) -> Array:
    check_room(size)
    vector = np.zeros(size)
    vector[index] = 1.0
    return vector


def _spread(x: Any, places: int) -> Array:
    """Put `places` - 1 zeros between neighbouring entries of the vector x."""
    size = (len(x) - 1) * places + 1
    check_room(size)
    wide = np.zeros(size)
    wide[::places] = x
    return wide


def _pad(x: Array, count: int) -> Array:
    check_room(*(size + 2 * count for size in x.shape))
    return np.pad(x, count)


ARRAYS: Final = (
    Function(
        "concat",
        lambda *xs: np.concatenate([np.atleast_1d(x) for x in xs]),
        repeated=True,
        text=Form("[", "]", " ‖ "),
        latex=Form(r"\left[", r"\right]", r" \,\|\, "),
        cost=6,
        slips=Slips(exchanged=True),
    ),
    Function(
        "correlate",
        lambda x, w: np.correlate(x, w, "valid"),
        arguments=("x", "w"),
        cost=8,
        slips=Slips(wrong=("correlate(x, reverse(w))",)),
    ),
    Function("cumsum", np.cumsum, slips=Slips(forgotten=True, wrong=("cumsum(reverse(x))",))),
    Function("onehot", _onehot, arguments=("index", "size"), typed=("one_hot",), worked="value"),
    Function("pad", _pad, arguments=("x", "count"), cost=20),
    Function("reverse", lambda x: x[::-1], slips=Slips(forgotten=True)),
    Function(
        "shape",
        lambda *sizes: np.array(sizes),
        arguments=("size",),
        repeated=True,
        text=Form("", "", "×", inside=ATOM, holds=PRODUCT),
        latex=Form("", "", r" \times ", inside=ATOM),
    ),
    Function("softmax", _softmax, cost=8, slips=Slips(taken_for=("sigmoid",))),
    Function("spread", _spread, arguments=("x", "places")),
)
