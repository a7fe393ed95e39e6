"""Functions of many entries that are one number, or one a row or column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from studytool.formula.functions.form import Form
from studytool.formula.functions.function import Function, Slips

Array = np.ndarray[Any, Any]


def reduction(array: Callable[[Array], Any]) -> Callable[[Any], Any]:
    """The function that makes a Python number of an array, or of a number as an array of one."""

    def apply(x: Any) -> Any:
        return array(x if isinstance(x, np.ndarray) else np.asarray(x)).item()

    return apply


def _sum(x: Array) -> Any:
    return np.add.reduce(x, axis=None)


def _norm(x: Array) -> Any:
    return np.sqrt(np.add.reduce(x * x, axis=None))


REDUCTIONS: Final = (
    Function("colmean", lambda x: np.add.reduce(x, axis=0) / x.shape[0]),
    Function("len", len, typed=("length", "dim"), worked="value"),
    Function(
        "mean",
        reduction(lambda x: _sum(x) / x.size),
        typed=("avg", "average"),
        slips=Slips(taken_for=("sum",)),
    ),
    Function(
        "norm",
        reduction(_norm),
        brackets=("‖", "‖"),
        latex=Form(r"\left\|", r"\right\|"),
        slips=Slips(wrong=("norm(x)^2",)),
    ),
    Function("rowsum", lambda x: x.sum(axis=1), slips=Slips(taken_for=("colmean",))),
    Function("sum", reduction(_sum), typed=("∑",), slips=Slips(taken_for=("mean",))),
)
