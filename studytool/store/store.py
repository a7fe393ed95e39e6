"""The event log with its cache: append, ask, rebuild."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from studytool.store import errors
from studytool.store.events import ASKED, RATE, Event, microseconds
from studytool.store.rows import to_event, to_remembered, to_row
from studytool.store.schedule import replayed, reviewed
from studytool.store.tables import events, memory, meta

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from types import TracebackType

    from sqlalchemy import Connection, Row

    from studytool.store.database import Database
    from studytool.store.remembered import Remembered
    from studytool.text.language import UserError

Value = TypeVar("Value")

_PAGE = 1000  # events fetched at a time
_FEW = 500  # names in one query; SQLite refuses very many

# Built once: what varies is bound, so each is compiled once.
_ADD_EVENT = insert(events).values({c.name: bindparam(c.name) for c in events.c if c.name != "seq"})
_CACHED = select(memory).where(memory.c.item == bindparam("of_item"))
_ADD_CACHED = insert(memory)
_CHANGE_CACHED = update(memory).where(memory.c.item == bindparam("of_item"))
_RATED = select(events.c.item).where(events.c.uuid == bindparam("of_uuid"), events.c.kind.in_(ASKED))
_HISTORY = select(events).where(events.c.item == bindparam("of_item")).order_by(events.c.seq)
_SEEN = select(func.count()).where(events.c.item == bindparam("of_item"), events.c.kind.in_(ASKED))
_LOG = select(events).where(events.c.seq > bindparam("after_seq")).order_by(events.c.seq).limit(_PAGE)
_SETTING = select(meta.c.value).where(meta.c.key == bindparam("of_key"))


class Store:
    """An open log. Any thread may use it, one at a time; every failure is a UserError and leaves it usable.

    Made by `studytool.store.open_store`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection
        self._lock = RLock()

    def append(self, event: Event) -> None:
        """Record the event and bring its item's memory up to date; on return both are on the disk.

        Raises UserError when it cannot be recorded, is there already, holds a rating other than 1 to 4, or
        rates an answer of the item that is not there.
        """
        self._check(event)
        row = to_row(event)
        with self._transaction() as connection:
            self._insert(connection, row)
            if event.rating is not None:
                before = connection.execute(_CACHED, {"of_item": event.item}).first()
                after = reviewed(event.item, before, row["at"], event.rating)
                _put(connection, after, known=before is not None)
            elif event.kind == RATE:
                self._rerate(connection, event)

    def memory(self, items: Iterable[str] | None = None) -> dict[str, Remembered]:
        """Return what is remembered of those of the items that were ever reviewed; by default of all."""
        with self._transaction() as connection:
            rows = connection.execute(select(memory)).all() if items is None else _named(connection, items)
        return {row.item: self._read(to_remembered, row) for row in rows}

    def due(self, now: datetime, prefix: str | None = None, limit: int | None = None) -> list[str]:
        """Return the items due at `now` whose name begins with `prefix`, longest overdue first."""
        query = select(memory.c.item).where(memory.c.due_us <= microseconds(now))
        if prefix:
            query = query.where(_begins_with(prefix))
        with self._transaction() as connection:
            ordered = query.order_by(memory.c.due_us, memory.c.item).limit(limit)
            return list(connection.execute(ordered).scalars())

    def seen(self, item: str) -> int:
        """Return how often the item's question was answered or revealed."""
        with self._transaction() as connection:
            return connection.execute(_SEEN, {"of_item": item}).scalar_one()

    def events(self, since: datetime | None = None) -> Iterator[Event]:
        """Yield the events in the order they were recorded; with `since`, those that happened then or later.

        The log is read a page at a time, so others may append meanwhile.
        """
        query = _LOG if since is None else _LOG.where(events.c.at >= microseconds(since))
        last = 0
        while True:
            with self._transaction() as connection:
                rows = connection.execute(query, {"after_seq": last}).all()
            yield from (self._read(to_event, row) for row in rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1].seq

    def rebuild(self) -> int:
        """Drop the cache and work it out anew from the whole log; return how many items it has."""
        with self._transaction() as connection:
            connection.execute(delete(memory))
            log = connection.execute(select(events).order_by(events.c.seq))
            rows = replayed(self._read(to_event, row) for row in log)
            if rows:
                connection.execute(_ADD_CACHED, rows)
        return len(rows)

    def setting(self, key: str) -> str | None:
        """Return the value remembered under `key`; None when there is none."""
        with self._transaction() as connection:
            value: str | None = connection.execute(_SETTING, {"of_key": _setting_key(key)}).scalar()
        return value

    def remember(self, key: str, value: str) -> None:
        """Remember a setting, in place of the one before."""
        row = {"key": _setting_key(key), "value": value}
        with self._transaction() as connection:
            changed = connection.execute(update(meta).where(meta.c.key == row["key"]).values(value=value))
            if not changed.rowcount:
                connection.execute(insert(meta), row)

    def close(self) -> None:
        """Close the database; closing twice does nothing."""
        with self._lock, errors.explained(self._database.where):
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Hold the connection for one transaction, committed at the end and undone by any failure."""
        with self._lock, errors.explained(self._database.where):
            try:
                with self._connection.begin():
                    yield self._connection
            except BaseException:
                self._database.undo()
                raise

    def _check(self, event: Event) -> None:
        """Refuse a rating that is none."""
        rating = event.data.get("rating")
        is_read = event.rating is not None or event.rerates is not None
        if event.kind == RATE and not isinstance(event.data.get("of"), str):
            raise self._nothing_to_rate(event)
        if event.kind in {*ASKED, RATE} and not is_read and (rating is not None or event.kind == RATE):
            raise errors.failure(errors.BAD_RATING, self._database.where, rating=rating)

    def _insert(self, connection: Connection, row: dict[str, Any]) -> None:
        try:
            connection.execute(_ADD_EVENT, row)
        except IntegrityError as error:
            raise errors.failure(errors.REPEATED, self._database.where, uuid=row["uuid"]) from error

    def _rerate(self, connection: Connection, event: Event) -> None:
        """Work the item's memory out anew, now that one of its reviews is rated otherwise."""
        rated = connection.execute(_RATED, {"of_uuid": event.data["of"]}).scalar()
        if rated != event.item:
            raise self._nothing_to_rate(event)
        history = connection.execute(_HISTORY, {"of_item": event.item})
        (after,) = replayed(self._read(to_event, row) for row in history)
        known = connection.execute(_CACHED, {"of_item": event.item}).first() is not None
        _put(connection, after, known=known)

    def _nothing_to_rate(self, event: Event) -> UserError:
        of = event.data.get("of")
        return errors.failure(errors.NOTHING_TO_RATE, self._database.where, uuid=of, item=event.item)

    def _read(self, reader: Callable[[Row[Any]], Value], row: Row[Any]) -> Value:
        """Read one row; what no program of ours can have written means a damaged file."""
        try:
            return reader(row)
        except (ValueError, TypeError, OverflowError) as error:
            raise errors.failure(errors.DAMAGED, self._database.where) from error


def _put(connection: Connection, row: dict[str, Any], *, known: bool) -> None:
    """Write one row of the cache."""
    if known:
        connection.execute(_CHANGE_CACHED, {**row, "of_item": row["item"]})
    else:
        connection.execute(_ADD_CACHED, row)


def _named(connection: Connection, items: Iterable[str]) -> list[Row[Any]]:
    """Return the cached rows of the items, asked for some hundreds at a time."""
    names = list(dict.fromkeys(items))
    parts = (names[start : start + _FEW] for start in range(0, len(names), _FEW))
    queries = (select(memory).where(memory.c.item.in_(part)) for part in parts)
    return [row for query in queries for row in connection.execute(query)]


def _begins_with(prefix: str) -> ColumnElement[bool]:
    """Compare by substring: LIKE would overlook the case of letters on SQLite."""
    return func.substr(memory.c.item, 1, len(prefix)) == prefix


def _setting_key(key: str) -> str:
    """Keep settings apart from what the program notes for itself, such as the schema's version."""
    return f"setting:{key}"
