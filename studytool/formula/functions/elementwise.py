"""Functions of each entry by itself: exponentials, logarithms, activations."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from studytool.formula.functions.form import Form, called, operator, typeset
from studytool.formula.functions.function import Function, Slips

Array = np.ndarray[Any, Any]
BLURRED: Final = 1e-9
"""A number this little below 0 is 0, whichever way it was computed."""


def elementwise(scalar: Callable[[float], float], array: Callable[[Array], Array]) -> Callable[[Any], Any]:
    """The function that is `scalar` of a number and `array` of an array."""

    def apply(x: Any) -> Any:
        return array(x) if isinstance(x, np.ndarray) else scalar(x)

    return apply


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x > -700 else 0.0


def _leaky_relu(x: Any, slope: Any = 0.2) -> Any:
    if isinstance(x, np.ndarray) or isinstance(slope, np.ndarray):
        return np.where(x > 0, x, slope * x)
    return x if x > 0 else slope * x


def _lifted(x: Any) -> Any:
    """What rounding has pushed below 0, at 0 again."""
    if isinstance(x, np.ndarray):
        return np.where((x < 0) & (x >= -BLURRED), 0.0, x)
    return 0.0 if -BLURRED <= x < 0 else x


ELEMENTWISE: Final = (
    Function(
        "abs",
        elementwise(abs, np.abs),
        brackets=("|", "|"),
        latex=Form(r"\left|", r"\right|"),
        entrywise=True,
        branches=True,
        slips=Slips(forgotten=True),
    ),
    Function(
        "exp",
        elementwise(math.exp, np.exp),
        latex=typeset(r"\exp"),
        entrywise=True,
        slips=Slips(forgotten=True),
    ),
    Function(
        "leaky_relu",
        _leaky_relu,
        arguments=("x", "slope"),
        optional=1,
        text=called("LeakyReLU"),
        latex=operator("LeakyReLU"),
        typed=("leakyrelu", "lrelu"),
        entrywise=True,
        branches=True,
        slips=Slips(forgotten=True),
    ),
    Function(
        "log",
        elementwise(math.log, np.log),
        text=called("ln"),
        latex=typeset(r"\ln"),
        typed=("ln",),
        entrywise=True,
        slips=Slips(taken_for=("log2",), forgotten=True),
    ),
    Function(
        "log2",
        elementwise(math.log2, np.log2),
        text=called("log₂"),
        latex=typeset(r"\log_2"),
        typed=("log₂", "log_2", "lg2"),
        entrywise=True,
    ),
    Function(
        "relu",
        elementwise(lambda x: x if x > 0 else 0.0, lambda x: np.maximum(x, 0.0)),
        text=called("ReLU"),
        latex=operator("ReLU"),
        entrywise=True,
        branches=True,
        slips=Slips(taken_for=("tanh",), forgotten=True),
    ),
    Function(
        "sigmoid",
        elementwise(_sigmoid, lambda x: 1.0 / (1.0 + np.exp(-x))),
        text=called("σ"),
        latex=typeset(r"\sigma"),
        typed=("σ", "logistic", "sigm"),
        entrywise=True,
        slips=Slips(taken_for=("tanh",), forgotten=True),
    ),
    Function(
        "sqrt",
        elementwise(math.sqrt, np.sqrt),
        text=called("√"),
        latex=Form(r"\sqrt{", "}"),
        entrywise=True,
        mended=_lifted,
        slips=Slips(forgotten=True),
    ),
    Function(
        "tanh",
        elementwise(math.tanh, np.tanh),
        latex=typeset(r"\tanh"),
        entrywise=True,
        slips=Slips(taken_for=("sigmoid",), forgotten=True),
    ),
)
