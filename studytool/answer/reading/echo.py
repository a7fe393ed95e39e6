"""What was understood, as a line of Unicode that is shown while typing."""

from __future__ import annotations

from fractions import Fraction

from studytool.answer.reading.exact import Number, settled
from studytool.answer.reading.expression import Part
from studytool.questions.numbers import number, ungrouped

MAX_WHOLE: int = 10**30
LONG_RUN: int = 9
"""From so many on, whole numbers that follow one another are shown by the first and the last."""


def of_number(part: Part) -> str:
    """`3·224·224 = 150,528`, `1/3 ≈ 0.333333`, or a literal by itself."""
    result = result_text(part.value)
    if part.text == result or (
        part.form == "number" and part.text.replace(".", "").replace(",", "").strip("−").isdecimal()
    ):
        return part.text
    return f"{part.text} {'=' if is_exact(part.value) else '≈'} {result}"


def of_entries(parts: list[Part]) -> str:
    """`(0.5, −1.2)`, or `(1/3, 2) ≈ (0.333333, 2)` where an entry had to be computed."""
    return _listed([[*parts]], "({})")


def of_set(parts: list[Part]) -> str:
    """`{13, 14}`, a long run of whole numbers as `{5..64}`."""
    if all(isinstance(part.value, int) and part.text == str(part.value).replace("-", "−") for part in parts):
        return f"{{{', '.join(_runs([settled(part.value) for part in parts]))}}}"
    return _listed([parts], "{{}}")


def of_rows(rows: list[list[Part]]) -> str:
    """`[1, 2; 3, 4]`."""
    return _listed(rows, "[{}]")


def of_sizes(parts: list[Part]) -> str:
    """`3×224×224`."""
    return "×".join(_result_in_list(part) for part in parts)


def result_text(value: Number) -> str:
    """The value to six significant digits; whole numbers in full unless they are longer than a line bears."""
    whole = settled(value)
    return number(whole) if isinstance(whole, int) and abs(whole) < MAX_WHOLE else number(float(whole))


def is_exact(value: Number) -> bool:
    """Whether the result as it is shown is the value itself."""
    if isinstance(value, int) and abs(value) < MAX_WHOLE:
        return True
    return not isinstance(value, float) and Fraction(f"{settled(value):.6g}") == value


def _listed(rows: list[list[Part]], brackets: str) -> str:
    left, right = brackets.split("{}")
    written = "; ".join(", ".join(_entry(part) for part in row) for row in rows)
    computed = "; ".join(", ".join(_result_in_list(part) for part in row) for row in rows)
    if all(of_number(part) == part.text for row in rows for part in row):
        return f"{left}{written}{right}"
    sign = "=" if all(is_exact(part.value) for row in rows for part in row) else "≈"
    return f"{left}{written}{right} {sign} {left}{computed}{right}"


def _runs(values: list[int | float]) -> list[str]:
    """The whole numbers, ascending, those that follow one another as a run where that is shorter."""
    found: list[list[int | float]] = []
    for value in values:
        if found and found[-1][-1] == value - 1:
            found[-1].append(value)
        else:
            found.append([value])
    return [text for run in found for text in (_run(run) if len(run) >= LONG_RUN else map(ungrouped, run))]


def _run(run: list[int | float]) -> list[str]:
    return [f"{ungrouped(run[0])}..{ungrouped(run[-1])}"]


def _result_in_list(part: Part) -> str:
    return ungrouped(settled(part.value))


def _entry(part: Part) -> str:
    return part.text.replace(",", "")
