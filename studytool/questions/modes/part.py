"""One value of a derivation as a part of a question: what is asked, the answer, the misconceptions that it tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.course.modes import Mode
from studytool.formula.evaluate import Value
from studytool.formula.printing import symbol
from studytool.questions.claims import claims
from studytool.questions.numbers import fill
from studytool.questions.question import Part, Question, Variant
from studytool.questions.tolerance import cleared, tolerance
from studytool.text.language import Text

WORD: Final = re.compile("[a-z]{3,}")


def stem(variant: Variant) -> Text:
    """The stem with the givens put in."""
    return fill(variant.kind.stem, variant.givens)


def plain(variant: Variant, mode: Mode, parts: tuple[Part, ...]) -> Question:
    """The question that the stem asks, in these parts."""
    return Question(variant, mode, stem(variant), variant.givens, parts)


def asked_for(variant: Variant, name: str, values: Mapping[str, Value]) -> Part:
    """The part that asks for this step, when the steps have these values."""
    kind = variant.kind
    type = kind.type if name == kind.asked else type_of(values[name])
    found = tuple(claims(values, name, type, variant.plans))
    answer = cleared(values[name])
    return Part(name, type, prompt(variant, name), answer, tolerance(answer, type), found)


def prompt(variant: Variant, name: str) -> Text:
    """What to type: the value's symbol, and its meaning in words where the author gave it."""
    return _titled(name, variant.derivation[name].note)


@cache
def _titled(name: str, note: Text | None) -> Text:
    """The meaning and the symbol: an English word stands in brackets there, or not at all if the meaning has it."""
    sign = symbol(name)
    if note is None:
        return Text(sign, sign)
    if WORD.fullmatch(sign):
        return note if sign in note.en.split() else Text(f"{note.en} ({sign})", f"{note.zh} {sign}")
    space = "" if note.zh.endswith(("）", "”")) else " "
    return Text(f"{note.en} {sign}", f"{note.zh}{space}{sign}")


def type_of(value: Value) -> AnswerType:
    """The answer type of a step's value."""
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    if value.ndim == 2:
        return "matrix"
    return "integers" if np.issubdtype(value.dtype, np.integer) else "vector"
