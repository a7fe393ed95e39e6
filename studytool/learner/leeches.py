"""Items that keep being forgotten, and what to practise first instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from studytool.course import syllabus
from studytool.questions import bank

if TYPE_CHECKING:
    from studytool.kinds.kind import Kind

LAPSES: Final = 5
"""So often forgotten, an item costs more time than what it is made of would."""


def leeches(lapses: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those items that were forgotten at least `LAPSES` times, with how often, of pairs of both, the worst first."""
    return sorted((pair for pair in lapses if pair[1] >= LAPSES), key=lambda pair: (-pair[1], pair[0]))


def easier(item: str) -> Kind | None:
    """The kind to practise before this item: what it needs, else what it contains, else an easier one of its chapter.

    None if there is nothing easier, or the item is no kind that is taught.
    """
    kind = bank.kind_of(item)
    if kind is None:
        return None
    parts = (*syllabus.needs().get(item, ()), *syllabus.graph().contains.get(item, ()))
    found = [part for part in map(bank.kind_of, parts) if part and part != kind and part.level <= kind.level]
    chapter = [other for other in bank.chapter(kind.chapter) if other.level < kind.level]
    return next(iter(found), None) or max(chapter, key=lambda other: other.level, default=None)
