"""A kind worked out for numbers that somebody brings: a student checks homework with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from studytool.answer.reading.read import Unreadable, read
from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value, formula
from studytool.formula.grammar import parse
from studytool.formula.printing import symbol
from studytool.formula.tree import names
from studytool.kinds.derivation import ENTRY, Derivation, Line, Step, expand, vector_entries
from studytool.kinds.draw import Draw
from studytool.kinds.expansion import BRACES, pieces
from studytool.kinds.givens import Hidden
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.questions.question import Variant
from studytool.questions.tolerance import EXACT, finite, same
from studytool.questions.worked import needed
from studytool.study.domain import Axis, Domain, check_axes, domain, equal_axes
from studytool.text.language import Text, UserError
from studytool.text.nearest import nearest, shortened

DRAWS: Final = 40
LONGEST: Final = 1000
"""More lines than this are no worked solution."""
LARGEST: Final = 10_000
"""Nor is a value of more entries."""


class Learned(NamedTuple):
    """What is known of a kind's givens; `sizes` are whole numbers that are the length of an axis in every draw."""

    domains: Mapping[str, Domain]
    equal: Sequence[tuple[Axis, Axis]]
    sizes: Mapping[str, Axis]


def worked(kind: Kind, assignments: Sequence[str]) -> Variant:
    """The variant of these `name=value` assignments; UserError where one is missing, unknown, unreadable or unfit.

    The result is what the NumPy reference gives too, so nothing is printed that the formula does not hold for.
    """
    learned = _learned(kind)
    givens = _assigned(assignments, learned.domains)
    missing = [name for name in learned.domains if name in _needed(kind) and name not in givens]
    if missing:
        example = " ".join(f"{name}=…" for name in missing)
        raise UserError(Text(f"{kind.id} also needs: {example}", f"{kind.id} 还需要：{example}"))
    check_axes([pair for pair in learned.equal if all(name in givens for name, _ in pair)], givens)
    _check_sizes(learned.sizes, givens)
    variant = _derived(kind, {name: givens[name] for name in learned.domains if name in givens})
    _check_answer(variant)
    return variant


def _learned(kind: Kind) -> Learned:
    draws = [bank.draw_givens(kind, Draw(kind.id, kind.version, seed)) for seed in range(DRAWS)]
    shown = [name for name, given in kind.givens.items() if not isinstance(given, Hidden)]
    domains = {name: domain(kind.givens[name], draws[0][name]) for name in shown}
    return Learned(domains, equal_axes([{name: draw[name] for name in shown} for draw in draws]), _sizes(draws, shown))


def _sizes(draws: Sequence[Mapping[str, Value]], shown: Sequence[str]) -> dict[str, Axis]:
    axes = [(name, axis) for name in shown for axis in range(np.ndim(draws[0][name]))]
    return {
        name: (of, axis)
        for of, axis in reversed(axes)
        for name in shown
        if all(np.ndim(draw[name]) == 0 and draw[name] == np.shape(draw[of])[axis] for draw in draws)
    }


def _check_sizes(sizes: Mapping[str, Axis], givens: Mapping[str, Value]) -> None:
    """UserError for a size that was given besides what has it, and is another."""
    for name, (of, axis) in sizes.items():
        if name in givens and of in givens and givens[name] != np.shape(givens[of])[axis]:
            size = np.shape(givens[of])[axis]
            raise UserError(SIZE.format(name=symbol(name), given=givens[name], of=symbol(of), size=size))


def _needed(kind: Kind) -> set[str]:
    """The names that the right steps or the reference use: what only a misconception uses is not asked for."""
    used = {name for line in kind.lines for name in _names(line)}
    vectors = {found["vector"] for name in used if (found := ENTRY.fullmatch(name))}
    return used | vectors | {*kind.reference_names}


