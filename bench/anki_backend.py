"""An Anki collection of a given size, answered through Anki's own backend; nothing where Anki is not installed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import time
from typing import Any, Self

DAY = 86_400
CARD = """INSERT INTO cards VALUES (?, ?, 1, 0, 0, 0, 2, 2, ?, 10, 2500, 5, 0, 0, 0, 0, 0, '{"s":10.0,"d":5.0}')"""
NOTE = "INSERT INTO notes VALUES (?, ?, ?, 0, 0, '', ?, ?, 0, 0, '')"
REVIEW = "INSERT INTO revlog VALUES (?, ?, 0, 3, 10, 5, 2500, 8000, 1)"


@dataclass
class AnkiCollection:
    """An open collection, its cards all due."""

    collection: Any
    version: str
    durability: str

    @classmethod
    def made(cls, path: Path, cards: int, reviews: int) -> Self | None:
        """Make a collection with so many due cards and reviews; None where Anki is not installed."""
        if find_spec("anki") is None:
            return None
        from anki.buildinfo import version
        from anki.collection import Collection

        collection = Collection(str(path))
        basic = collection.models.by_name("Basic")["id"]
        deck = collection.decks.get_config(1) or {}
        deck["rev"]["perDay"] = 9999
        collection.decks.update_config(deck)
        collection.set_config("fsrs", True)
        collection.close()
        _fill(path, basic, cards, reviews)
        collection = Collection(str(path))
        synchronous = collection.db.scalar("PRAGMA synchronous")
        return cls(collection, version, f"synchronous={synchronous}")

    def next_and_answer(self) -> None:
        """Take the next card and answer it good."""
        card = self.collection.sched.getCard()
        self.collection.sched.answerCard(card, 3)

    def close(self) -> None:
        """Close the collection."""
        self.collection.close()


def _fill(path: Path, basic: int, cards: int, reviews: int) -> None:
    """Insert the rows in bulk, past Anki."""
    now = int(time())
    with closing(sqlite3.connect(path)) as file:
        file.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        file.executemany(NOTE, _notes(cards, basic))
        file.executemany(CARD, ((number, number, -(number % 50)) for number in range(1, cards + 1)))
        first = (now - 400 * DAY) * 1000
        file.executemany(REVIEW, ((first + number, 1 + number % cards) for number in range(reviews)))
        file.execute("UPDATE col SET crt = ?", (now - 400 * DAY,))
        file.execute("UPDATE cards SET due = 400 + due")
        file.commit()


def _notes(cards: int, basic: int) -> Iterator[tuple[int, str, int, str, str]]:
    for number in range(1, cards + 1):
        yield number, f"g{number}", basic, f"front {number}\x1fback", f"front {number}"
