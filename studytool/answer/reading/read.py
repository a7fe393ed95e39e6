"""What a learner typed, as a value: every usual spelling of a number is read, and nothing is read as something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np

from studytool.answer.reading import echo
from studytool.answer.reading.commas import in_one_number
from studytool.answer.reading.exact import settled
from studytool.answer.reading.expression import Part, expression, mixed_number
from studytool.answer.reading.framing import agrees, sides, unframed, unlabelled
from studytool.answer.reading.letters import letter
from studytool.answer.reading.lists import entries, rows, unwrapped
from studytool.answer.reading.naming import as_typed, named
from studytool.answer.reading.refusal import NotReadError, Unreadable, with_example
from studytool.answer.reading.sets import members
from studytool.answer.reading.sizes import sizes
from studytool.answer.reading.spelling import MINUS, respelled
from studytool.answer.reading.tokens import ALONE, LISTED
from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value

__all__ = ["Reading", "Unreadable", "read"]

MAX_LENGTH: Final = 200
MAX_LIST_LENGTH: Final = 600
LONG_TYPES: Final[frozenset[AnswerType]] = frozenset({"vector", "integers", "matrix", "set"})

_PLAIN = re.compile(rf"([-+{MINUS}]?)([0-9]{{1,15}})(?:\.([0-9]{{0,15}}))?", re.ASCII)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """An answer that could be read; `text` is how it was understood.

    `value` is an int or a float; a vector (n,) or a matrix (m, n) of float64; a vector (n,) of int64 for `integers` and
    `shape`; the numbers of a set in ascending order, int64 where all are whole; the letter of a choice; or the
    syntax tree of a formula.
    """

    value: Value
    text: str


def read(text: str, type: AnswerType, *, options: str = "", decimal_comma: bool = False) -> Reading | Unreadable:
    """Read an answer of the asked type; never raises, and takes time bounded by the length of the text.

    `options` are the letters of a choice. In one number a comma before three digits groups them; with `decimal_comma`
    it is the decimal sign. Text that has two readings is Unreadable, and its reason names both.
    """
    try:
        if type in {"int", "float"} and (plain := _plain(text, decimal_comma=decimal_comma)):
            return plain
        usual = _text(text, type)
        return _by_grammar(usual, type, options=options, decimal_comma=decimal_comma)
    except NotReadError as refusal:
        return with_example(as_typed(refusal.text, text), type, options)


def _by_grammar(text: str, type: AnswerType, *, options: str, decimal_comma: bool) -> Reading:
    """The reading of respelled text; every refusal names a part of it."""
    try:
        if type in {"int", "float"}:
            return _number(unframed(text), decimal_comma=decimal_comma)
        return _other(text, type, options=options, decimal_comma=decimal_comma)
    except NotReadError as refusal:
        raise named(refusal, text) from None
    except OverflowError:
        raise named(NotReadError.large(), text) from None


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
    """One number, or the first of several that are said to be equal and are."""
    if "{{" in text:  # a template's place, not a bracket
        raise NotReadError.character("{{")
    if "=" in text or "≈" in text:
        typed = sides(text)
        first, *others = (_one(side, decimal_comma=decimal_comma) for side in typed)
        for other, side in zip(others, typed[1:], strict=True):
            if not agrees(first.value, other.value, side):
                raise NotReadError.two_ways(text, typed[0], side)
    else:
        first = _one(text, decimal_comma=decimal_comma)
    return Reading(settled(first.value), echo.of_number(first))


def _one(text: str, *, decimal_comma: bool) -> Part:
    pointed = in_one_number(text, decimal_comma=decimal_comma)
    return mixed_number(pointed) or expression(pointed, ALONE)


def _other(text: str, type: AnswerType, *, options: str, decimal_comma: bool) -> Reading:
    if type == "choice":
        chosen = letter(text, options)
        return Reading(chosen, chosen)
    if type == "set":
        found = members(unlabelled(text), decimal_comma=decimal_comma)
        return Reading(_ordered(found), echo.of_set(found))
    bare = unframed(text)
    if type == "matrix":
        return _matrix(bare, decimal_comma=decimal_comma)
    if type == "shape":
        texts = sizes(bare)
        parts = _parts(texts)
        return Reading(_whole(texts, parts), echo.of_sizes(parts))
    return _list(bare, whole=type == "integers", decimal_comma=decimal_comma)


def _list(text: str, *, whole: bool, decimal_comma: bool) -> Reading:
    inner, bracketed = unwrapped(text)
    if not inner:
        raise NotReadError.unfinished(text[0])
    texts = entries(inner, bracketed=bracketed, whole=whole, decimal_comma=decimal_comma)
    parts = _parts(texts)
    return Reading(_whole(texts, parts) if whole else _floats(parts), echo.of_entries(parts))


def _matrix(text: str, *, decimal_comma: bool) -> Reading:
    lines = rows(text)
    table = [_parts(entries(row, bracketed=True, whole=False, decimal_comma=decimal_comma)) for row in lines]
    for place, row in enumerate(table, start=1):
        if len(row) != len(table[0]):
            raise named(NotReadError.ragged(place, len(row), len(table[0])), lines[place - 1])
    return Reading(np.array([_floats(row) for row in table]), echo.of_rows(table))


def _parts(texts: list[str]) -> list[Part]:
    return [expression(text, LISTED) for text in texts]


def _floats(parts: list[Part]) -> np.ndarray[Any, Any]:
    return np.array([float(settled(part.value)) for part in parts])


def _ordered(parts: list[Part]) -> np.ndarray[Any, Any]:
    values = [settled(part.value) for part in parts]
    whole = all(isinstance(value, int) and -(2**63) <= value < 2**63 for value in values)
    return np.array(values, dtype=np.int64 if whole else np.float64)


def _whole(texts: list[str], parts: list[Part]) -> np.ndarray[Any, Any]:
    values = [settled(part.value) for part in parts]
    for text, value in zip(texts, values, strict=True):
        if not isinstance(value, int) or not -(2**63) <= value < 2**63:
            raise NotReadError.whole(text)
    return np.array(cast("list[int]", values), dtype=np.int64)
