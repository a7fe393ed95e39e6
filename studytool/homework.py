"""A kind worked out for numbers that somebody brings: a student checks homework with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from studytool import bank
from studytool.answer.reading import Unreadable, read
from studytool.draw import Draw, Hidden
from studytool.formula import Value
from studytool.kind import AnswerType, Kind
from studytool.modes import type_of
from studytool.names import nearest
from studytool.question import Variant
from studytool.text.language import Text, UserError
from studytool.tolerance import finite

DRAWS: Final = 12
GENERALITY: Final[tuple[AnswerType, ...]] = ("int", "float", "integers", "vector", "matrix")
"""A type later in the row takes what an earlier one takes, and more."""


def worked(kind: Kind, assignments: Sequence[str]) -> Variant:
    """The variant of these `name=value` assignments; UserError where one is missing, unknown or unreadable."""
    types = _types(kind)
    givens = dict(_assignment(text, types) for text in assignments)
    missing = [name for name in types if name not in givens]
    if missing:
        example = " ".join(f"{name}=…" for name in missing)
        raise UserError(Text(f"{kind.id} also needs: {example}", f"{kind.id} 还需要：{example}"))
    variant = _derived(kind, {name: givens[name] for name in types})
    if not finite(variant.answer):
        raise _unfit(kind)
    return variant


def _types(kind: Kind) -> dict[str, AnswerType]:
    """The type of each shown given: whole numbers where every draw is one."""
    draws = [bank.draw_givens(kind, Draw(kind.id, kind.version, seed)) for seed in range(DRAWS)]
    shown = [name for name, given in kind.givens.items() if not isinstance(given, Hidden)]
    return {name: max((type_of(draw[name]) for draw in draws), key=_generality) for name in shown}


def _generality(type: AnswerType) -> int:
    return GENERALITY.index(type)


def _assignment(text: str, types: Mapping[str, AnswerType]) -> tuple[str, Value]:
    name, equals, value = (piece.strip() for piece in text.partition("="))
    if not equals:
        raise UserError(
            Text(f"{text!r} gives no value: write name=value", f"{text!r} 没有给出值：写成 name=value 的形式")
        )
    if name not in types:
        raise nearest(name, types, Text("given", "已知量"))
    return name, _value(name, value, types[name])


def _value(name: str, text: str, type: AnswerType) -> Value:
    reading = read(text, type)
    if isinstance(reading, Unreadable):
        raise UserError(Text(f"{name}: {reading.reason.en}", f"{name}：{reading.reason.zh}"))
    if type == "int" and not isinstance(reading.value, int):
        raise UserError(Text(f"{name} must be a whole number, not {text}", f"{name} 应为整数，而不是 {text}"))
    return reading.value


def _derived(kind: Kind, givens: Mapping[str, Value]) -> Variant:
    try:
        with np.errstate(all="ignore"):
            derivation, plans = bank.written_out(kind, givens)
            return Variant(kind, 0, givens, derivation, derivation.run(derivation.entries(givens)), plans, ())
    except (ArithmeticError, ValueError, IndexError):
        raise _unfit(kind) from None


def _unfit(kind: Kind) -> UserError:
    return UserError(
        Text(
            f"these numbers do not fit {kind.id}: a size or a value is outside what its formula allows",
            f"这些数不适合 {kind.id}：某个尺寸或数值超出了公式允许的范围",
        )
    )
