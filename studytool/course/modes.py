"""The modes: the ways in which a question can be asked."""

from __future__ import annotations

from typing import Final, Literal

from studytool.text.language import Text
from studytool.text.nearest import nearest

Mode = Literal["forward", "parts", "choice", "inverse", "spot", "fill", "write"]
MODES: Final[tuple[Mode, ...]] = ("forward", "parts", "choice", "inverse", "spot", "fill", "write")
"""The answer; its steps one by one; one of many; a given from the answer; the wrong line; missing lines; a formula."""


def mode_named(name: str) -> Mode:
    """The mode of this name; UserError naming the nearest one if there is none."""
    for mode in MODES:
        if mode == name:
            return mode
    raise nearest(name, MODES, Text("mode", "模式"))
