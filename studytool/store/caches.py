"""The caches written: one item after an event, or all of them from the whole log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from studytool.store import crediting
from studytool.store.events import ASKED, KINDS, SKIP
from studytool.store.laws import outcome
from studytool.store.replaying import batches, decoded, held_row, logged_settings, read, undone_rows
from studytool.store.rows import to_entry
from studytool.store.schedule import model_of, replayed, reviewed
from studytool.store.tables import CACHES, events, held, kinds, memory, settings, undone

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from studytool.store.laws import Outcome
    from studytool.store.replaying import Batch, Reject
    from studytool.store.schedule import Model, Row

NEUTRAL = (*ASKED, SKIP)  # without a rating they change no cache

# Built once: what varies is bound, so each is compiled once.
_HISTORY = select(events).where(events.c.item == bindparam("of_item")).order_by(events.c.at)
_OTHERS = events.c.item == bindparam("of_item"), events.c.uuid != bindparam("of_uuid")
_LATEST = select(events.c.at).where(*_OTHERS).order_by(events.c.at.desc()).limit(1)
_AS_LATE = select(events.c.uuid).where(*_OTHERS, events.c.at == bindparam("of_at"))
_CACHED = select(memory).where(memory.c.item == bindparam("of_item"))
_ADD = {table.name: insert(table) for table in CACHES}
_DROP = {table.name: delete(table).where(table.c.item == bindparam("of_item")) for table in (memory, held, undone)}
_CHANGE = update(memory).where(memory.c.item == bindparam("of_item"))
_SETTINGS = select(settings)
_HAS_KIND = select(kinds).where(kinds.c.kind == bindparam("of_kind"))


def is_last(connection: Connection, row: Row) -> bool:
    """Whether no other event of the row's item comes after it."""
    others = {"of_item": row["item"], "of_uuid": row["uuid"]}
    latest = connection.execute(_LATEST, others).scalar()
    if latest is None or latest != row["at"]:
        return latest is None or latest < row["at"]
    return all(uuid < row["uuid"] for uuid in connection.execute(_AS_LATE, {**others, "of_at": latest}).scalars())


def review(connection: Connection, item: str, at_us: int, rating: int, model: Model) -> None:
    """Bring an item's memory up to date after a review that is the last of its events."""
    before = connection.execute(_CACHED, {"of_item": item}).first()
    after = reviewed(item, before, at_us, rating, model)
    if before is None:
        connection.execute(_ADD[memory.name], after)
    else:
        connection.execute(_CHANGE, {**after, "of_item": item})


def replay_item(connection: Connection, item: str, model: Model, where: str, reject: Reject) -> None:
    """Work out anew what is cached of one item, from all its events."""
    lines = connection.execute(_HISTORY, {"of_item": item}).all()
    known = (read(line, where, reject) for line in lines)
    came = outcome(to_entry(event) for event in known if event)
    for drop in _DROP.values():
        connection.execute(drop, {"of_item": item})
    add(connection, memory, replayed_rows(item, came, model))
    row = held_row(item, came)
    add(connection, held, [row] if row else [])
    add(connection, undone, undone_rows(item, came))


def replayed_rows(item: str, came: Outcome, model: Model) -> list[tuple[Any, ...]]:
    """Return the item's row of `memory`, if it has one."""
    row = replayed(item, came.reviews, model)
    return [tuple(row.values())] if row else []


def resettle(connection: Connection, where: str, reject: Reject) -> bool:
    """Work out the settings anew from the log; return whether the schedule is now made otherwise."""
    before = model(connection)
    connection.execute(delete(settings))
    add(connection, settings, list(logged_settings(connection, where, reject).items()))
    return model(connection) != before


def settled(connection: Connection) -> dict[str, Any]:
    """Return the settings that hold."""
    return decoded({row.key: row.value for row in connection.execute(_SETTINGS)})


def model(connection: Connection) -> Model:
    """Return what the schedule is made with."""
    return model_of(settled(connection))


def note_kind(connection: Connection, kind: str) -> None:
    """Note that the log has events of this kind."""
    if connection.execute(_HAS_KIND, {"of_kind": kind}).first() is None:
        connection.execute(_ADD[kinds.name], {"kind": kind})


def unknown_kind(connection: Connection) -> str | None:
    """Return a kind of event that the log has and this program does not know; None if there is none."""
    return min((kind for kind in connection.execute(select(kinds.c.kind)).scalars() if kind not in KINDS), default=None)


def rebuild(connection: Connection, where: str, reject: Reject) -> int:
    """Drop every cache and work it out anew from the whole log; return how many items are remembered."""
    for table in CACHES:
        connection.execute(delete(table))
    add(connection, settings, list(logged_settings(connection, where, reject).items()))
    count, found, made_with = 0, set[str](), model(connection)
    skills = crediting.graph(connection)
    credited = crediting.linked_rows(connection, skills, made_with, where, lambda _: None)
    for batch in batches(connection, made_with, where, reject, credited | dict.fromkeys(skills.skills)):
        _add_batch(connection, batch)
        found.update(batch.columns[3])
        count += len(batch.memory)
    add(connection, memory, [row for item, row in credited.items() if item in skills.skills])
    add(connection, kinds, [(kind,) for kind in sorted(found)])
    return count


def _add_batch(connection: Connection, batch: Batch) -> None:
    add(connection, memory, batch.memory)
    add(connection, held, batch.held)
    add(connection, undone, batch.undone)


def add(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the table's columns."""
    if rows:
        names = table.c.keys()
        connection.execute(_ADD[table.name], [dict(zip(names, row, strict=True)) for row in rows])
