"""The caches written: one item after an event, or all of them from the whole log."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, text, update

from studytool.store import arithmetic, crediting, dangling
from studytool.store.counting import Totals
from studytool.store.direct import Direct
from studytool.store.events import KINDS
from studytool.store.replaying import batches, held_row, undone_rows
from studytool.store.schedule import model_of
from studytool.store.settling import decoded, logged_settings
from studytool.store.tables import CACHES, counts, held, kinds, memory, settings, undone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Table

    from studytool.store.counting import Counts
    from studytool.store.laws import Outcome
    from studytool.store.reading import Reject
    from studytool.store.replaying import Batch
    from studytool.store.schedule import Model, Row

# Built once: what varies is bound, so each is compiled once.
_CACHED = Direct(select(memory).where(memory.c.item == bindparam("of_item")))
_ADD = {table.name: insert(table) for table in CACHES}
_ADD_MEMORY = Direct(insert(memory).values({column.name: bindparam(column.name) for column in memory.c}))
_DROP = {table.name: delete(table).where(table.c.item == bindparam("of_item")) for table in (memory, held, undone)}
_CHANGE = Direct(
    update(memory)
    .where(memory.c.item == bindparam("of_item"))
    .values({column.name: bindparam(column.name) for column in memory.c if column.name != "item"})
)
_COUNT = Direct(
    text(
        "INSERT INTO counts (chapter, what, of, number) VALUES (:chapter, :what, :of, :number)"
        " ON CONFLICT (chapter, what, of) DO UPDATE SET number = counts.number + excluded.number"
    )
)
_NOUGHT = delete(counts).where(counts.c.number == 0)
_SETTINGS = Direct(select(settings))
_HAS_KIND = select(kinds).where(kinds.c.kind == bindparam("of_kind"))


def cached(connection: Connection, item: str) -> Any | None:
    """Return the item's row of the memory; None if it has none."""
    return _CACHED.first(connection, {"of_item": item})


def put(connection: Connection, row: Row, *, anew: bool) -> None:
    """Write a row of the memory, in place of the one before unless it is `anew`."""
    if anew:
        _ADD_MEMORY.run(connection, row)
    else:
        _CHANGE.run(connection, {**row, "of_item": row["item"]})


def replace(connection: Connection, items: Iterable[str], rows: list[tuple[Any, ...]]) -> None:
    """Write these rows of the memory in place of all of the items'."""
    for item in sorted(items):
        connection.execute(_DROP[memory.name], {"of_item": item})
    add(connection, memory, rows)


def keep(connection: Connection, item: str, came: Outcome) -> None:
    """Write anew whether the item is kept back, and what of it is undone."""
    for table in (held, undone):
        connection.execute(_DROP[table.name], {"of_item": item})
    row = held_row(item, came)
    add(connection, held, [row] if row else [])
    add(connection, undone, undone_rows(item, came))


def count(connection: Connection, more: Counts) -> None:
    """Add to the counts; one that has come to nothing is no row."""
    changes = {name: more[name] for name in sorted(more) if more[name]}
    if changes:
        names = counts.c.keys()
        _COUNT.run_each(connection, [dict(zip(names, (*name, n), strict=True)) for name, n in changes.items()])
    if min(changes.values(), default=0) < 0:
        connection.execute(_NOUGHT)


def resettle(connection: Connection, where: str, reject: Reject) -> bool:
    """Work out the settings anew from the log; return whether the schedule is now made otherwise."""
    before = model(connection)
    connection.execute(delete(settings))
    add(connection, settings, list(logged_settings(connection, where, reject).items()))
    return model(connection) != before


def settled(connection: Connection) -> dict[str, Any]:
    """Return the settings that hold."""
    return decoded(dict(_SETTINGS.tuples(connection)))


def model(connection: Connection) -> Model:
    """Return what the schedule is made with."""
    return _model(tuple(_SETTINGS.tuples(connection)))


@lru_cache(maxsize=4)
def _model(rows: tuple[tuple[str, str], ...]) -> Model:
    return model_of(decoded(dict(rows)))


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
    made_with, skills, found = model(connection), crediting.graph(connection), set[str]()
    linked = crediting.linked(skills)
    credited = crediting.worked_out(connection, linked, skills, made_with, where, lambda _: None)
    add(connection, memory, credited.rows)
    totals, remembered = Totals(), sum(row[0] not in skills.skills for row in credited.rows)
    totals.add(credited.counts)
    nowhere = 0
    for batch in batches(connection, made_with, totals, where, reject, linked):
        _add_batch(connection, batch)
        found.update(batch.columns[3])
        remembered += len(batch.memory)
        nowhere += batch.dangling
    add(connection, counts, count_rows(totals.counts))
    add(connection, kinds, [(kind,) for kind in sorted(found)])
    arithmetic.note(connection)
    dangling.note(connection, nowhere)
    return remembered


def count_rows(total: Counts) -> list[tuple[Any, ...]]:
    """Return the rows of the counts."""
    return [(*name, number) for name, number in sorted(total.items()) if number]


def _add_batch(connection: Connection, batch: Batch) -> None:
    add(connection, memory, batch.memory)
    add(connection, held, batch.held)
    add(connection, undone, batch.undone)


def add(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the table's columns."""
    if rows:
        names = table.c.keys()
        connection.execute(_ADD[table.name], [dict(zip(names, row, strict=True)) for row in rows])
