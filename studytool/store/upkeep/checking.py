"""Whether a copy of a database is sound: opened as a store is, its log replayed and its caches compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from studytool.store.upkeep import refusals
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine
from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

WAIT: Final = 3.0  # seconds for another program's lock
HARMLESS: Final = {"uuids"}  # odd in the log itself, which a copy must not refuse to keep


class UnsoundError(UserError):
    """The database's copy failed its check."""


def check(copy: Path, where: str, now: datetime) -> int:
    """Return how many events a copy of `where` holds; UnsoundError if anything is wrong with it."""
    if wrong := fault(copy, where, now):
        raise UnsoundError(refusals.UNSOUND_BACKUP.format(where=where, why=wrong))
    return count(copy)


def count(copy: Path) -> int:
    """Return how many events there are."""
    with closing(sqlite3.connect(copy)) as connection:
        found: int = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        return found


def fault(copy: Path, where: str, now: datetime, *, repair: bool = False) -> Text | None:
    """Return what is wrong with a copy of `where`, if anything; with `repair`, caches that differ are rebuilt."""
    with closing(connect(copy, wait=WAIT, copy_of=where)) as database:
        found = list(examine(database, now, repair=repair))
    return next((one.text for one in found if one.state == "wrong" and one.name not in HARMLESS), None)
