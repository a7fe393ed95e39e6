"""What a learner typed, as a value: every usual spelling of a number is read, and nothing is read as something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np

from studytool.answer import echo
from studytool.answer.commas import in_one_number
from studytool.answer.exact import settled
from studytool.answer.expression import Part, expression, mixed_number
from studytool.answer.letters import letter
from studytool.answer.lists import entries, rows, unwrapped
from studytool.answer.refusal import NotReadError, Unreadable, with_example
from studytool.answer.sizes import sizes
from studytool.answer.spelling import MINUS, respelled
from studytool.answer.tokens import ALONE, LISTED
from studytool.kind import AnswerType

__all__ = ["Reading", "Unreadable", "read"]

MAX_LENGTH: Final = 200
MAX_LIST_LENGTH: Final = 600
LONG_TYPES: Final[frozenset[AnswerType]] = frozenset({"vector", "integers", "matrix"})

_PLAIN = re.compile(rf"([-+{MINUS}]?)([0-9]{{1,15}})(?:\.([0-9]{{0,15}}))?", re.ASCII)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """An answer that could be read; `text` is how it was understood.

    `value` is an int or a float; a vector (n,) or a matrix (m, n) of float64; a vector (n,) of int64 for `integers` and
    `shape`; or the letter of a choice.
    """

    value: int | float | str | np.ndarray[Any, Any]
    text: str


def read(text: str, type: AnswerType, *, options: str = "", decimal_comma: bool = False) -> Reading | Unreadable:
    """Read an answer of the asked type; never raises, and takes time bounded by the length of the text.

    `options` are the letters of a choice. In one number a comma before three digits groups them; with `decimal_comma`
    it is the decimal sign. Text that has two readings is Unreadable, and its reason names both.
    """
    try:
        if type in {"int", "float"}:
            return _plain(text, decimal_comma=decimal_comma) or _number(_text(text, type), decimal_comma=decimal_comma)
        return _other(_text(text, type), type, options=options, decimal_comma=decimal_comma)
    except NotReadError as refusal:
        return with_example(refusal.text, type, options)
    except OverflowError:
        return with_example(NotReadError.large().text, type, options)


def _text(text: str, type: AnswerType) -> str:
    most = MAX_LIST_LENGTH if type in LONG_TYPES else MAX_LENGTH
    if len(text) > most:
        raise NotReadError.long(len(text), most)
    usual = text.strip() if type == "choice" else respelled(text)
    if not usual:
        raise NotReadError.empty()
    return usual


def _plain(text: str, *, decimal_comma: bool) -> Reading | None:
    """The digits that most answers are, without the grammar; None for everything else."""
    found = _PLAIN.fullmatch(text)
    if found is None or (decimal_comma and found[3]):
        return None
    sign, whole, rest = found.groups()
    size: int | float = float(f"{whole}.{rest}") if rest and rest.strip("0") else int(whole)
    negative = bool(sign) and sign != "+"
    shown = f"{int(whole):,}" + (f".{rest}" if rest else "")
    return Reading(-size if negative else size, f"{MINUS if negative else ''}{shown}")


def _number(text: str, *, decimal_comma: bool) -> Reading:
    pointed = in_one_number(text, decimal_comma=decimal_comma)
    part = mixed_number(pointed) or expression(pointed, ALONE)
    return Reading(settled(part.value), echo.of_number(part))


def _other(text: str, type: AnswerType, *, options: str, decimal_comma: bool) -> Reading:
    if type == "choice":
        chosen = letter(text, options)
        return Reading(chosen, chosen)
    if type == "matrix":
        return _matrix(text, decimal_comma=decimal_comma)
    if type == "shape":
        parts = _parts(sizes(text))
        return Reading(_whole(parts), echo.of_sizes(parts))
    inner, bracketed = unwrapped(text)
    whole = type == "integers"
    parts = _parts(entries(inner, bracketed=bracketed, whole=whole, decimal_comma=decimal_comma))
    return Reading(_whole(parts) if whole else _floats(parts), echo.of_entries(parts))


def _matrix(text: str, *, decimal_comma: bool) -> Reading:
    table = [_parts(entries(row, bracketed=True, whole=False, decimal_comma=decimal_comma)) for row in rows(text)]
    for place, row in enumerate(table, start=1):
        if len(row) != len(table[0]):
            raise NotReadError.ragged(place, len(row), len(table[0]))
    return Reading(np.array([_floats(row) for row in table]), echo.of_rows(table))


def _parts(texts: list[str]) -> list[Part]:
    return [expression(text, LISTED) for text in texts]


def _floats(parts: list[Part]) -> np.ndarray[Any, Any]:
    return np.array([float(settled(part.value)) for part in parts])


def _whole(parts: list[Part]) -> np.ndarray[Any, Any]:
    values = [settled(part.value) for part in parts]
    for part, value in zip(parts, values, strict=True):
        if not isinstance(value, int) or not -(2**63) <= value < 2**63:
            raise NotReadError.whole(part.text)
    return np.array(cast("list[int]", values), dtype=np.int64)
