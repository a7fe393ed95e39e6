"""No step is written twice, has a given's name or needs itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from studytool.kinds.derivation import Step
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject, written_out
from studytool.vetting.written import Written

TWICE: Final = Text(
    "{name} is written in line {first} already, and “{text}” replaces it; keep one of the two",
    "第 {first} 行已写过 {name}，又被“{text}”取代；两者只留一个",
)
GIVEN: Final = Text(
    "{name} is a given, and “{text}” would replace it; give the step a name of its own",
    "{name} 是已知量，会被“{text}”取代；步骤应另取名称",
)
CIRCLE: Final = Text(
    "{name} needs itself: {way}; one of these steps must not need the next",
    "{name} 要用到它自己：{way}；其中须有一步不再依赖后一步",
)

Placed = Mapping[str, tuple[Written, Step]]
"""The steps by their names, each with its line."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each step that is there twice or stands in a circle, also for a misconception."""
    told: set[tuple[str, int]] = set()
    for givens, steps in subject.expansions:
        right = {step.name: (written, step) for written, step in steps}
        found = list(_within(subject, steps)) or list(_circle(subject, right))
        for lines in subject.mistakes if not found else ():
            own = tuple(written_out(lines, givens))
            found += _within(subject, own)
            found += _circle(subject, right | {step.name: (written, step) for written, step in own})
        for finding in found:
            place = (finding.field, finding.line or 0)
            if place not in told:
                told.add(place)
                yield finding


def _within(subject: Subject, steps: tuple[tuple[Written, Step], ...]) -> Iterator[Finding]:
    seen: dict[str, Written] = {}
    for written, step in steps:
        if step.name in subject.kind.givens:
            yield subject.finding(written.field, GIVEN.format(name=step.name, text=written.text), written.number)
        elif step.name in seen:
            said = TWICE.format(name=step.name, text=written.text, first=seen[step.name].number)
            yield subject.finding(written.field, said, written.number)
        seen[step.name] = written


def _circle(subject: Subject, placed: Placed) -> Iterator[Finding]:
    for name in placed:
        way = _way(name, placed)
        if way:
            written = placed[name][0]
            yield subject.finding(written.field, CIRCLE.format(name=name, way=" → ".join(way)), written.number)
            return


def _way(start: str, placed: Placed) -> list[str]:
    """The steps from this one back to itself, each needing the next; none where it stands in no circle."""
    before: dict[str, str] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop(0)
        for needed in sorted(placed[name][1].needs & placed.keys()):
            if needed == start:
                way = [start]
                while name != start:
                    way.insert(0, name)
                    name = before[name]
                return [start, *way]
            if needed not in before:
                before[needed] = name
                waiting.append(needed)
    return []
