"""Functions that round each entry to a whole number."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from studytool.formula.functions.elementwise import elementwise
from studytool.formula.functions.form import Form
from studytool.formula.functions.function import Function, Slips

SNAP: Final = 1e-9
"""A quotient this near a whole number is that number, whichever way it was computed."""


def _snapped(x: Any) -> Any:
    """Whole numbers that rounding has blurred, whole again."""
    if isinstance(x, np.ndarray):
        near = np.round(x)
        return np.where(np.abs(x - near) <= SNAP, near, x)
    whole = round(x)
    return whole if abs(x - whole) <= SNAP else x


ROUNDING: Final = (
    Function(
        "ceil",
        elementwise(math.ceil, np.ceil),
        brackets=("⌈", "⌉"),
        latex=Form(r"\left\lceil ", r"\right\rceil"),
        typed=("ceiling",),
        entrywise=True,
        branches=True,
        mended=_snapped,
        slips=Slips(taken_for=("floor",), forgotten=True, of_fractions=True),
    ),
    Function(
        "floor",
        elementwise(math.floor, np.floor),
        brackets=("⌊", "⌋"),
        latex=Form(r"\left\lfloor ", r"\right\rfloor"),
        entrywise=True,
        branches=True,
        mended=_snapped,
        slips=Slips(taken_for=("ceil",), forgotten=True, of_fractions=True),
    ),
)
