"""A kind worked out for numbers that somebody brings: a student checks homework with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from studytool import bank
from studytool.answer.reading import Unreadable, read
from studytool.formula import Value
from studytool.kind import AnswerType, Kind
from studytool.modes import type_of
from studytool.names import nearest
from studytool.question import Variant
from studytool.text.language import Text, UserError


def worked(kind: Kind, assignments: Sequence[str]) -> Variant:
    """The variant of these `name=value` assignments; UserError where one is missing, unknown or unreadable."""
    sample = bank.variant(kind, 0).givens
    givens = dict(_assignment(text, sample) for text in assignments)
    missing = [name for name in sample if name not in givens]
    if missing:
        example = " ".join(f"{name}=…" for name in missing)
        raise UserError(Text(f"{kind.id} also needs: {example}", f"{kind.id} 还需要：{example}"))
    variant = _derived(kind, {name: givens[name] for name in sample})
    if not np.isfinite(variant.answer).all():
        raise _unfit(kind)
    return variant


def _assignment(text: str, sample: Mapping[str, Value]) -> tuple[str, Value]:
    name, equals, value = (piece.strip() for piece in text.partition("="))
    if not equals:
        raise UserError(
            Text(f"{text!r} gives no value: write name=value", f"{text!r} 没有给出值：写成 name=value 的形式")
        )
    if name not in sample:
        raise nearest(name, sample, Text("given", "已知量"))
    return name, _value(name, value, sample[name])


def _value(name: str, text: str, sample: Value) -> Value:
    reading = read(text, type_of(sample))
    if isinstance(reading, Unreadable):
        raise UserError(Text(f"{name}: {reading.reason.en}", f"{name}：{reading.reason.zh}"))
    if np.ndim(reading.value) != np.ndim(sample) or (isinstance(sample, int) and not isinstance(reading.value, int)):
        wanted = SHAPES[type_of(sample)]
        raise UserError(Text(f"{name} must be {wanted.en}", f"{name} 应为{wanted.zh}"))
    return float(reading.value) if isinstance(sample, float) else reading.value


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


SHAPES: Mapping[AnswerType, Text] = {
    "int": Text("a whole number", "整数"),
    "float": Text("one number", "一个数"),
    "integers": Text("whole numbers such as 3,3,5", "若干整数，如 3,3,5"),
    "vector": Text("numbers such as 0.5, -1, 2", "若干个数，如 0.5, -1, 2"),
    "matrix": Text("a matrix such as 1 2; 3 4", "矩阵，如 1 2; 3 4"),
}
