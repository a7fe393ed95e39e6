"""What people write around an answer: its name, a sign of equality, a full stop."""

from __future__ import annotations

import re
from typing import Final

from studytool.answer.reading.exact import Number
from studytool.answer.reading.expression import CONSTANTS, NAMES
from studytool.answer.reading.refusal import NotReadError
from studytool.answer.reading.spelling import GAP

NAME: Final = r"[A-Za-z\u0370-\u03ff][A-Za-z0-9_'\u0370-\u03ff\u2080-\u2089\u2090-\u209c]{0,15}"
"""A variable as learners write it: l, x_1, x₁, h', γ."""

_GAPS: Final = rf"[ {GAP}]*"
_LABEL = re.compile(
    rf"(?:(?:ans(?:wer)?|result){_GAPS}:|(?:答案?|结果|解){_GAPS}[:是为]|约等于|约为?){_GAPS}", re.IGNORECASE
)
_NAMED = re.compile(rf"({NAME})?{_GAPS}[=≈]{_GAPS}(?![=≈]|$)")
_EQUAL = re.compile(rf"{_GAPS}[=≈]{_GAPS}")
_TWICE = re.compile(rf"[=≈]{_GAPS}[=≈]")
_PRINTED = re.compile(r"[-–+]?[0-9]*\.?([0-9]*)")
ROUGHEST: Final = 0.02
"""A rounding that is further off than this part of the number is another number."""


def unframed(text: str) -> str:
    """The answer alone: without `ans:`, without names and signs of equality before it and a full stop behind it."""
    text = unlabelled(text)
    while "=" in text or "≈" in text:
        found = _NAMED.match(text)
        if found is None or (found[1] and stands_for_number(found[1])):
            break
        text = text[found.end() :]
    return text


def stands_for_number(name: str) -> bool:
    """Whether a name is a constant or a function, and so cannot be the name of an answer."""
    return name in CONSTANTS or name.lower() == "pi" or name.lower() in NAMES


def unlabelled(text: str) -> str:
    """The text without `ans:` or 约 before it and the full stop that ends a sentence."""
    found = _LABEL.match(text) if ":" in text or not text.isascii() else None
    text = text[found.end() :] or text if found else text
    return text[:-1].rstrip(f" {GAP}") if len(text) > 1 and text.endswith(".") and text[-2] != "." else text


def sides(text: str) -> list[str]:
    """What stands between signs of equality, as in 3·4 = 12 or 1/3 ≈ 0.333; NotReadError for two signs in a row."""
    if found := _TWICE.search(text):
        raise NotReadError.character(found.group())
    found_sides = _EQUAL.split(text)
    if not all(found_sides):
        sign = "=" if "=" in text else "≈"
        raise NotReadError.unfinished(sign) if found_sides[0] else NotReadError.value(sign)
    return found_sides


def agrees(value: Number, other: Number, printed: str) -> bool:
    """Whether `other`, printed so, is the value itself or its rounding to the digits that are printed."""
    if value == other:
        return True
    found = _PRINTED.fullmatch(printed)
    if found is None:
        return False
    off = abs(float(value) - float(other))
    return off <= 0.5000001 * 10.0 ** -len(found[1]) and off <= ROUGHEST * abs(float(value))
