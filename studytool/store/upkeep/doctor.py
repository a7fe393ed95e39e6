"""Whether a database is sound: the file, its tables, every event, and every cache against a replay of the log.

Nothing here writes to the log. A repair drops the caches and works them out anew, and no more than that.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from sqlalchemy import inspect, select

from studytool.store import caches, errors
from studytool.store.schema import SCHEMA_VERSION, VERSION_KEY
from studytool.store.tables import counts, memory, meta, metadata
from studytool.store.upkeep import findings
from studytool.store.upkeep.comparing import Tally, read_whole
from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from studytool.store.database import Database

    Look: TypeAlias = Callable[[Connection], Iterator["Check"]]

State = Literal["ok", "warning", "wrong", "repaired"]

ROUNDED: Final = (memory.name, counts.name)  # what another arithmetic may round otherwise


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found, in a line."""

    name: str
    state: State
    text: Text


def examine(database: Database, now: datetime, *, repair: bool = False) -> list[Check]:
    """Return what is found, check by check; with `repair`, caches that differ are rebuilt and compared again.

    A damaged file is not repaired: that would build on sand. SQLite looks at its file while the log is replayed.
    """
    with ThreadPoolExecutor(1) as beside:
        file = beside.submit(_looked, _integrity, database)
        if repair and _is_wrong(file.result()):
            return file.result()
        others = list(_others(database, now, repair=repair))
    return file.result() if _is_wrong(file.result()) else [*file.result(), *others]


def _others(database: Database, now: datetime, *, repair: bool) -> Iterator[Check]:
    for look in (_references, partial(_schema, repair=repair)):
        checks = _looked(look, database)
        yield from checks
        if _is_wrong(checks):
            return
    try:
        found = read_whole(database.connection, database.where, now)
    except UserError as error:
        yield Check("events", "wrong", error.text)
        return
    yield from _event_checks(found)
    compared = _cache_checks(found)
    if repair and not found.unreadable and any(check.state != "ok" for check in compared):
        compared = _repaired(database.connection, database.where, now, compared)
    yield from compared


def _is_wrong(checks: Iterable[Check]) -> bool:
    return any(check.state == "wrong" for check in checks)


def _looked(look: Look, database: Database) -> list[Check]:
    """Look at one side of the file; what cannot be read at all is damage."""
    try:
        with errors.explained(database.where):
            return list(look(database.connection))
    except UserError as error:
        return [Check("integrity", "wrong", error.text)]


def _integrity(connection: Connection) -> Iterator[Check]:
    """Let SQLite look at its file, through a connection of its own where there is a file."""
    if connection.dialect.name != "sqlite" or connection.engine.url.database in {None, "", ":memory:"}:
        return
    with connection.engine.connect() as own:
        found = [" ".join(line.split()) for (line,) in own.exec_driver_sql("PRAGMA integrity_check")]
    if found == ["ok"]:
        yield Check("integrity", "ok", findings.SOUND)
    else:
        yield Check("integrity", "wrong", findings.UNSOUND.format(why=found[0], count=len(found)))


def _references(connection: Connection) -> Iterator[Check]:
    if connection.dialect.name != "sqlite":
        return
    with connection.begin():
        found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    yield Check("references", "wrong" if found else "ok", findings.REFERENCES.format(count=len(found)))


def _schema(connection: Connection, *, repair: bool) -> Iterator[Check]:
    """Compare the version and what tables, columns and indexes there are; caches and indexes can be made anew."""
    with connection.begin():
        version = connection.execute(select(meta.c.value).where(meta.c.key == VERSION_KEY)).scalar()
        missing = sorted(_missing(connection))
        can_be_made = version == str(SCHEMA_VERSION) and not any("." in name for name in missing)
        if missing and repair and can_be_made:
            _make(connection)
            yield Check("schema", "repaired", findings.MADE.format(missing=", ".join(missing)))
        elif missing or not can_be_made:
            text = findings.BAD_SCHEMA.format(found=version, known=SCHEMA_VERSION, missing=", ".join(missing) or "–")
            yield Check("schema", "wrong", text)
        else:
            yield Check("schema", "ok", findings.SCHEMA.format(version=version))


def _make(connection: Connection) -> None:
    """Make the tables and indexes that are missing."""
    metadata.create_all(connection)
    for table in metadata.sorted_tables:
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def _missing(connection: Connection) -> Iterator[str]:
    there = inspect(connection)
    for table in metadata.sorted_tables:
        if not there.has_table(table.name):
            yield table.name
            continue
        columns = {column["name"] for column in there.get_columns(table.name)}
        indexes = {index["name"] for index in there.get_indexes(table.name)}
        yield from (f"{table.name}.{column.name}" for column in table.c if column.name not in columns)
        yield from (str(index.name) for index in table.indexes if index.name not in indexes)


def _event_checks(found: Tally) -> Iterator[Check]:
    yield _events(found)
    yield _warning("uuids", found.strange_uuids, findings.UUIDS, findings.STRANGE_UUIDS, "wrong")
    yield _warning("times", found.early, findings.TIMES, findings.EARLY_TIMES)
    yield _warning("named", found.dangling, findings.NAMED, findings.DANGLING)


def _events(found: Tally) -> Check:
    if found.first_unreadable is None:
        return Check("events", "ok", findings.EVENTS.format(count=f"{found.events:,}"))
    why, total = found.first_unreadable.text, f"{found.events:,}"
    return Check("events", "wrong", findings.BAD_EVENTS.format(count=found.unreadable, total=total, why=why))


def _warning(name: str, count: int, good: Text, bad: Text, state: State = "warning") -> Check:
    return Check(name, state, bad.format(count=f"{count:,}")) if count else Check(name, "ok", good)


def _cache_checks(found: Tally) -> list[Check]:
    rounded = ROUNDED if found.from_elsewhere else ()
    return [_cache(name, rows, found.differing[name], rounded=name in rounded) for name, rows in found.rows.items()]


def _cache(name: str, rows: int, differing: int, *, rounded: bool) -> Check:
    if not differing:
        return Check(name, "ok", findings.EQUAL.format(rows=f"{rows:,}"))
    state: State = "warning" if rounded else "wrong"
    text = findings.FROM_ELSEWHERE if rounded else findings.STALE
    return Check(name, state, text.format(count=f"{differing:,}", rows=f"{rows:,}"))


def _repaired(connection: Connection, where: str, now: datetime, before: list[Check]) -> list[Check]:
    """Rebuild the caches and compare once more."""
    with errors.explained(where), connection.begin():
        caches.rebuild(connection, where, errors.throw)
    after = _cache_checks(read_whole(connection, where, now))
    return [_outcome(*pair) for pair in zip(before, after, strict=True)]


def _outcome(before: Check, after: Check) -> Check:
    is_mended = before.state != "ok" and after.state == "ok"
    return replace(before, state="repaired", text=findings.REPAIRED) if is_mended else after