def _names(line: Line) -> Iterator[str]:
    """The names of the formula, of its braces and of the bounds of its loop."""
    for text in (*pieces(line.formula), *BRACES.findall(line.name), *(line.loop or ())[1:]):
        yield from names(parse(text))


def _assigned(assignments: Sequence[str], domains: Mapping[str, Domain]) -> dict[str, Value]:
    givens: dict[str, Value] = {}
    for text in assignments:
        name, value = _assignment(text, domains)
        if name in givens:
            raise UserError(Text(f"{name} is given twice: give it once", f"{name} 给出了两次：只给一次"))
        givens[name] = value
    return givens


def _assignment(text: str, domains: Mapping[str, Domain]) -> tuple[str, Value]:
    typed, equals, value = (piece.strip() for piece in text.replace("＝", "=", 1).partition("="))
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
            steps = tuple(expand(kind.lines, givens))
            derivation = Derivation(steps, vector_entries(steps, kind.givens))
            values = derivation.entries(givens)
    except (*OUTSIDE_DOMAIN, KeyError, MemoryError, RecursionError):
        raise _unfit(kind, OUTSIDE) from None
    _run(kind, derivation, values)
    if max(map(np.size, values.values())) > LARGEST:
        raise _too_large()
    return Variant(kind, 0, givens, derivation, values, (), ())


def _run(kind: Kind, derivation: Derivation, values: dict[str, Value]) -> None:
    """Compute every step, in place; UserError naming the first that has no value."""
    for step in derivation.steps:
        try:
            with np.errstate(all="ignore"):
                values[step.name] = step.run(values)
        except (*OUTSIDE_DOMAIN, KeyError, MemoryError, RecursionError):
            raise _without_value(kind, step) from None


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
    """UserError where the answer, or a step that it needs, is no number, is not the reference's, or lies too low.

    Too low is a sign that the answers of its kind never have.
    """
    kind, answer = variant.kind, variant.answer
    for step in needed(variant.derivation.steps, kind.asked):
        # a number that ran over may well give a finite answer, and a wrong one
        if not finite(variant.values[step.name]):
            raise _without_value(kind, step)
    if not (kind.may_be_answered(answer) and _agrees(variant)):
        raise _unfit(kind, OUTSIDE)
    if kind.type in EXACT and not kind.pool and np.min(answer) < _lowest(kind):
        step = variant.derivation[kind.asked]
        raise _unfit(kind, TOO_LOW.format(step=_shown(step), value=answer_text(answer, kind.type), low=_lowest(kind)))


def _agrees(variant: Variant) -> bool:
    """Whether the reference gives the answer."""
    kind = variant.kind
    try:
        with np.errstate(all="ignore"):
            return same(bank.reference_answer(kind, variant.values), variant.answer, kind.type)
    except OUTSIDE_DOMAIN:
        return False


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


def _without_value(kind: Kind, step: Step) -> UserError:
    return _unfit(kind, NO_VALUE.format(step=_shown(step)))


def _shown(step: Step) -> str:
    return f"{symbol(step.name)} = {step.text}"


def _unfit(kind: Kind, why: Text) -> UserError:
    return UserError(
        Text(
            f"these numbers do not fit {kind.id}: {why.en}; `studytool ask {kind.id}` shows numbers that fit",
            f"这些数不适合 {kind.id}：{why.zh}；`studytool ask {kind.id}` 给出合适的例子",
        )
    )


OUTSIDE: Final = Text("a size or a value is outside what its formula allows", "某个尺寸或数值超出了公式允许的范围")
NO_VALUE: Final = Text("the step {step} has no value for them", "步骤 {step} 算不出值")
TOO_LOW: Final = Text(
    "the step {step} gives {value}, which must not be below {low}", "步骤 {step} 得到 {value}，不应小于 {low}"
)
SIZE: Final = Text(
    "{name} is {given}, but {of} has size {size}: these must be equal; {name} may be left out",
    "{name} 是 {given}，而 {of} 的大小是 {size}：两者应相等；也可以不写 {name}",
)
