"""Every given can be drawn: its formulas use the givens before it, and drawing it raises nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from studytool.formula.evaluate import Value
from studytool.formula.grammar import parse
from studytool.formula.tree import names
from studytool.kinds.draw import Draw
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
NONE: Final = Text("the kind has no givens; name what is drawn", "题型没有已知量；应写出要抽取的量")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each given that names what is not drawn before it, or else for the first that raises."""
    if not subject.kind.givens:
        yield subject.finding("givens", NONE)
    found = list(_names(subject))
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
