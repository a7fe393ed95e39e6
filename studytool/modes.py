"""The ways to ask, all made from one variant: forward, in parts with follow-through, multiple choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from studytool.claims import claims
from studytool.draw import Draw
from studytool.formula import OUTSIDE_DOMAIN, Value
from studytool.formula.printing import symbol
from studytool.kind import MODES, AnswerType, Mode
from studytool.numbers import fill
from studytool.question import Option, Part, Question, Variant
from studytool.text.language import Text
from studytool.tolerance import tolerance

KEYS: Final = "abcdefgh"
DISTRACTORS: Final = 4


def ask(variant: Variant, mode: Mode) -> Question:
    """The question that asks this variant in this mode."""
    with np.errstate(all="ignore"):
        parts = {"forward": _whole, "parts": _step_by_step, "choice": _choice}[mode](variant)
    return Question(variant, mode, fill(variant.kind.stem, variant.givens), parts)


def follow(question: Question, own: Mapping[str, Value]) -> Question:
    """The question as it stands for a learner whose own values take the place of these parts' answers.

    It stands as it was where nothing follows from them: an index that is none, the logarithm of a negative number.
    """
    variant = question.variant
    try:
        with np.errstate(all="ignore"):
            values = variant.derivation.follow(variant.values, own)
            return replace(question, parts=tuple(_part(variant, part.name, values) for part in question.parts))
    except OUTSIDE_DOMAIN:
        return question


def _whole(variant: Variant) -> tuple[Part, ...]:
    kind = variant.kind
    near = tolerance(variant.answer, kind.type)
    return (Part(kind.asked, kind.type, _prompt(variant, kind.asked), variant.answer, near, variant.claims),)


def _step_by_step(variant: Variant) -> tuple[Part, ...]:
    steps = variant.kind.parts or tuple(step.name for step in variant.derivation.steps)
    return tuple(_part(variant, name, variant.values) for name in steps)


def _part(variant: Variant, name: str, values: Mapping[str, Value]) -> Part:
    kind = variant.kind
    type = kind.type if name == kind.asked else type_of(values[name])
    found = claims(values, name, type, variant.plans)
    return Part(name, type, _prompt(variant, name), values[name], tolerance(values[name], type), found)


def _choice(variant: Variant) -> tuple[Part, ...]:
    """The answer among the misconceptions' numbers, in an order that the seed decides."""
    kind = variant.kind
    stream = Draw(kind.id, kind.version, variant.seed, MODES.index("choice"))
    distractors = stream.shuffled(variant.claims)[:DISTRACTORS]
    entries = stream.shuffled([(variant.answer, None), *((claim.value, claim) for claim in distractors)])
    options = tuple(Option(key, value, claim) for key, (value, claim) in zip(KEYS, entries, strict=False))
    right = next(option.key for option in options if option.claim is None)
    listed = tuple(option.claim for option in options if option.claim)
    return (Part(kind.asked, "choice", _prompt(variant, kind.asked), right, 0, listed, options),)


def _prompt(variant: Variant, name: str) -> Text:
    """What to type: the value's symbol, and its meaning in words where the author gave it."""
    note = variant.derivation[name].note
    sign = symbol(name)
    return Text(f"{note.en} {sign}", f"{note.zh} {sign}") if note else Text(sign, sign)


def type_of(value: Value) -> AnswerType:
    """The answer type of a step's value."""
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    if value.ndim == 2:
        return "matrix"
    return "integers" if np.issubdtype(value.dtype, np.integer) else "vector"
