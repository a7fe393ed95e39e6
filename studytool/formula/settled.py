"""Conditions on computed numbers that hold on every processor, or on none.

exp, log and matrix products differ in the last bits from one processor to the next, and a number of few decimals often
lies right on the edge that a condition draws.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from studytool.formula.evaluate import OPERATORS, Evaluator, Value, evaluator
from studytool.formula.grammar import parse

PLACES: Final = 9
"""Decimals by which two numbers must differ to be two; what is behind them is rounding's."""
COMPARISONS: Final = ("==", "!=", "<", "<=", ">", ">=")


@cache
def condition(text: str) -> Evaluator:
    """The function that a condition is, in which numbers are compared to `PLACES` decimals."""
    return evaluator(parse(text), operators=_SETTLED)


def _settled(compare: Callable[[Any, Any], Any]) -> Callable[[Value, Value], Any]:
    return lambda left, right: compare(_rounded(left - right), 0)


def _rounded(value: Value) -> Value:
    if isinstance(value, int):
        return value
    return np.round(value, PLACES) if isinstance(value, np.ndarray) else round(value, PLACES)


_SETTLED: Final = {**OPERATORS, **{name: _settled(OPERATORS[name]) for name in COMPARISONS}}
