"""A store that can say what is due, and what was answered last, before it is open.

Loading SQLAlchemy takes longer than everything else before a sitting's first question. What that question needs stands
in few rows, so the standard library reads them, and the store is opened while the learner reads.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from studytool.store.events import ANSWER, ASKED, Event, microseconds, moment
from studytool.store.open_store import open_store
from studytool.store.remembered import Held
from studytool.store.schema import IN_FORCE, SCHEMA_VERSION, SETTING_PREFIX, VERSION_KEY

if TYPE_CHECKING:
    from studytool.memory.skills import SkillGraph
    from studytool.store.counting import Counts
    from studytool.store.remembered import Remembered
    from studytool.store.schedule import Model
    from studytool.store.store import Store
    from studytool.text.language import Text

Value = TypeVar("Value")

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


class OpeningStore:
    """A store at a path or URL, opened by the first call that needs it; any thread may use it.

    `skills` gives what contains what (`open_store`) when it is opened.
    """

    def __init__(self, where: str, skills: Callable[[], SkillGraph] | None = None) -> None:
        self.where = where
        self._skills = skills
        self._lock = Lock()
        self._store: Store | None = None

    def open(self) -> Store:
        """Open the store for good; UserError if that cannot be done."""
        with self._lock:
            if self._store is None:
                self._store = open_store(self.where, skills=self._skills and self._skills())
            return self._store

    def close(self) -> None:
        """Close the store if it was opened."""
        with self._lock:
            if self._store is not None:
                self._store.close()

    def _at_a_glance(self, glance: Callable[[], Value | None], ask: Callable[[Store], Value]) -> Value:
        """What a glance tells while the store is not yet open; what the store says later, or where a glance cannot."""
        found = glance() if self._store is None else None
        return ask(self.open()) if found is None else found

    def keep_safe(self, now: datetime, *, older_than: timedelta = timedelta(0)) -> Text | None:
        """Back the file up where that is due; return why it could not be. Takes long: for a thread, or after closing.

        See `studytool.store.upkeep.backups.keep_safe`.
        """
        from studytool.store.upkeep.backups import keep_safe

        return keep_safe(self.where, now, older_than=older_than)

    def append(self, event: Event) -> None:
        """Record the event; on return it is on the disk."""
        self.open().append(event)

    def memory(self, items: Iterable[str] | None = None) -> Mapping[str, Remembered]:
        """What is remembered of these items; by default of every one, at a glance while the store is not yet open."""
        wanted = None if items is None else set(items)
        return self._at_a_glance(
            lambda: _of(glance_memory(self.where, asked=True), wanted), lambda store: store.memory(wanted)
        )

    def skills(self) -> Mapping[str, Remembered]:
        """What is remembered of the elementary skills, likewise."""
        return self._at_a_glance(lambda: glance_memory(self.where, asked=False), lambda store: store.skills())

    def model(self) -> Model:
        """What the schedule is made with, likewise."""
        return self._at_a_glance(lambda: glance_model(self.where), lambda store: store.model())

    def undo(self, now: datetime) -> Event | None:
        """Take back what was done last; None if nothing is left."""
        return self.open().undo(now)

    def redo(self, now: datetime) -> Event | None:
        """Put in force again what was undone last; None if nothing is, or something was done since."""
        return self.open().redo(now)

    def held(self) -> Mapping[str, Held]:
        """The items that are suspended, or were buried until a time that may be over; likewise."""
        return self._at_a_glance(lambda: glance_held(self.where), lambda store: store.held())

    def settings(self) -> Mapping[str, Any]:
        """The logged settings that hold, likewise."""
        return self._at_a_glance(lambda: glance_settings(self.where), lambda store: store.settings())

    def recent(self, limit: int) -> list[Event]:
        """The newest answers, reveals and ratings in force, in the order of time."""
        return self.open().recent(limit)

    def counts(self) -> Counts:
        """What the answers in force add up to."""
        return self.open().counts()

    def asked(self, since: datetime) -> list[Event]:
        """The answers and reveals in force since then, likewise."""
        return self._at_a_glance(lambda: glance_asked(self.where, since), lambda store: store.asked(since))

    def due(self, now: datetime) -> list[str]:
        """The items due now, longest overdue first; at a glance while the store is not yet open."""
        return self._at_a_glance(lambda: glance(self.where, now), lambda store: store.due(now))

    def answers(self, item: str, limit: int) -> list[Event]:
        """The latest answers to the item, the last one at the end; at a glance while the store is not yet open."""
        return self._at_a_glance(
            lambda: glance_answers(self.where, item, limit), lambda store: store.answers(item, limit)
        )


def glance(where: str, now: datetime) -> list[str] | None:
    """The due items of a SQLite file, read without opening it as a store; None where that cannot be done safely."""
    found = _rows(where, DUE, microseconds(now))
    return None if found is None else [item for (item,) in found]


def glance_memory(where: str, *, asked: bool) -> dict[str, Remembered] | None:
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


def _of(memory: dict[str, Remembered] | None, wanted: set[str] | None) -> dict[str, Remembered] | None:
    """What is wanted of a memory, if there is one."""
    if memory is None or wanted is None:
        return memory
    return {item: found for item, found in memory.items() if item in wanted}


def glance_model(where: str) -> Model | None:
    """The same for what the schedule is made with."""
    from studytool.store.schedule import model_of

    settings = glance_settings(where)
    return None if settings is None else model_of(settings)


def glance_held(where: str) -> dict[str, Held] | None:
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


def glance_settings(where: str) -> dict[str, Any] | None:
    """The same for the settings in the log."""
    if _is_new(where):
        return {}
    found = _rows(where, SETTINGS)
    try:
        return None if found is None else {key: json.loads(value) for key, value in found}
    except ValueError:
        return None


def glance_asked(where: str, since: datetime) -> list[Event] | None:
    """The same for all that was answered or revealed since then."""
    return _events(where, SINCE, microseconds(since), *ASKED)


def _is_new(where: str) -> bool:
    """Whether there is no file yet, and so nothing in it."""
    return "://" not in where and not Path(where).exists()


def glance_answers(where: str, item: str, limit: int) -> list[Event] | None:
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
