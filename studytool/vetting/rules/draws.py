"""Every given can be drawn: its formulas use the givens before it, and drawing it raises nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from studytool.formula.evaluate import Value
from studytool.formula.grammar import parse
from studytool.formula.tree import names
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Decimal, Integer, OneOf, Probabilities
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import DRAWS, Subject
from studytool.vetting.written import of_draw

EARLIER: Final = Text(
    "no given before it is called {name}, which “{text}” uses; {hint}",
    "“{text}”用到的 {name} 不是在它之前的已知量；{hint}",
)
RAISES: Final = Text(
    "drawing it raises {error}; every draw should give a value", "抽取它时出现 {error}；每次抽取都应得到一个值"
)
BACKWARDS: Final = Text(
    "nothing lies from {low} to {high}; write the smaller number first", "{low} 到 {high} 之间没有数；应先写较小的数"
)
TOO_FAR_APART: Final = Text(
    "no number from {low} to {high} is {apart} away from 0; make `apart` smaller",
    "{low} 到 {high} 之间没有离 0 至少 {apart} 的数；应减小 `apart`",
)
NO_OPTION: Final = Text("there is nothing to choose from; name the options", "没有可选的值；应写出各选项")
TOO_MANY: Final = Text(
    "{size} positive probabilities of {places} decimals cannot sum to 1; take more decimals or fewer probabilities",
    "{size} 个正概率若只有 {places} 位小数，其和不可能为 1；应增加位数或减少个数",
)
UNALIKE: Final = Text(
    "the options {options} are not all numbers, or vectors of one length; write options of one sort",
    "选项 {options} 不全是数，也不是等长的向量；各选项应为同一类",
)
NONE: Final = Text("the kind has no givens; name what is drawn", "题型没有已知量；应写出要抽取的量")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each given that names what is not drawn before it, or else for the first that raises."""
    if not subject.kind.givens:
        yield subject.finding("givens", NONE)
    found = [*_names(subject), *_empty(subject)]
    yield from found
    if not found:
        yield from _raising(subject)


def _names(subject: Subject) -> Iterator[Finding]:
    earlier: list[str] = []
    for name, given in subject.kind.givens.items():
        for text in of_draw(given):
            for used in sorted(names(parse(text)) - {*earlier}):
                said = EARLIER.format(name=used, text=text, hint=hint(used, earlier))
                yield subject.finding(f"givens.{name}", said)
        earlier.append(name)


def _empty(subject: Subject) -> Iterator[Finding]:
    """Draws that have nothing to draw, some of which would go on for ever."""
    for name, given in subject.kind.givens.items():
        for inner in _within(given):
            said = _nothing(inner)
            if said:
                yield subject.finding(f"givens.{name}", said)


def _within(given: Any) -> Iterator[Any]:
    """The draw and those within it."""
    yield given
    for field in ("inner", "entry"):
        if hasattr(given, field):
            yield from _within(getattr(given, field))


def _nothing(given: Any) -> Text | None:
    """Why there is nothing to draw; None where there is."""
    match given:
        case Integer(low, high) if low > high:
            return BACKWARDS.format(low=low, high=high)
        case Decimal(low, high, scale, _) if low > high:
            return BACKWARDS.format(low=low / scale, high=high / scale)
        case Decimal(low, high, scale, apart) if max(abs(low), abs(high)) < apart:
            return TOO_FAR_APART.format(low=low / scale, high=high / scale, apart=apart / scale)
        case OneOf(()):
            return NO_OPTION
        case OneOf(options) if len({_sort(option) for option in options}) > 1:
            return UNALIKE.format(options=", ".join(map(repr, dict.fromkeys(options))))
        case Probabilities(int(size), places) if size > 10**places:
            return TOO_MANY.format(size=size, places=places)
    return None


def _sort(option: Any) -> object:
    """What options must have in common: a number, or a length of so many numbers."""
    if isinstance(option, tuple):
        return tuple(map(_sort, option))
    return "number" if isinstance(option, int | float) else type(option)


def _raising(subject: Subject) -> Iterator[Finding]:
    kind = subject.kind
    for seed in range(DRAWS):
        stream, values = Draw(kind.id, kind.version, seed), dict[str, Value]()
        for name, given in kind.givens.items():
            error = _drawn(given, stream, values, name)
            if error:
                yield subject.finding(f"givens.{name}", RAISES.format(error=f"{type(error).__name__}: {error}"))
                return


def _drawn(given: Any, stream: Draw, values: dict[str, Value], name: str) -> Exception | None:
    try:
        values[name] = given.draw(stream, values)
    except Exception as error:  # noqa: BLE001  whatever an author's draw raises is the finding
        return error
    return None
