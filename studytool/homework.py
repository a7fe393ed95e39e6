"""A kind worked out for numbers that somebody brings: a student checks homework with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from studytool import bank
from studytool.answer.reading import Unreadable, read
from studytool.derivation import Line
from studytool.domain import Axis, Domain, check_axes, domain, equal_axes
from studytool.draw import Draw, Hidden
from studytool.formula import OUTSIDE_DOMAIN, Value, formula
from studytool.formula.printing import symbol
from studytool.kind import AnswerType, Kind
from studytool.names import nearest, shortened
from studytool.question import Variant
from studytool.text.language import Text, UserError
from studytool.tolerance import EXACT, finite, same

DRAWS: Final = 40
LONGEST: Final = 1000
"""More lines than this are no worked solution."""
LARGEST: Final = 10_000
"""Nor is a value of more entries."""


class Learned(NamedTuple):
    """What the draws say about a kind's givens."""

    domains: Mapping[str, Domain]
    equal: Sequence[tuple[Axis, Axis]]


def worked(kind: Kind, assignments: Sequence[str]) -> Variant:
    """The variant of these `name=value` assignments; UserError where one is missing, unknown, unreadable or unfit.

    The result is what the NumPy reference gives too, so nothing is printed that the formula does not hold for.
    """
    learned = _learned(kind)
    read_in = _assigned(assignments, learned.domains)
    missing = [name for name in learned.domains if name not in read_in]
    if missing:
        example = " ".join(f"{name}=…" for name in missing)
        raise UserError(Text(f"{kind.id} also needs: {example}", f"{kind.id} 还需要：{example}"))
    givens = {name: read_in[name] for name in learned.domains}
    check_axes(learned.equal, givens)
    variant = _derived(kind, givens)
    _check_answer(variant)
    return variant


def _learned(kind: Kind) -> Learned:
    draws = [bank.draw_givens(kind, Draw(kind.id, kind.version, seed)) for seed in range(DRAWS)]
    shown = [name for name, given in kind.givens.items() if not isinstance(given, Hidden)]
    domains = {name: domain([draw[name] for draw in draws]) for name in shown}
    return Learned(domains, equal_axes([{name: draw[name] for name in shown} for draw in draws]))


def _assigned(assignments: Sequence[str], domains: Mapping[str, Domain]) -> dict[str, Value]:
    givens: dict[str, Value] = {}
    for text in assignments:
        name, value = _assignment(text, domains)
        if name in givens:
            raise UserError(Text(f"{name} is given twice: give it once", f"{name} 给出了两次：只给一次"))
        givens[name] = value
    return givens


def _assignment(text: str, domains: Mapping[str, Domain]) -> tuple[str, Value]:
    typed, equals, value = (piece.strip() for piece in text.partition("="))
    if not equals:
        wrong = shortened(text)
        raise UserError(
            Text(f"{wrong!r} gives no value: write name=value", f"“{wrong}”没有给出值：写成 name=value 的形式")
        )
    name = {symbol(name): name for name in domains}.get(typed, typed)
    if name not in domains:
        raise nearest(typed, domains, Text("given", "已知量"))
    found = _value(name, value, domains[name].type)
    domains[name].check(name, found)
    return name, found


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
            _check_length(kind, givens)
            derivation, plans = bank.written_out(kind, givens)
            values = derivation.run(derivation.entries(givens))
    except (*OUTSIDE_DOMAIN, KeyError, MemoryError, RecursionError):
        raise _unfit(kind) from None
    if max(map(np.size, values.values())) > LARGEST:
        raise _too_large()
    return Variant(kind, 0, givens, derivation, values, plans, ())


def _check_length(kind: Kind, givens: Mapping[str, Value]) -> None:
    """Loops are counted before they are written out: writing out is what takes the time and the memory."""
    if sum(_turns(line, givens) for line in kind.lines) > LONGEST:
        raise _too_large()


def _turns(line: Line, givens: Mapping[str, Value]) -> int:
    if line.loop is None:
        return 1
    first, last = (int(formula(bound)(givens)) for bound in line.loop[1:])
    return max(0, last + 1 - first)


def _check_answer(variant: Variant) -> None:
    """UserError where the answer is no number, is not the reference's, or has a sign that its kind never has."""
    kind, answer = variant.kind, variant.answer
    try:
        with np.errstate(all="ignore"):
            sound = finite(answer) and same(bank.reference_answer(kind, variant.values), answer, kind.type)
    except OUTSIDE_DOMAIN:
        sound = False
    if not sound or (kind.type in EXACT and np.min(answer) < _lowest(kind)):
        raise _unfit(kind)


def _lowest(kind: Kind) -> int:
    """0 or 1 where the answer is a count or a size."""
    drawn = min(float(np.min(bank.variant(kind, seed).answer)) for seed in range(3))
    return int(drawn >= 1)


def _too_large() -> UserError:
    return UserError(
        Text(
            f"too much to print: take numbers that give at most {LONGEST} lines and {LARGEST:,} entries",
            f"内容太多，无法打印：所给的数至多产生 {LONGEST} 行、{LARGEST:,} 个分量",
        )
    )


def _unfit(kind: Kind) -> UserError:
    return UserError(
        Text(
            f"these numbers do not fit {kind.id}: a size or a value is outside what its formula allows; "
            f"`studytool ask {kind.id}` shows numbers that fit",
            f"这些数不适合 {kind.id}：某个尺寸或数值超出了公式允许的范围；`studytool ask {kind.id}` 给出合适的例子",
        )
    )
