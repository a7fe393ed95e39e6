"""Every name that a formula uses is a given, a step, or an entry of a given vector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np

from studytool.formula.evaluate import Value
from studytool.formula.grammar import parse
from studytool.formula.tree import names
from studytool.kinds.derivation import ENTRY, Step
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject, written_out
from studytool.vetting.written import Written

UNKNOWN: Final = Text(
    "no given and no step is called {name}, which “{text}” uses; {hint}",
    "“{text}”用到的 {name} 既不是已知量，也不是步骤；{hint}",
)
TOO_FAR: Final = Text(
    "{name}, which “{text}” uses, is no entry of {vector}: it never has more than {size}; "
    "use {vector}_1 to {vector}_{size}",
    "“{text}”用到的 {name} 不存在：{vector} 最多只有 {size} 个分量；可用 {vector}_1 到 {vector}_{size}",
)
OF_A_STEP: Final = Text(
    "{vector} is a step, and only a given's entries have names: in “{text}” write {vector}[{place}] for {name}",
    "{vector} 是步骤，只有已知向量的分量才能用名字表示：“{text}”中的 {name} 应写成 {vector}[{place}]",
)
DIGITS: Final = re.compile("[0-9]+")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each name that means nothing, once, where it is used first."""
    told: set[str] = set()
    for name, finding in (*_in_steps(subject), *_in_conditions(subject)):
        key = DIGITS.sub("", name)
        if key not in told:
            told.add(key)
            yield finding


def _in_steps(subject: Subject) -> Iterator[tuple[str, Finding]]:
    for givens, steps in subject.expansions:
        right = {step.name for _, step in steps}
        yield from _unknown(subject, steps, givens, right)
        for lines in subject.mistakes:
            own = tuple(written_out(lines, givens))
            yield from _unknown(subject, own, givens, right | {step.name for _, step in own})


def _unknown(
    subject: Subject, steps: Iterable[tuple[Written, Step]], givens: Mapping[str, Value], known: set[str]
) -> Iterator[tuple[str, Finding]]:
    for written, step in steps:
        for name in sorted(step.needs - known - givens.keys()):
            said = _wrong_entry(subject, written, name, known)
            if said:
                yield name, subject.finding(written.field, said, written.number)


def _wrong_entry(subject: Subject, written: Written, name: str, known: set[str]) -> Text | None:
    """What is wrong with a name that is neither given nor step; None for an entry that some draw has."""
    entry = ENTRY.fullmatch(name)
    vector = entry["vector"] if entry else ""
    if entry and vector in subject.kind.givens:
        size = max((np.shape(draw[vector])[0] for draw in subject.draws if np.ndim(draw[vector])), default=0)
        if int(entry["place"]) <= size:
            return None
        if size:
            return TOO_FAR.format(name=name, text=written.text, vector=vector, size=size)
    if entry and vector in known:
        return OF_A_STEP.format(name=name, text=written.text, vector=vector, place=int(entry["place"]) - 1)
    return UNKNOWN.format(name=name, text=written.text, hint=hint(name, [*subject.kind.givens, *sorted(known)]))


def _in_conditions(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """Conditions use givens, steps, and such entries of givens as the steps name too."""
    lines = [*subject.steps, *(line for lines in subject.mistakes for line in lines)]
    steps = [step for givens in subject.draws[:1] for _, step in written_out(tuple(lines), givens)]
    known = {*subject.kind.givens, *subject.names, *(name for step in steps for name in step.needs)}
    for place, text in enumerate(subject.kind.where, start=1):
        for name in sorted(names(parse(text)) - known):
            said = UNKNOWN.format(name=name, text=text, hint=hint(name, [*subject.kind.givens, *sorted(subject.names)]))
            yield name, subject.finding("where", said, place)
