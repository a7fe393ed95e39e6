"""What stands in a SQLite file, told without opening it as a store.

What a sitting's first question needs stands in few rows, so the standard library reads them: SQLAlchemy takes longer to
load. None is told where a file cannot be read so; only a store can say more about it.
"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from studytool.store.events import ANSWER, ASKED, Event, microseconds, moment
from studytool.store.remembered import Held
from studytool.store.schema import IN_FORCE, SCHEMA_VERSION, SETTING_PREFIX, VERSION_KEY

if TYPE_CHECKING:
    from studytool.store.remembered import Remembered
    from studytool.store.schedule import Model

PREFERENCES = "SELECT substr(key, length(?) + 1), value FROM meta WHERE substr(key, 1, length(?)) = ?"
VERSION = "SELECT value FROM meta WHERE key = ?"
DUE = """
    SELECT item FROM memory WHERE due_us <= ?1 AND reviews > 0
    AND NOT EXISTS (SELECT 1 FROM held WHERE held.item = memory.item AND (held.suspended OR held.buried_us > ?1))
    ORDER BY due_us, item
"""
MEMORY = "SELECT item, slow, fast, difficulty, last_us, due_us, reviews, lapses FROM memory WHERE (reviews > 0) = ?"
SETTINGS = "SELECT key, value FROM settings"
HELD = "SELECT item, suspended, buried_us FROM held"
SINCE = f"""
    SELECT uuid, at, kind, item, data FROM events WHERE at >= ? AND kind IN (?, ?)
    AND {IN_FORCE}
"""  # noqa: S608 - made of this program's own constants
ANSWERS = f"""
    SELECT uuid, at, kind, item, data FROM events WHERE item = ? AND kind = ?
    AND {IN_FORCE}
    ORDER BY at DESC, uuid DESC LIMIT ?
"""  # noqa: S608 - likewise


class _Row(NamedTuple):
    """A row of the log."""

    uuid: str
    at: int
    kind: str
    item: str
    data: str


class _Remembered(NamedTuple):
    """A row of the memory."""

    item: str
    slow: float
    fast: float
    difficulty: float
    last_us: int
    due_us: int
    reviews: int
    lapses: int


def due(where: str, now: datetime) -> list[str] | None:
    """The due items of a SQLite file, read without opening it as a store; None where that cannot be done safely."""
    found = _rows(where, DUE, microseconds(now))
    return None if found is None else [item for (item,) in found]


def memory(where: str, *, asked: bool) -> dict[str, Remembered] | None:
    """The same for what is remembered of all items, or of elementary skills; nothing where there is no file yet."""
    if _is_new(where):
        return {}
    from studytool.store.rows import to_remembered

    found = _rows(where, MEMORY, asked)
    rows: list[Any] | None = None if found is None else [_Remembered(*row) for row in found]
    try:
        return None if rows is None else {row.item: to_remembered(row) for row in rows}
    except (ValueError, TypeError, OverflowError):
        return None


def model(where: str) -> Model | None:
    """The same for what the schedule is made with."""
    from studytool.store.schedule import model_of

    found = settings(where)
    return None if found is None else model_of(found)


def held(where: str) -> dict[str, Held] | None:
    """The same for the items that are kept back."""
    if _is_new(where):
        return {}
    found = _rows(where, HELD)
    try:
        return None if found is None else {item: Held(bool(kept), _moment(until)) for item, kept, until in found}
    except (TypeError, OverflowError):
        return None


def _moment(at_us: int | None) -> datetime | None:
    return None if at_us is None else moment(at_us)


def settings(where: str) -> dict[str, Any] | None:
    """The same for the settings in the log."""
    if _is_new(where):
        return {}
    found = _rows(where, SETTINGS)
    try:
        return None if found is None else {key: json.loads(value) for key, value in found}
    except ValueError:
        return None


def asked(where: str, since: datetime) -> list[Event] | None:
    """The same for all that was answered or revealed since then."""
    return _events(where, SINCE, microseconds(since), *ASKED)


def _is_new(where: str) -> bool:
    """Whether there is no file yet, and so nothing in it."""
    return "://" not in where and not Path(where).exists()


def answers(where: str, item: str, limit: int) -> list[Event] | None:
    """The same for the latest answers to an item; none where there is no file yet."""
    found = _events(where, ANSWERS, item, ANSWER, limit)
    return None if found is None else found[::-1]


def _events(where: str, query: str, *values: object) -> list[Event] | None:
    """The events that a query finds; none where there is no file yet."""
    if _is_new(where):
        return []
    from studytool.store.rows import to_event

    found = _rows(where, query, *values)
    rows: list[Any] | None = None if found is None else [_Row(*row) for row in found]
    try:
        return None if rows is None else list(map(to_event, rows))
    except (ValueError, TypeError, OverflowError):
        return None


def preferences(where: str) -> dict[str, str]:
    """What `Store.remember` keeps in a SQLite file, likewise; nothing where it cannot be read without opening."""
    prefix = (SETTING_PREFIX,) * 3
    return dict(_rows(where, PREFERENCES, *prefix) or ())


def _rows(where: str, query: str, *values: object) -> list[tuple[Any, ...]] | None:
    import sqlite3

    if "://" in where or not Path(where).is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{Path(where).absolute().as_uri()}?mode=ro", uri=True)) as file:
            if file.execute(VERSION, (VERSION_KEY,)).fetchone() != (str(SCHEMA_VERSION),):
                return None
            return file.execute(query, values).fetchall()
    except sqlite3.Error:
        return None
