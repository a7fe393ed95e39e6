"""The other way round: the answer is printed, a given is hidden, and every value of its domain that fits is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.course.modes import MODES
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value
from studytool.formula.printing import symbol
from studytool.kinds.derivation import ENTRY, Step, following
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Decimal, Given, Integer, OneOf, VectorOf
from studytool.questions.modes.part import prompt
from studytool.questions.numbers import UNKNOWN, answer_text, exact, fill, ungrouped
from studytool.questions.question import Part, Question, Variant
from studytool.questions.tolerance import entries, tolerance
from studytool.text.language import Text

MOST: Final = 8
"""More values than this are too many to type."""
NEAR: Final = 1e-4
"""Answers further apart than this share of them are printed differently."""
TASK: Final = Text(
    "Now the other way round: the answer is known, {what} = {answer}, and {name} is not. "
    "Give every {name} {domain} that leads to it.",
    "现在反过来：答案已知（{what} = {answer}），而 {name} 未知。写出能得到它的所有 {name}（{domain}）。",
)
WHOLE: Final = Text("from {low} to {high} (whole numbers)", "{low} 到 {high} 的整数")
STEPS: Final = Text("from {low} to {high} in steps of {step}", "{low} 到 {high}，间隔 {step}")
ONLY: Final = Text(
    "Put in, only {name} = {values} gives {what} = {answer}.",
    "代入检验，只有 {name} = {values} 得到 {what} = {answer}。",
)
LISTED: Final = Text("among {values}", "取自 {values}")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A given, or one entry of a given vector: `place` counts from 0, None for a given that is a number."""

    name: str
    vector: str
    place: int | None

    def put(self, givens: Mapping[str, Value], value: Any) -> dict[str, Value]:
        """The givens with this value in place of the hidden one."""
        if self.place is None:
            return {**givens, self.vector: value}
        changed = np.array(givens[self.vector], dtype=object if isinstance(value, str) else None)
        changed[self.place] = value
        return {**givens, self.vector: changed}


def ask(variant: Variant) -> Question | None:
    """The question that hides one given; None if no given of the kind has few enough values that fit."""
    kind = variant.kind
    stream = Draw(kind.id, kind.version, variant.seed, MODES.index("inverse"))
    for name in stream.shuffled(kind.inverse):
        hidden = hidden_given(variant, name)
        domain = domain_of(variant, hidden)
        fitting = solutions(variant, hidden, domain)
        if len(fitting) <= MOST and len(fitting) < len(domain):
            return _question(variant, hidden, domain, fitting)
    return None


def hidden_given(variant: Variant, name: str) -> Hidden:
    """What `name` stands for: a given, or an entry of one, written as in the steps (`x_2`)."""
    found = ENTRY.fullmatch(name)
    if name in variant.givens or found is None:
        return Hidden(name, name, None)
    return Hidden(name, found["vector"], int(found["place"]) - 1)


def domain_of(variant: Variant, hidden: Hidden) -> list[float]:
    """Every value that the given may have as the question prints its domain, ascending."""
    given = variant.kind.givens[hidden.vector]
    return _grid(given.entry if isinstance(given, VectorOf) else given)


def _grid(given: Given) -> list[float]:
    match given:
        case Integer(low, high):
            return list(range(low, high + 1))
        case Decimal(low, high, scale):
            return [unit / scale for unit in range(low, high + 1)]
        case OneOf(options):
            return sorted(set(options))
    raise TypeError(f"{given} has no domain that could be printed")


def solutions(variant: Variant, hidden: Hidden, domain: Sequence[float]) -> list[float]:
    """The values of the domain that give the answer as it is printed, found by trying them all."""
    steps = following(variant.derivation.steps, {hidden.vector, hidden.name})
    return [value for value in domain if _fits(variant, variant.kind.asked, hidden, value, steps)]


def _fits(variant: Variant, asked: str, hidden: Hidden, value: float, steps: Sequence[Step]) -> bool:
    found = answer_with(variant, asked, hidden, value, steps)
    return found is not None and printed_alike(found, variant.values[asked])


def answer_with(variant: Variant, asked: str, hidden: Hidden, value: float, steps: Sequence[Step]) -> Value | None:
    """What these steps give with this value of the hidden given; None outside the formulas' domain."""
    values = {**variant.values, **hidden.put({hidden.vector: variant.values[hidden.vector]}, value)}
    if hidden.place is not None and hidden.name in values:
        values[hidden.name] = value
    try:
        for step in steps:
            values[step.name] = step.run(values)
    except OUTSIDE_DOMAIN:
        return None
    return values[asked]


def printed_alike(found: Value, answer: Value) -> bool:
    """Whether two answers look the same on the screen."""
    if np.shape(found) != np.shape(answer):
        return False
    pairs = zip(entries(found), entries(answer), strict=True)
    return all(abs(one - other) <= NEAR * abs(other) and ungrouped(one) == ungrouped(other) for one, other in pairs)


def _question(variant: Variant, hidden: Hidden, domain: Sequence[float], fitting: list[float]) -> Question:
    givens = hidden.put(variant.givens, UNKNOWN)
    answer = np.array(fitting)
    type: AnswerType = "integers" if answer.dtype.kind == "i" else "vector"
    sign = Text(symbol(hidden.name), symbol(hidden.name))
    part = Part(hidden.name, "set", sign, answer, tolerance(answer, type), because=_because(variant, hidden, fitting))
    return Question(
        variant, "inverse", fill(variant.kind.stem, givens), givens, (part,), _task(variant, hidden, domain)
    )


def _task(variant: Variant, hidden: Hidden, domain: Sequence[float]) -> Text:
    kind = variant.kind
    what, printed = prompt(variant, kind.asked), described(domain)
    answer = answer_text(variant.answer, kind.type, kind.labels)
    names = {"name": symbol(hidden.name), "answer": answer}
    return Text(
        TASK.en.format(what=what.en, domain=printed.en, **names),
        TASK.zh.format(what=what.zh, domain=printed.zh, **names),
    )


def described(domain: Sequence[float]) -> Text:
    """The domain in words."""
    gaps = {round(later - earlier, 9) for earlier, later in pairwise(domain)}
    if len(gaps) != 1 or len(domain) < 4:
        return LISTED.format(values=", ".join(map(exact, domain)))
    text = WHOLE if isinstance(domain[0], int) and gaps == {1} else STEPS
    return text.format(low=exact(domain[0]), high=exact(domain[-1]), step=exact(gaps.pop()))


def _because(variant: Variant, hidden: Hidden, fitting: Sequence[float]) -> Text:
    """What putting the values in shows."""
    values = ", ".join(map(exact, fitting))
    answer = answer_text(variant.answer, variant.kind.type, variant.kind.labels)
    return ONLY.format(name=symbol(hidden.name), values=values, what=symbol(variant.kind.asked), answer=answer)


def ways(variant: Variant, hidden: Hidden) -> Iterator[tuple[Step, ...]]:
    """For each misconception in turn: the steps to compute again, in order, with another value of the hidden given."""
    for _, plan in variant.plans:
        yield variant.derivation.after(plan, (hidden.vector, hidden.name))
