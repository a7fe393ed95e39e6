"""What is right about an answer that is not: its marks, and where it is right."""

from __future__ import annotations

import numpy as np

from studytool.formula.evaluate import Value
from studytool.questions.numbers import ungrouped
from studytool.questions.question import Part
from studytool.questions.tolerance import EDGE, entries
from studytool.text.language import Text


def marks(part: Part, value: Value) -> float:
    """The share of the entries that are right; of a set, each wrong number takes back a right one."""
    if part.type in {"choice", "formula"} or np.ndim(part.answer) == 0:
        return 0.0
    if part.type == "set":
        good = int(members(part, value).sum())
        return max(0.0, (2 * good - len(value)) / len(part.answer))
    return float(_good_entries(part, value).mean()) if np.shape(value) == np.shape(part.answer) else 0.0


def _good_entries(part: Part, value: Value) -> Value:
    return np.abs(value - part.answer) <= EDGE * part.tolerance


def members(part: Part, value: Value) -> Value:
    """Which of the numbers belong to the set that is asked for."""
    gaps = np.abs(np.subtract.outer(np.asarray(value, float), part.answer))
    return np.any(gaps <= EDGE * part.tolerance, axis=1)


def entries_right(part: Part, value: Value) -> Text | None:
    """The places of a vector or matrix that are right; None if there are none."""
    good = np.atleast_1d(_good_entries(part, value))
    if not np.ndim(part.answer) or not good.any():
        return None
    if good.ndim == 2:
        cells = [f"({row + 1}, {column + 1})" for row, column in zip(*np.nonzero(good), strict=True)]
        return Text(
            f"Right in row, column {', '.join(cells)}, not elsewhere.",
            f"（行, 列）为 {', '.join(cells)} 处正确，其余不对。",
        )
    places = ", ".join(str(place + 1) for place in np.flatnonzero(good))
    return Text(f"Right at place {places}, not elsewhere.", f"第 {places} 个数正确，其余不对。")


def members_right(part: Part, value: Value) -> Text | None:
    """Which numbers of a set belong to it, and whether some are missing; None if none belongs to it."""
    inside = members(part, value)
    good = ", ".join(ungrouped(entry) for entry, fits in zip(entries(value), inside, strict=True) if fits)
    bad = ", ".join(ungrouped(entry) for entry, fits in zip(entries(value), inside, strict=True) if not fits)
    if not good:
        return None
    if bad:
        return Text(f"{good} is right, {bad} is not.", f"{good} 正确，{bad} 不对。")
    return Text(f"{good} is right, but that is not all.", f"{good} 正确，但不止这些。")
