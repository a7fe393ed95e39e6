"""A store that can say what is due before it is open.

Loading SQLAlchemy takes longer than everything else before a sitting's first question. What is due stands in one table,
so the standard library reads that, and the store is opened while the learner reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from studytool.store import open_store
from studytool.store.events import Event, microseconds
from studytool.store.schema import SCHEMA_VERSION, VERSION_KEY

if TYPE_CHECKING:
    from studytool.store.remembered import Remembered
    from studytool.store.store import Store

VERSION = "SELECT value FROM meta WHERE key = ?"
DUE = "SELECT item FROM memory WHERE due_us <= ? ORDER BY due_us, item"


class OpeningStore:
    """A store at a path or URL, opened by the first call that needs it; any thread may use it."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._lock = Lock()
        self._store: Store | None = None

    def open(self) -> Store:
        """Open the store for good; UserError if that cannot be done."""
        with self._lock:
            if self._store is None:
                self._store = open_store(self.where)
            return self._store

    def close(self) -> None:
        """Close the store if it was opened."""
        with self._lock:
            if self._store is not None:
                self._store.close()

    def append(self, event: Event) -> None:
        """Record the event; on return it is on the disk."""
        self.open().append(event)

    def memory(self) -> Mapping[str, Remembered]:
        """What is remembered of every item."""
        return self.open().memory()

    def due(self, now: datetime) -> list[str]:
        """The items due now, longest overdue first; at a glance while the store is not yet open."""
        if self._store is None and (found := glance(self.where, now)) is not None:
            return found
        return self.open().due(now)


def glance(where: str, now: datetime) -> list[str] | None:
    """The due items of a SQLite file, read without opening it as a store; None where that cannot be done safely."""
    import sqlite3

    if "://" in where or not Path(where).is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{Path(where).absolute().as_uri()}?mode=ro", uri=True)) as file:
            if file.execute(VERSION, (VERSION_KEY,)).fetchone() != (str(SCHEMA_VERSION),):
                return None
            return [item for (item,) in file.execute(DUE, (microseconds(now),))]
    except sqlite3.Error:
        return None
