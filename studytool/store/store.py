"""The event log with its cache: append, ask, rebuild."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sqlalchemy import select

from studytool.store import appending, caches, crediting, errors, notes, statements, undoing
from studytool.store.events import (
    ASKED,
    BURY,
    NO_ITEM,
    REDO,
    RESET,
    SETTING,
    SUSPEND,
    UNDO,
    UNSUSPEND,
    WANTED,
    WEIGHTS,
    Event,
    microseconds,
)
from studytool.store.readying import ready
from studytool.store.rows import RECORD, to_columns, to_event, to_held, to_remembered, to_reviewed
from studytool.store.schema import SETTING_PREFIX
from studytool.store.tables import events, held, memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from types import TracebackType

    from sqlalchemy import Connection, Row

    from studytool.memory.skills import SkillGraph
    from studytool.memory.weights import Weights
    from studytool.store.counting import Counts, Reviewed
    from studytool.store.database import Database
    from studytool.store.events import JSON
    from studytool.store.remembered import Held, MemoryColumns, Remembered
    from studytool.store.schedule import Model
    from studytool.store.undoing import Deeds

Value = TypeVar("Value")

_FEW = 500  # names in one query; SQLite refuses very many


class Store:
    """An open log. Any thread may use it, one at a time; every failure is a UserError and leaves it usable.

    Made by `studytool.store.open_store`.
    """

    def __init__(self, database: Database, skills: SkillGraph | None = None) -> None:
        self._database = database
        self._kinds: set[str] = set()
        self._deeds: list[tuple[str, str]] = []
        try:
            ready(database, skills)
        except BaseException:
            self.close()
            raise

    def append(self, event: Event) -> None:
        """Record the event and bring the caches up to date; on return both are on the disk.

        Raises UserError when it cannot be recorded, is there already, is of no known kind, lacks what its kind
        asks for, or names an event of the item that is not there.
        """
        with self._database.writing() as connection:
            appending.append(connection, event, self._database.where, self._kinds)
        self._done(event)

    def undo(self, now: datetime) -> Event | None:
        """Take back what was done last to an item and is in force; return it, or None if nothing is left.

        May be repeated back to the first event, in any later sitting as well: it appends an undo event.
        """
        return self._toggle(UNDO, undoing.to_undo, now)

    def redo(self, now: datetime) -> Event | None:
        """Put in force again what was undone last; return it, or None if nothing is or something was done since."""
        return self._toggle(REDO, undoing.to_redo, now)

    def to_undo(self) -> Event | None:
        """Return what `undo` would take back."""
        with self._database.reading() as connection:
            row = undoing.to_undo(connection, self._deeds)
        return row and self._read(to_event, row)

    def to_redo(self) -> Event | None:
        """Return what `redo` would put in force again."""
        with self._database.reading() as connection:
            row = undoing.to_redo(connection, self._deeds)
        return row and self._read(to_event, row)

    def can_undo(self) -> bool:
        """Return whether there is anything to undo."""
        return self.to_undo() is not None

    def can_redo(self) -> bool:
        """Return whether there is anything to redo."""
        return self.to_redo() is not None

    def suspend(self, item: str, now: datetime) -> None:
        """Keep the item back until it is unsuspended."""
        self._do(SUSPEND, item, {}, now)

    def unsuspend(self, item: str, now: datetime) -> None:
        """Let the item be asked again."""
        self._do(UNSUSPEND, item, {}, now)

    def bury(self, item: str, until: datetime, now: datetime) -> None:
        """Keep the item back until that time, in place of an earlier such time; one that is over digs it up."""
        self._do(BURY, item, {"until": microseconds(until)}, now)

    def reset(self, item: str, now: datetime) -> None:
        """Make the item new again: its reviews so far no longer count."""
        self._do(RESET, item, {}, now)

    def use(self, now: datetime, *, wanted: float | None = None, weights: Weights | None = None) -> None:
        """Schedule with this wanted recall, or these weights, from here on; what is cached is worked out anew.

        Raises UserError for a recall outside (0, 1) or weights outside their bounds.
        """
        if wanted is not None and wanted != self.model().wanted:
            self._do(SETTING, NO_ITEM, {"key": WANTED, "value": float(wanted)}, now)
        if weights is not None and tuple(weights) != self.model().weights:
            self._do(SETTING, NO_ITEM, {"key": WEIGHTS, "value": [float(weight) for weight in weights]}, now)

    def set(self, key: str, value: JSON, now: datetime) -> None:
        """Let this setting hold from here on; UserError for a value that it cannot have."""
        self._do(SETTING, NO_ITEM, {"key": key, "value": value}, now)

    def model(self) -> Model:
        """Return what the schedule is made with."""
        with self._database.reading() as connection:
            return caches.model(connection)

    def settings(self) -> dict[str, Any]:
        """Return the logged settings that hold; those of `remember` are others, which matter to no schedule."""
        with self._database.reading() as connection:
            return caches.settled(connection)

    def memory(self, items: Iterable[str] | None = None) -> dict[str, Remembered]:
        """Return what is remembered of those of the items that were ever reviewed; by default of all but `skills`."""
        with self._database.reading() as connection:
            rows = connection.execute(statements.ASKED_ITSELF).all() if items is None else _named(connection, items)
        return {row.item: self._read(to_remembered, row) for row in rows}

    def skills(self) -> dict[str, Remembered]:
        """Return what is remembered of the elementary skills; one that a mistake sent for review is due."""
        with self._database.reading() as connection:
            rows = connection.execute(select(memory).where(memory.c.reviews == 0)).all()
        return {row.item: self._read(to_remembered, row) for row in rows}

    def graph(self) -> SkillGraph:
        """Return what contains what, as the memory is worked out with."""
        with self._database.reading() as connection:
            return crediting.graph(connection)

    def due(self, now: datetime, limit: int | None = None) -> list[str]:
        """Return the items due at `now`, longest overdue first.

        Those that are suspended or buried at `now` are left out, and elementary skills: they are not asked themselves.
        """
        query = statements.DUE if limit is None else statements.FIRST_DUE
        with self._database.reading() as connection:
            return [item for (item,) in query.tuples(connection, {"now_us": microseconds(now), "most": limit})]

    def held(self) -> dict[str, Held]:
        """Return the items that are suspended, or were buried until a time that may be over."""
        with self._database.reading() as connection:
            rows = connection.execute(select(held)).all()
        return {row.item: self._read(to_held, row) for row in rows}

    def seen(self, item: str) -> int:
        """Return how often the item's question was answered or revealed, undone since or not."""
        with self._database.reading() as connection:
            return connection.execute(statements.SEEN, {"of_item": item}).scalar_one()

    def answers(self, item: str, limit: int) -> list[Event]:
        """Return the latest answers to the item that are in force, at most `limit`, the last one at the end."""
        with self._database.reading() as connection:
            rows = connection.execute(statements.LATEST_ANSWERS, {"of_item": item, "most": limit}).all()
        return [self._read(to_event, row) for row in reversed(rows)]

    def events(self, since: datetime | None = None, *, in_force: bool = False) -> Iterator[Event]:
        """Yield the events in the order they were recorded; with `since`, those that happened then or later.

        With `in_force`, those that were undone are left out. The log is read a page at a time, so others may append
        meanwhile.
        """
        query = statements.LOG if since is None else statements.LOG.where(events.c.at >= microseconds(since))
        query = query.where(undoing.IN_FORCE) if in_force else query
        last = 0
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(query, {"after_seq": last}).all()
            yield from (self._read(to_event, row) for row in rows)
            if len(rows) < statements.PAGE:
                return
            last = rows[-1].seq

    def asked(self, since: datetime) -> list[Event]:
        """Return the answers and reveals in force since then."""
        return [event for event in self.events(since, in_force=True) if event.kind in ASKED]

    def recent(self, limit: int) -> list[Event]:
        """Return the newest answers, reveals and ratings in force, at most `limit`, in the order of time."""
        with self._database.reading() as connection:
            rows = connection.execute(statements.RECENT, {"most": limit}).all()
        return [self._read(to_event, row) for row in reversed(rows)]

    def counts(self) -> Counts:
        """Return what the answers in force add up to; how many there were in which quarter of an hour is `reviewed`."""
        with self._database.reading() as connection:
            rows = statements.COUNTS.tuples(connection)
        return Counter({(chapter, what, of): number for chapter, what, of, number in rows})

    def reviewed(self) -> list[Reviewed]:
        """Return how many reviews in force there were in each quarter of an hour."""
        with self._database.reading() as connection:
            rows = statements.REVIEWED.tuples(connection)
        return self._read(to_reviewed, rows)

    def columns(self) -> MemoryColumns:
        """Return what is remembered of all items but `skills`, as columns."""
        with self._database.reading() as connection:
            return self._read(lambda found: to_columns(statements.COLUMNS.array(found, RECORD)), connection)

    def lapses(self, least: int) -> list[tuple[str, int]]:
        """Return the items that were forgotten at least so often, with how often."""
        with self._database.reading() as connection:
            return [(item, count) for item, count in statements.LAPSES.tuples(connection, {"of_lapses": least})]

    def rebuild(self) -> int:
        """Drop the caches and work them out anew from the whole log; return how many items are remembered."""
        with self._database.writing() as connection:
            return caches.rebuild(connection, self._database.where, errors.throw)

    def setting(self, key: str) -> str | None:
        """Return the value remembered under `key`; None when there is none."""
        with self._database.reading() as connection:
            return notes.noted(connection, f"{SETTING_PREFIX}{key}")

    def remember(self, key: str, value: str) -> None:
        """Remember a setting, in place of the one before."""
        with self._database.writing() as connection:
            notes.note(connection, f"{SETTING_PREFIX}{key}", value)

    def close(self) -> None:
        """Close the database; closing twice does nothing."""
        with self._database.lock, errors.explained(self._database.where):
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _do(self, kind: str, item: str, data: Mapping[str, JSON], now: datetime) -> None:
        """Record that this was done now."""
        with self._database.writing() as connection:
            event = appending.event_after_all(connection, kind, item, data, now)
            appending.append(connection, event, self._database.where, self._kinds)
        self._done(event)

    def _done(self, event: Event) -> None:
        """Remember what was done and is on the disk."""
        self._kinds.add(event.kind)
        self._deeds.append((event.uuid, event.kind))

    def _toggle(self, kind: str, find: Callable[[Connection, Deeds], Row[Any] | None], now: datetime) -> Event | None:
        """Record an undo or redo of the event that is found."""
        with self._database.writing() as connection:
            row = find(connection, self._deeds)
            if row is None:
                return None
            found = self._read(to_event, row)
            event = appending.event_after_all(connection, kind, found.item, {"of": found.uuid}, now)
            appending.append(connection, event, self._database.where, self._kinds)
        self._done(event)
        return found

    def _read(self, reader: Callable[[Any], Value], row: Any) -> Value:
        """Read what a query gave; what no program of ours can have written means a damaged file."""
        try:
            return reader(row)
        except (ValueError, TypeError, OverflowError) as error:
            raise errors.failure(errors.DAMAGED, self._database.where) from error


def _named(connection: Connection, items: Iterable[str]) -> list[Row[Any]]:
    """Return the cached rows of the items, asked for some hundreds at a time."""
    names = list(dict.fromkeys(items))
    parts = (names[start : start + _FEW] for start in range(0, len(names), _FEW))
    queries = (select(memory).where(memory.c.item.in_(part)) for part in parts)
    return [row for query in queries for row in connection.execute(query)]
