"""The index has the kind as it is, and its first variants are those that the index has a digest of.

What learners have answered is kept as kind, version and seed: the same three have to stay the same question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.course.index import Entry, entries
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.index import indexed
from studytool.vetting.subject import Subject

CHANGED: Final = Text(
    "the first variants changed: raise `version` if learners have seen the old ones, "
    "and run `studytool vet {kind} --accept`",
    "前几个变式已改变：若学习者做过旧的变式，应增大 `version`；然后运行 `studytool vet {kind} --accept`",
)
UNKNOWN: Final = Text(
    "the index does not have the kind yet; run `studytool vet {kind} --accept`",
    "索引中尚无此题型；应运行 `studytool vet {kind} --accept`",
)
STALE: Final = Text(
    "the index has another {what}; run `studytool vet {kind} --accept`",
    "索引中的 {what} 与此不同；应运行 `studytool vet {kind} --accept`",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if the index lacks a kind of the bank, or has something else of it."""
    kind = subject.kind
    if not subject.is_taught:
        return
    known, now = entries().get(kind.id), indexed(kind)
    if known is None:
        yield subject.finding("id", UNKNOWN.format(kind=kind.id))
    elif known.version == now.version and known.digest != now.digest:
        yield subject.finding("version", CHANGED.format(kind=kind.id))
    elif known != now:
        what = next(name for name in Entry.__slots__ if getattr(known, name) != getattr(now, name))
        yield subject.finding(what, STALE.format(what=what, kind=kind.id))
