"""There are enough misconceptions, each with an id and a name of its own that are true without the question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from studytool.text.language import LANGUAGES, Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

FEWEST: Final = 3
LONGEST: Final = 60
KEBAB: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
READER: Final = re.compile(r"\b[Yy]ou|你|您")
FEW: Final = Text("there are {count}; add some: at least {least}", "目前有 {count} 个误区；至少应有 {least} 个")
NOT_KEBAB: Final = Text(
    "{id} is no id; write small letters and digits with hyphens between words",
    "{id} 不能用作 id；应为小写字母和数字，词间用连字符",
)
TWICE: Final = Text("{what} stands for two misconceptions; give each its own", "两个误区都叫 {what}；应各有自己的名称")
STOP: Final = Text("a name is a phrase: leave out the full stop of “{name}”", "名称是短语：“{name}”末尾不加句号")
LONG: Final = Text(
    "“{name}” has {length} characters; a name has at most {most}", "“{name}”有 {length} 个字符；名称最多 {most} 个"
)
SPOKEN: Final = Text(
    "“{name}” speaks to the reader; a name says what is done, such as “Plus one left out”",
    "“{name}”是对读者说的话；名称应说明做法，如“漏掉加一”",
)
EMPTY: Final = Text(
    "it gets no step wrong; write the line that it computes otherwise", "它没有改变任何步骤；应写出算错的那一行"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each id and name that is not as statistics and the wrong line of a solution show it."""
    mistakes = subject.kind.mistakes
    fewest = min(FEWEST, len(subject.kind.pool) or FEWEST)
    if len(mistakes) < fewest:
        yield subject.finding("mistakes", FEW.format(count=len(mistakes), least=fewest))
    for id, count in Counter(mistake.id for mistake in mistakes).items():
        if not KEBAB.fullmatch(id):
            yield subject.finding(f"mistakes.{id}", NOT_KEBAB.format(id=id))
        if count > 1:
            yield subject.finding(f"mistakes.{id}", TWICE.format(what=id))
    for mistake in mistakes:
        if not mistake.lines:
            yield subject.finding(f"mistakes.{mistake.id}.steps", EMPTY)
        for said in _named(mistake.name):
            yield subject.finding(f"mistakes.{mistake.id}.name", said)
    yield from _same_names(subject)


def _named(name: Text) -> Iterator[Text]:
    for language in LANGUAGES:
        words = name[language]
        if words.endswith((".", "。")):
            yield STOP.format(name=words)
        if len(words) > LONGEST:
            yield LONG.format(name=words, length=len(words), most=LONGEST)
        if READER.search(words):
            yield SPOKEN.format(name=words)


def _same_names(subject: Subject) -> Iterator[Finding]:
    told: set[str] = set()
    for language in LANGUAGES:
        for name, count in Counter(mistake.name[language] for mistake in subject.kind.mistakes).items():
            ids = [mistake.id for mistake in subject.kind.mistakes if mistake.name[language] == name]
            if count > 1 and ids[-1] not in told:
                told.add(ids[-1])
                yield subject.finding(f"mistakes.{ids[-1]}.name", TWICE.format(what=name))
