"""Whether a database is sound: the file, its tables, every event, and every cache against a replay of the log.

Nothing here writes to the log. A repair drops the caches and works them out anew, and no more than that.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
from sqlalchemy import bindparam, inspect, select

from studytool.store import arithmetic, caches, crediting, errors
from studytool.store.counting import Totals
from studytool.store.events import microseconds
from studytool.store.replaying import batches
from studytool.store.schedule import model_of
from studytool.store.schema import SCHEMA_VERSION, VERSION_KEY
from studytool.store.settling import decoded, logged_settings
from studytool.store.tables import counts, held, kinds, memory, meta, metadata, settings, undone
from studytool.store.upkeep import findings
from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection, CursorResult, Table

    from studytool.store.database import Database
    from studytool.store.replaying import Batch

    Look: TypeAlias = Callable[[Connection], Iterator["Check"]]

State = Literal["ok", "warning", "wrong", "repaired"]

AHEAD: Final = timedelta(days=1)  # a clock further ahead than any time zone is wrong
UUID: Final = re.compile(r"^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$", re.MULTILINE)
_PATTERN: Final = np.frombuffer(b"00000000-0000-0000-0000-000000000000\n", np.uint8)
_KINDS_OF_SIGN: Final = np.zeros(256, np.uint8)
_KINDS_OF_SIGN[np.frombuffer(b"0123456789abcdef", np.uint8)] = 1
_KINDS_OF_SIGN[ord("-")], _KINDS_OF_SIGN[ord("\n")] = 2, 3
BY_ITEM: Final = (memory, held, undone)
ROUNDED: Final = (memory.name, counts.name)  # what another arithmetic may round otherwise
_LINKED: Final = select(memory).where(memory.c.item.in_(bindparam("of_items", expanding=True)))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found, in a line."""

    name: str
    state: State
    text: Text


@dataclass(slots=True)
class Tally:
    """What a pass over the whole log has counted; `differing` by the name of the cache.

    The caches are `from_elsewhere` if they were worked out with another arithmetic.
    """

    events: int = 0
    strange_uuids: int = 0
    early: int = 0
    dangling: int = 0
    kinds: set[str] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)
    differing: dict[str, int] = field(default_factory=dict)
    unreadable: int = 0
    first_unreadable: UserError | None = None
    from_elsewhere: bool = False

    def reject(self, why: UserError) -> None:
        """Count an event that cannot be used."""
        self.unreadable += 1
        self.first_unreadable = self.first_unreadable or why


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
        found = _read_whole(database.connection, database.where, now)
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


def _read_whole(connection: Connection, where: str, now: datetime) -> Tally:
    """Replay the log and compare, all in one transaction: others may write meanwhile."""
    tally = Tally()
    with errors.explained(where), connection.begin():
        tally.from_elsewhere = not arithmetic.is_ours(connection)
        expected = logged_settings(connection, where, lambda _: None)
        model = model_of(decoded(expected))
        skills = crediting.graph(connection)
        linked, latest = crediting.linked(skills), microseconds(now + AHEAD)
        credited = crediting.worked_out(connection, linked, skills, model, where, lambda _: None)
        compare, totals = _Comparison(connection, tally, linked), Totals()
        totals.add(credited.counts)
        for batch in batches(connection, model, totals, where, tally.reject, linked):
            _count(tally, batch, latest)
            compare.batch(batch)
        compare.rest(credited.rows)
        compare.whole(counts, caches.count_rows(totals.counts))
        compare.whole(settings, expected.items())
        compare.whole(kinds, ((kind,) for kind in tally.kinds))
    return tally


def _count(tally: Tally, batch: Batch, latest: int) -> None:
    _, times, uuids, names, _ = batch.columns
    tally.events += len(uuids)
    tally.strange_uuids += _strange(uuids)
    tally.early += _later(times, latest)
    tally.dangling += batch.dangling
    tally.kinds.update(names)


def _strange(uuids: Sequence[Any]) -> int:
    """Count the UUIDs that are none: all in one text, a line each, unless some are no texts or more than a line."""
    try:
        text = "\n".join(uuids)
    except TypeError:
        text = ""
    if _are_usual(text, len(uuids)):
        return 0
    if text.count("\n") == len(uuids) - 1:
        return len(uuids) - len(UUID.findall(text))
    return sum(not isinstance(one, str) or "\n" in one or UUID.match(one) is None for one in uuids)


def _are_usual(text: str, count: int) -> bool:
    """Whether all the lines are UUIDs with hyphens, in small letters: a look at all in a few steps."""
    if len(text) != 37 * count - 1 or not text.isascii():
        return False
    table = np.frombuffer(f"{text}\n".encode(), np.uint8).reshape(count, 37)
    return bool((_KINDS_OF_SIGN[table] == _KINDS_OF_SIGN[_PATTERN]).all())


def _later(times: Sequence[Any], latest: int) -> int:
    try:
        if max(times) <= latest:
            return 0
    except TypeError:
        pass
    return sum(isinstance(at, int) and at > latest for at in times)


class _Comparison:
    """Cached rows beside replayed ones, some items at a time."""

    def __init__(self, connection: Connection, tally: Tally, linked: Collection[str]) -> None:
        self.connection = connection
        self.tally = tally
        self.linked = sorted(linked)
        self.done: str | None = None

    def batch(self, batch: Batch) -> None:
        """Compare what is cached of the items after the last batch's, up to the last of this one's."""
        up_to = batch.columns[0][-1]
        for table, rows in zip(BY_ITEM, (batch.memory, batch.held, batch.undone), strict=True):
            self._compare(table, rows, self._cached(table, up_to))
        self.done = up_to

    def rest(self, credited: Iterable[tuple[Any, ...]]) -> None:
        """Compare what is cached of items of which there is no event, and of those that exercise one another."""
        for table in BY_ITEM:
            self._compare(table, [], self._cached(table, None))
        self._compare(memory, credited, _rows(self.connection.execute(_LINKED, {"of_items": self.linked})))

    def whole(self, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
        """Compare a whole cache."""
        self._compare(table, rows, _rows(self.connection.execute(select(table))))

    def _cached(self, table: Table, up_to: str | None) -> list[tuple[Any, ...]]:
        """Return the rows of the items that were not compared yet, up to this one or to the end."""
        query = select(table)
        if table is memory and self.linked:
            query = query.where(table.c.item.not_in(self.linked))
        if self.done is not None:
            query = query.where(table.c.item > self.done)
        if up_to is not None:
            query = query.where(table.c.item <= up_to)
        return _rows(self.connection.execute(query.order_by(*table.primary_key)))

    def _compare(self, table: Table, expected: Iterable[tuple[Any, ...]], cached: list[tuple[Any, ...]]) -> None:
        wanted = list(expected)
        differing = () if cached == wanted else set(cached) ^ set(wanted)
        rows = {row[: len(table.primary_key)] for row in differing}
        self.tally.rows[table.name] = self.tally.rows.get(table.name, 0) + len(wanted)
        self.tally.differing[table.name] = self.tally.differing.get(table.name, 0) + len(rows)


def _rows(result: CursorResult[Any]) -> list[tuple[Any, ...]]:
    return list(map(tuple, result.all()))


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
    after = _cache_checks(_read_whole(connection, where, now))
    return [_outcome(*pair) for pair in zip(before, after, strict=True)]


def _outcome(before: Check, after: Check) -> Check:
    is_mended = before.state != "ok" and after.state == "ok"
    return replace(before, state="repaired", text=findings.REPAIRED) if is_mended else after
