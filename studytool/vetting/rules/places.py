"""Every place in braces of a text is one that the bank fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Final

from studytool.kinds.givens import Hidden
from studytool.text.language import LANGUAGES, Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject

UNKNOWN: Final = Text(
    "no shown given is called {name}, which the text wants; {hint}", "文中的 {name} 不是已显示的已知量；{hint}"
)
HIDDEN: Final = Text(
    "{{{name}}} is a hidden given, which nobody sees; name a shown one: {hint}",
    "{{{name}}} 是隐藏的已知量，不会显示；应写已显示的量：{hint}",
)
BROKEN: Final = Text(
    "a brace has no partner ({error}); write {{{{ for a brace that is printed",
    "花括号不成对（{error}）；要印出花括号应写 {{{{",
)
MORE: Final = Text(
    "“{{{field}}}” asks for more than a value; write only {{name}}", "“{{{field}}}”不只是一个量；只能写 {{name}}"
)
UNFILLED: Final = Text(
    "nothing fills {found} here, it is printed as it stands; write the words",
    "此处的 {found} 不会被替换，会原样印出；应直接写文字",
)
ONE_SIDED: Final = Text(
    "{found} stands in one language only; both should say the same",
    "{found} 只出现在一种语言中；两种语言应说同样的内容",
)
PLACE: Final = re.compile(r"\{(\w+)\}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each place that is wanted and not there; the two languages count as one text."""
    for field, text in _filled(subject):
        told: set[str] = set()
        for language in LANGUAGES:
            for name, said in _wrong(subject, text[language]):
                if name not in told:
                    told.add(name)
                    yield subject.finding(field, said)
        if not told and (lacking := _names(text.en) ^ _names(text.zh)):
            yield subject.finding(field, ONE_SIDED.format(found=", ".join(f"{{{name}}}" for name in sorted(lacking))))
    for field, text in _printed(subject):
        found = PLACE.search(text.en) or PLACE.search(text.zh)
        if found:
            yield subject.finding(field, UNFILLED.format(found=found[0]))


def _filled(subject: Subject) -> Iterator[tuple[str, Text]]:
    """The texts into which the shown givens are put."""
    yield "stem", subject.kind.stem
    for mistake in subject.kind.mistakes:
        yield f"mistakes.{mistake.id}.feedback", mistake.feedback


def _printed(subject: Subject) -> Iterator[tuple[str, Text]]:
    """The texts that are printed as they stand."""
    kind = subject.kind
    yield "title", kind.title
    if kind.convention:
        yield "convention", kind.convention
    for mistake in kind.mistakes:
        yield f"mistakes.{mistake.id}.name", mistake.name
    for mode, reason in kind.without.items():
        yield f"without.{mode}", reason


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _wrong(subject: Subject, text: str) -> Iterator[tuple[str, Text]]:
    givens = subject.kind.givens
    shown = [name for name, given in givens.items() if not isinstance(given, Hidden)]
    try:
        pieces = list(Formatter().parse(text))
    except ValueError as error:
        yield "{", BROKEN.format(error=error)
        return
    for _, name, form, conversion in pieces:
        if name is None:
            continue
        if form or conversion or not re.fullmatch(r"\w+", name):
            yield name, MORE.format(field=f"{name}:{form}" if form else name)
        elif name not in givens:
            yield name, UNKNOWN.format(name=name, hint=hint(name, shown))
        elif name not in shown:
            yield name, HIDDEN.format(name=name, hint=hint(name, shown))
