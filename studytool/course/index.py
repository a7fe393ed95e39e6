"""The index of the bank: what is known of every kind without importing what is taught.

It is written by `studytool vet --accept`. For each kind it holds what lists, plans and the graph of skills ask for, and
a digest of its first variants.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from studytool.course.items import Item
from studytool.course.modes import Mode
from studytool.locations import data_path
from studytool.text.language import Text

FILE: Final = "kinds.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one kind.

    `module` is where it is written. `contains` and `needs` name elementary skills, and kinds by their ids; `mistakes`
    has the name of each misconception, `belongs` the skill or kind that it is a misconception about. `digest` stands
    for the numbers of its first variants.
    """

    id: str
    catalogue: str
    module: str
    level: int
    title: Text
    modes: tuple[Mode, ...]
    contains: Mapping[str, float]
    needs: tuple[str, ...]
    mistakes: Mapping[str, Text]
    belongs: Mapping[str, str]
    version: int
    digest: str

    @property
    def chapter(self) -> str:
        """The chapter of the notes: the part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def model(self) -> str:
        """The catalogue id of the model that the kind asks about."""
        return self.catalogue.partition(".")[0]


@cache
def entries(path: Path | None = None) -> Mapping[str, Entry]:
    """Every kind of the index by its id, in the order of the course; nothing where there is no index yet."""
    file = path or data_path() / FILE
    if not file.exists():
        return {}
    return {id: _entry(id, found) for id, found in json.loads(file.read_bytes()).items()}


def entry_of(key: str) -> Entry | None:
    """The entry of the kind that an item is; None for other items, and for a kind that is no longer taught."""
    item = Item.of(key)
    return entries().get(item.id) if item and item.sort == "kind" else None


def of_chapter(chapter: str) -> tuple[Entry, ...]:
    """The kinds of a chapter."""
    return tuple(entry for entry in entries().values() if entry.chapter == chapter)


def record(entry: Entry) -> dict[str, Any]:
    """An entry as the file has it."""
    return {
        "catalogue": entry.catalogue,
        "module": entry.module,
        "level": entry.level,
        "title": [entry.title.en, entry.title.zh],
        "modes": list(entry.modes),
        "contains": dict(entry.contains),
        "needs": list(entry.needs),
        "mistakes": {id: [name.en, name.zh, *_skill(entry, id)] for id, name in entry.mistakes.items()},
        "version": entry.version,
        "digest": entry.digest,
    }


def _skill(entry: Entry, mistake: str) -> list[str]:
    return [entry.belongs[mistake]] if mistake in entry.belongs else []


def _entry(id: str, found: Mapping[str, Any]) -> Entry:
    mistakes = found["mistakes"].items()
    return Entry(
        id,
        found["catalogue"],
        found["module"],
        found["level"],
        Text(*found["title"]),
        cast("tuple[Mode, ...]", tuple(found["modes"])),
        found["contains"],
        tuple(found["needs"]),
        {mistake: Text(en, zh) for mistake, (en, zh, *_) in mistakes},
        {mistake: skill for mistake, (_, _, *skills) in mistakes for skill in skills},
        found["version"],
        found["digest"],
    )
