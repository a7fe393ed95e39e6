"""What decides how a line is written out, the bounds of its loop and its braces, is known from the givens alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from studytool.formula.grammar import parse
from studytool.formula.tree import names
from studytool.kinds.expansion import BRACES
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject
from studytool.vetting.written import loops

WITHIN: Final = Text(
    "the bounds of a loop and what stands in braces are known from the givens alone, and {name} in “{text}” is none; "
    "{hint}",
    "循环的上下限和花括号中的式子只能用已知量，而“{text}”中的 {name} 不是；{hint}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each name that is neither a given nor the index of its loop."""
    for written in (*subject.steps, *(line for lines in subject.mistakes for line in lines)):
        found = dict(loops(written.line))
        inner = BRACES.findall(written.line.name + written.line.formula)
        used = [(name, set[str]()) for bounds in found.values() for name in _named(bounds)]
        used += [(name, {*found}) for name in _named(inner)]
        for name, own in used:
            if name not in subject.kind.givens and name not in own:
                said = WITHIN.format(name=name, text=written.text, hint=hint(name, subject.kind.givens))
                yield subject.finding(written.field, said, written.number)


def _named(formulas: Iterable[str]) -> Iterator[str]:
    for text in formulas:
        yield from sorted(names(parse(text)))
