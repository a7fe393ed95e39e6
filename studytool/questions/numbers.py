"""Numbers, vectors and matrices as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.formula.printing import text as formula_text
from studytool.kinds.kind import Kind
from studytool.questions.tolerance import cleared
from studytool.text.language import Text

MINUS: Final = "−"
DIGITS: Final = 6
"""Significant digits of a computed number; givens are shown exactly."""
GUARD: Final = 4
"""Further digits that decide which way a number is rounded: what is behind them depends on the processor."""
SAME_EVERYWHERE: Final = 10
"""Significant digits that a computed number has on every machine; sums of unlike signs cost some of sixteen."""
UNKNOWN: Final = "?"
"""Stands for a given that is asked for."""


def number(value: float, digits: int = DIGITS) -> str:
    """One number: integers whole, others to so many significant digits; thousands are grouped."""
    text = ungrouped(value, digits)
    whole, dot, rest = text.removeprefix(MINUS).partition(".")
    if not whole.isdigit():
        return text
    return f"{MINUS if text.startswith(MINUS) else ''}{int(whole):,}{dot}{rest}"


def ungrouped(value: float | str, digits: int = DIGITS) -> str:
    """One number as it stands in a list, where a comma separates."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | np.integer):
        return str(int(value)).replace("-", MINUS)
    settled = float(f"{float(value):.{digits + GUARD}g}")
    mantissa, e, exponent = f"{settled:.{digits}g}".partition("e")
    return (f"{mantissa}×10^{int(exponent)}" if e else mantissa).replace("-", MINUS)


def exact(value: float) -> str:
    """One given: every digit that it was drawn with."""
    if isinstance(value, int | np.integer):
        return number(value)
    return repr(float(value)).replace("-", MINUS).removesuffix(".0")


def inline(value: Value, digits: int = DIGITS) -> str:
    """A value within a line: 0.5, (0.5, −1.2) or [1, 2; 3, 4]."""
    if _dimensions(value) == 0:
        return number(_item(value), digits)
    if _dimensions(value) == 1:
        return f"({', '.join(ungrouped(entry, digits) for entry in value.tolist())})"
    if _dimensions(value) == 2:
        return f"[{'; '.join(', '.join(ungrouped(entry, digits) for entry in row) for row in value.tolist())}]"
    return f"[{', '.join(inline(part, digits) for part in value)}]"


def answer_text(value: Value, type: AnswerType, labels: str = "", digits: int = DIGITS) -> str:
    """A value as an answer of this type is written: 3×224×224 for a shape, letters for labelled positions."""
    if type == "formula":
        return formula_text(value)
    if type == "set":
        return ", ".join(ungrouped(entry, digits) for entry in value.tolist())
    if labels:
        return "".join(labels[place] for place in np.atleast_1d(value).tolist())
    if type == "shape":
        return "×".join(str(size) for size in value.tolist())
    return inline(value, digits)


def answered(kind: Kind, value: Value) -> Text:
    """A value as the answer to its kind's question is written: a word, or the same in both languages."""
    if kind.pool:
        return kind.pool[int(value)]
    text = answer_text(value, kind.type, kind.labels)
    return Text(text, text)


def rows(value: Value) -> list[str]:
    """A given as lines with its columns aligned: one line, or one a row of a matrix."""
    if isinstance(value, str):
        return [value]
    if _dimensions(value) == 0:
        return [exact(_item(value))]
    table = np.atleast_2d(value).tolist()
    places = max(_places(entry) for row in table for entry in row)
    cells = [[_fixed(entry, places) for entry in row] for row in table]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    if _dimensions(value) == 1:
        return [f"({lines[0]})"]
    return [f"{left}{line}{right}" for line, (left, right) in zip(lines, _brackets(len(lines)), strict=True)]


def fill(text: Text, givens: Mapping[str, Value]) -> Text:
    """Put the givens into the `{name}` places of a stem."""
    shown = _Shown(givens)
    return Text(text.en.format_map(shown), text.zh.format_map(shown))


class _Shown(dict[str, str]):
    """Givens that are written out when a text first asks for them."""

    def __init__(self, givens: Mapping[str, Value]) -> None:
        super().__init__()
        self.givens = givens

    def __missing__(self, name: str) -> str:
        self[name] = _shown(self.givens[name])
        return self[name]


def plain(value: Value) -> Any:
    """A value as JSON has it: numbers and nested lists."""
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value


def portable(value: float) -> float:
    """A number to ten significant digits, unless it is whole or a blurred 0: the rest depends on the processor."""
    return float(f"{cleared(value):.{SAME_EVERYWHERE}g}") if value % 1 else value


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return value
    if _dimensions(value) == 0:
        return exact(_item(value))
    return rows(value)[0].replace("  ", ", ") if _dimensions(value) == 1 else inline(value)


def _dimensions(value: Value) -> int:
    """How many axes a value has; np.ndim makes an array of a number first."""
    return value.ndim if isinstance(value, np.ndarray) else 0


def _item(value: Value) -> Value:
    return value.item() if isinstance(value, np.ndarray | np.generic) else value


def _places(entry: float | str) -> int:
    return 0 if isinstance(entry, int | str) else len(repr(entry).removesuffix(".0").partition(".")[2])


def _fixed(entry: float | str, places: int) -> str:
    return ungrouped(entry) if isinstance(entry, int | str) else f"{entry:.{places}f}".replace("-", MINUS)


def _brackets(count: int) -> list[tuple[str, str]]:
    """The pieces of tall brackets, line by line."""
    if count == 1:
        return [("[", "]")]
    return [("⎡", "⎤"), *[("⎢", "⎥")] * (count - 2), ("⎣", "⎦")]
