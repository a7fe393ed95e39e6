"""Two logs united: all events of both, by uuid, and the caches worked out anew.

What a set of events comes to depends on no order in which they were recorded, so two machines that merge each other's
files end with the same events and the same caches, bit for bit.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Column, MetaData, Table, exists, func, insert, not_, or_, select

from studytool.memory.skills import NO_SKILLS
from studytool.store import caches, crediting, errors
from studytool.store.addresses import address
from studytool.store.events import KINDS
from studytool.store.learners import add_marks, marks
from studytool.store.tables import events
from studytool.store.upkeep import refusals
from studytool.store.upkeep.backups import back_up
from studytool.store.upkeep.checking import WAIT, check
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.copying import passing_copy
from studytool.store.upkeep.making import make
from studytool.store.vain import not_in_vain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Insert, Select

    from studytool.memory.skills import SkillGraph
    from studytool.store.database import Database

    Bringing = tuple[Connection, Table]

PAGE: Final = 5_000  # events at a time, where they come from another kind of database
CACHE_KIB: Final = 131_072
_NAMES: Final = ("uuid", "at", "kind", "item", "data")
_ALL = select(*(events.c[name] for name in _NAMES)).execution_options(yield_per=PAGE)
_KINDS = select(events.c.kind).distinct()
_COUNT = select(func.count()).select_from(events)
_ATTACHED: Final = events.to_metadata(MetaData(), schema="incoming")
_PASSING: Final = Table(
    "incoming", MetaData(), *(Column(name, events.c[name].type) for name in _NAMES), prefixes=["TEMPORARY"]
)


class Merged(NamedTuple):
    """How many events came, how many there are now, and where the database before is kept (None: there was none)."""

    came: int
    total: int
    before: Path | None


def merge(where: str, other: Path, now: datetime, *, join: bool = False) -> Merged:
    """Add to the database at `where` the events of the file `other` that it lacks; a file is first backed up.

    The first merge of two files that were begun apart needs `join`; both then count as one learner's. `other` is only
    read. Raises UserError, and changes nothing, where `other` is no studytool database, is damaged, newer or perhaps
    another learner's, and where an event differs in the two.
    """
    file = address(where).file
    if file and file.exists() and other.exists() and file.samefile(other):
        raise errors.failure(refusals.SAME_FILE, str(other))
    with passing_copy(other) as copy:
        if not copy.stat().st_size:
            raise errors.failure(errors.NOT_OURS, str(other))
        with closing(connect(copy, wait=WAIT, copy_of=str(other))) as theirs:
            examine(theirs)
            with not_in_vain(file), closing(connect(where, wait=WAIT)) as ours:
                check_learner(ours, theirs, join=join)
                before = back_up(file, now).path if file and count(ours) else None
                came = unite(ours, theirs)
                return Merged(came, count(ours), before)


def save(where: str, to: Path, now: datetime) -> int:
    """Write the log of a database that is no file to the new file `to`, and check it; return how many events it has."""

    def fill(copy: Path) -> None:
        with closing(connect(where, wait=WAIT)) as source, closing(connect(copy, wait=WAIT, copy_of=str(to))) as target:
            unite(target, source)

    name = address(where).name
    return make(name, to, fill, partial(check, where=name, now=now))


def examine(theirs: Database) -> None:
    """Refuse a file that is damaged or has events of a kind that this program does not know."""
    with theirs.writing() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check").scalars().first()
        newer = set(connection.execute(_KINDS).scalars()) - KINDS
    if found != "ok":
        raise errors.failure(errors.DAMAGED, theirs.where)
    if newer:
        raise errors.failure(errors.NEWER_KIND, theirs.where, kind=min(newer))


def check_learner(ours: Database, theirs: Database, *, join: bool) -> None:
    """Refuse the file of what may be another learner; a log without any event can be anybody's."""
    with ours.writing() as mine, theirs.writing() as other:
        is_known = join or bool(marks(mine) & marks(other)) or not mine.execute(_COUNT).scalar_one()
    if not is_known:
        raise errors.failure(refusals.OTHER_LEARNER, ours.where, other=theirs.where)


def unite(ours: Database, theirs: Database) -> int:
    """Add the events that `ours` lacks, all or none, and work out the caches anew; return how many came.

    Raises UserError for an event that is none, and for one that differs in the two.
    """
    with theirs.writing() as source:
        learner, skills = marks(source), _skills(source, theirs.where)
    bring = _attached if _is_sqlite(ours) and _is_file(theirs) else _carried
    with bring(ours, theirs) as (connection, incoming):
        differing = connection.execute(_differing(incoming)).scalar()
        if differing is not None:
            raise errors.failure(refusals.DIFFERENT_EVENT, ours.where, other=theirs.where, uuid=differing)
        before = connection.execute(_COUNT).scalar_one()
        connection.execute(_new(incoming))
        came = connection.execute(_COUNT).scalar_one() - before
        add_marks(connection, learner)
        is_first = crediting.graph(connection) == NO_SKILLS != skills
        if is_first:
            crediting.note(connection, skills)
        if came or is_first:
            # What a replay rejects now came with theirs.
            caches.rebuild(connection, theirs.where, errors.throw)
    return came


def _skills(source: Connection, where: str) -> SkillGraph:
    """Return the graph that the other caches were made with, for a database that was never told of one."""
    try:
        return crediting.graph(source)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise errors.failure(errors.DAMAGED, where) from error


@contextmanager
def _attached(ours: Database, theirs: Database) -> Iterator[Bringing]:
    """Let SQLite read the other file itself, both kept in memory as far as usual ones go: uuids come in no order."""
    cursor = ours.connection.connection.cursor()
    with errors.explained(ours.where):
        cursor.execute("ATTACH ? AS incoming", [theirs.connection.engine.url.database])
    try:
        for name in ("main", "incoming"):
            cursor.execute(f"PRAGMA {name}.cache_size = -{CACHE_KIB}")
        with ours.writing() as connection:
            yield connection, _ATTACHED
    finally:
        cursor.execute("DETACH incoming").close()


@contextmanager
def _carried(ours: Database, theirs: Database) -> Iterator[Bringing]:
    """Carry all events over into a table that passes."""
    with theirs.writing() as source, ours.writing() as connection:
        _PASSING.create(connection)
        for page in source.execute(_ALL).partitions():
            connection.execute(insert(_PASSING), [row._asdict() for row in page])
        yield connection, _PASSING
        _PASSING.drop(connection)


def _differing(incoming: Table) -> Select[tuple[Any]]:
    """Select an event that is there with another content."""
    same_uuid = events.join(incoming, events.c.uuid == incoming.c.uuid)
    other = or_(*(events.c[name] != incoming.c[name] for name in _NAMES))
    return select(incoming.c.uuid).select_from(same_uuid).where(other).order_by(incoming.c.uuid).limit(1)


def _new(incoming: Table) -> Insert:
    """Add the events that are not there, in the order of time, so that they read like a log."""
    there = exists().where(events.c.uuid == incoming.c.uuid).correlate(incoming)
    columns = (incoming.c[name] for name in _NAMES)
    rows = select(*columns).where(not_(there)).order_by(incoming.c.at, incoming.c.uuid)
    return insert(events).from_select(_NAMES, rows)


def _is_sqlite(database: Database) -> bool:
    return database.connection.dialect.name == "sqlite"


def _is_file(database: Database) -> bool:
    return _is_sqlite(database) and bool(database.connection.engine.url.database)


def count(database: Database) -> int:
    """Return how many events there are."""
    with database.writing() as connection:
        return connection.execute(_COUNT).scalar_one()
