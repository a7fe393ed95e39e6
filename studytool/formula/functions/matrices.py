"""Functions of linear algebra."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from studytool.formula.functions.form import ATOM, Form, called, operator, typeset
from studytool.formula.functions.function import Function, Slips
from studytool.formula.functions.reductions import reduction
from studytool.formula.functions.room import check_room

Array = np.ndarray[Any, Any]


def _of_floats(array: Callable[[Array], Any]) -> Callable[[Any], Any]:
    def apply(x: Any) -> Any:
        return array(np.asarray(x, dtype=float))

    return apply


def _eigenvalues(x: Array) -> Array:
    """Ascending, of a symmetric matrix; the zeros of a singular one are 0 and not rounding errors."""
    return np.round(np.linalg.eigvalsh(x), 12) + 0.0


def _identity(size: int) -> Array:
    check_room(size, size)
    return np.eye(size)


def _diag(x: Array) -> Array:
    if x.ndim == 1:
        check_room(x.size, x.size)
    return np.diag(x)


def _outer(x: Array, y: Array) -> Array:
    check_room(x.size, y.size)
    return np.outer(x, y)


MATRICES: Final = (
    Function("det", reduction(np.linalg.det), latex=typeset(r"\det"), cost=12, slips=Slips(taken_for=("trace",))),
    Function("diag", _diag, worked="none"),
    Function("eigenvalues", _of_floats(_eigenvalues), cost=25),
    Function("identity", _identity, arguments=("size",), typed=("eye",), worked="none"),
    Function("outer", _outer, arguments=("x", "y"), worked="none", slips=Slips(exchanged=True)),
    Function(
        "T",
        np.transpose,
        text=Form("", "ᵀ", inside=ATOM),
        latex=Form("", r"^{\top}", inside=ATOM),
        typed=("transpose",),
        worked="none",
        slips=Slips(forgotten=True),
    ),
    Function(
        "trace",
        reduction(lambda x: x.trace()),
        text=called("tr"),
        latex=operator("tr"),
        typed=("tr",),
        slips=Slips(taken_for=("det",)),
    ),
)
