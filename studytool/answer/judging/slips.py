"""Slips of the pen and of arithmetic: the right number, spoilt on its way to the answer. None of them is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

import numpy as np

from studytool.formula.evaluate import Value
from studytool.questions.question import Part
from studytool.questions.tolerance import EDGE, EXACT, entries
from studytool.text.language import Text

SlipName = Literal["sign", "factor-of-ten", "swapped-digits", "mistyped-digit", "rounded-early"]

CLOSE: Final = 10.0
"""A number within so many tolerances was probably rounded too early."""
FEWEST_DIGITS: Final = 4
"""A shorter integer with one other digit may have come about in many ways."""
MOST_DIGITS: Final = 40
"""A number that takes more digits to write was computed, not typed digit by digit."""

TOO_ROUGH: Final = Text(
    "Close, but not within the tolerance: round only at the end.", "很接近，但超出容差：只在最后一步舍入。"
)
TEXTS: Final[dict[SlipName, Text]] = {
    "sign": Text("A slip, not a misconception: the sign is reversed.", "是笔误，不是误区：正负号反了。"),
    "factor-of-ten": Text(
        "A slip, not a misconception: a factor of ten, the decimal point is one place off.",
        "是笔误，不是误区：差 10 倍，小数点错了一位。",
    ),
    "swapped-digits": Text(
        "A slip, not a misconception: two neighbouring digits are swapped.", "是笔误，不是误区：相邻两个数字颠倒了。"
    ),
    "mistyped-digit": Text(
        "A slip, not a misconception: one digit is mistyped.", "是笔误，不是误区：有一个数字打错了。"
    ),
    "rounded-early": TOO_ROUGH,
}


@dataclass(frozen=True, slots=True)
class Slip:
    """What went wrong with a right number, and what to say."""

    name: SlipName
    text: Text


def slip(part: Part, value: Value) -> Slip | None:
    """The slip that makes this of the answer: of a number, or of the only wrong entry of a vector or matrix."""
    if part.type == "choice" or np.shape(value) != np.shape(part.answer):
        return None
    triples = list(zip(entries(value), entries(part.answer), entries(EDGE * part.tolerance), strict=True))
    wrong = [place for place, (typed, right, near) in enumerate(triples) if not abs(typed - right) <= near]
    if len(wrong) != 1:
        return None
    name = _name(*triples[wrong[0]], whole=part.type in EXACT)
    return Slip(name, _placed(TEXTS[name], wrong[0], np.shape(value))) if name else None


def _name(typed: float, right: float, near: float, *, whole: bool) -> SlipName | None:
    written = Decimal(repr(typed))
    if abs(-typed - right) <= near:
        return "sign"
    if any(abs(_number(written.scaleb(power)) - right) <= near for power in (1, -1)):
        return "factor-of-ten"
    if any(_would_be_written(swapped, right, near) for swapped in _swaps(written)):
        return "swapped-digits"
    if whole and _one_digit_apart(str(typed), str(int(right))):
        return "mistyped-digit"
    return "rounded-early" if abs(typed - right) <= CLOSE * near else None


def _swaps(written: Decimal) -> Iterator[Decimal]:
    """The number with two neighbouring digits in each other's place, the 0 behind a decimal's last digit included."""
    text = f"{written:f}".removesuffix(".0")
    if len(text) > MOST_DIGITS:
        return
    for left, right in pairwise(_digit_places(text)):
        if text[left] != text[right]:
            yield Decimal(text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :])
    if "." in text and text[-1] != "0":
        yield Decimal(f"{text[:-1]}0{text[-1]}")


def _digit_places(text: str) -> list[int]:
    return [place for place, sign in enumerate(text) if sign.isdigit()]


def _would_be_written(number: Decimal, right: float, near: float) -> bool:
    """Whether this is right, and what the answer is rounded to so many digits: a chance hit is not."""
    half = Decimal((0, (5,), int(number.as_tuple().exponent) - 1))
    return abs(_number(number) - right) <= near and abs(number - Decimal(repr(right))) <= half


def _one_digit_apart(typed: str, right: str) -> bool:
    if len(typed) != len(right) or len(right.lstrip("-")) < FEWEST_DIGITS:
        return False
    different = [pair for pair in zip(typed, right, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and all(map(str.isdigit, different[0]))


def _number(written: Decimal) -> float:
    """The nearest number, exact where it is whole."""
    return int(written) if written.adjusted() < MOST_DIGITS and written == int(written) else float(written)


def _placed(text: Text, place: int, shape: tuple[int, ...]) -> Text:
    """The text, for an entry with its place in front."""
    if not shape:
        return text
    if len(shape) == 1:
        return Text(f"Only place {place + 1} is wrong. {text.en}", f"只有第 {place + 1} 个数不对。{text.zh}")
    row, column = divmod(place, shape[-1])
    return Text(
        f"Only row {row + 1}, column {column + 1} is wrong. {text.en}",
        f"只有第 {row + 1} 行第 {column + 1} 列不对。{text.zh}",
    )
