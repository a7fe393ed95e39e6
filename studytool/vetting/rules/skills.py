"""A kind says what it exercises and what must be known before, in skills and kinds that there are.

Each share is within (0, 1], something elementary is exercised, and a misconception is about something that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from studytool.course.index import entries
from studytool.course.items import Item
from studytool.course.syllabus import graph, skills
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject

NOTHING: Final = Text(
    "it exercises no elementary skill; name at least one in `contains`",
    "没有写明练习的基本技能；应在 `contains` 中至少写一项",
)
UNKNOWN: Final = Text(
    "no skill and no kind is called {name}; {hint}; a new skill is entered in the syllabus",
    "没有名为 {name} 的技能或题型；{hint}；新技能应写入大纲",
)
SHARE: Final = Text(
    "a question exercises {share} of {name}; write a share above 0 and at most 1",
    "{name} 的份额为 {share}；应大于 0 且至多为 1",
)
ELSEWHERE: Final = Text(
    "it is said to be about {name}, which the kind does not contain; {hint}",
    "它属于 {name}，而题型不含这一项；{hint}",
)
RIGHT_ELSEWHERE: Final = Text(
    "what is right under another convention shows no skill to be missing; leave out @{name}",
    "另一约定下正确的做法不说明缺少技能；应删去 @{name}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each name that nothing has, for a share that is none, and where nothing is exercised."""
    kind = subject.kind
    yield from _unknown(subject, "contains", kind.contains)
    yield from _unknown(subject, "needs", kind.needs)
    for name, share in kind.contains.items():
        if not 0 < share <= 1:
            yield subject.finding("contains", SHARE.format(name=name, share=share))
    within = _within(kind.contains)
    if subject.is_taught and not within & skills().keys():
        yield subject.finding("contains", NOTHING)
    for mistake in kind.mistakes:
        field = f"mistakes.{mistake.id}"
        if mistake.skill and mistake.convention:
            yield subject.finding(field, RIGHT_ELSEWHERE.format(name=mistake.skill))
        elif mistake.skill and Item.named(mistake.skill).key not in within:
            yield subject.finding(field, ELSEWHERE.format(name=mistake.skill, hint=hint(mistake.skill, kind.contains)))


def _within(names: Iterable[str]) -> frozenset[str]:
    """The keys of what is contained, at any depth."""
    keys = {Item.named(name).key for name in names}
    return frozenset(keys.union(*(graph().contains.get(key, {}) for key in keys)))


def _unknown(subject: Subject, field: str, names: Iterable[str]) -> Iterator[Finding]:
    known = {Item("kind", id).key: id for id in entries()} | {key: key.partition(":")[2] for key in skills()}
    for name in names:
        if Item.named(name).key not in known:
            yield subject.finding(field, UNKNOWN.format(name=name, hint=hint(name, known.values())))
