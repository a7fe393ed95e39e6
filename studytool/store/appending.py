"""One event appended to the log, and the caches after it, within a transaction that writes."""

from __future__ import annotations

import sqlite3
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from studytool.store import caches, crediting, errors, recording, statements, undoing
from studytool.store.events import ASKED, RATE, REFERRING, SETTING, UNDOABLE, Event, microseconds, moment
from studytool.store.rows import to_row
from studytool.store.validity import fault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from studytool.store.events import JSON


def append(connection: Connection, event: Event, where: str, known: Collection[str]) -> None:
    """Insert the event and bring the caches up to date; events of the `known` kinds are noted already.

    Raises UserError about the database `where` for an event that cannot be recorded; see `Store.append`.
    """
    if wrong := fault(event, where):
        raise wrong
    _insert(connection, to_row(event), where, known)
    if event.kind in REFERRING:
        _check_reference(connection, event, where)
    if event.kind == SETTING:
        _resettle(connection, where)
    else:
        skills, model = crediting.graph(connection), caches.model(connection)
        recording.record(connection, event, skills, model, where, errors.throw)


def event_after_all(connection: Connection, kind: str, item: str, data: Mapping[str, JSON], now: datetime) -> Event:
    """Return a new event that comes after all those in the log."""
    at = moment(undoing.stamp(connection, microseconds(now)))
    return Event(str(uuid.uuid4()), at, kind, item, data)


def _insert(connection: Connection, row: dict[str, Any], where: str, known: Collection[str]) -> None:
    try:
        statements.ADD_EVENT.run(connection, row)
    except (IntegrityError, sqlite3.IntegrityError) as error:
        raise errors.failure(errors.REPEATED, where, uuid=row["uuid"]) from error
    if row["kind"] not in known:
        caches.note_kind(connection, row["kind"])


def _check_reference(connection: Connection, event: Event, where: str) -> None:
    """Refuse an event that names one of which it cannot be said."""
    named = connection.execute(statements.NAMED, {"of_uuid": event.data["of"]}).first()
    wanted = ASKED if event.kind == RATE else UNDOABLE
    if named is None or named.item != event.item or named.kind not in wanted:
        text = errors.NOTHING_TO_RATE if event.kind == RATE else errors.NOTHING_TO_UNDO
        raise errors.failure(text, where, uuid=event.data["of"], item=event.item)


def _resettle(connection: Connection, where: str) -> None:
    if caches.resettle(connection, where, errors.throw):
        caches.rebuild(connection, where, errors.throw)
