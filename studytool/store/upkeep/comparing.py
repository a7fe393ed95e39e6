"""A pass over the whole log: its events counted, and what they come to compared with every cache."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, select

from studytool.store import arithmetic, caches, crediting, errors
from studytool.store.counting import Totals
from studytool.store.events import microseconds
from studytool.store.replaying import batches
from studytool.store.schedule import model_of
from studytool.store.settling import decoded, logged_settings
from studytool.store.tables import counts, held, kinds, memory, settings, undone
from studytool.store.upkeep.uuids import strange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection, CursorResult, Table

    from studytool.store.replaying import Batch
    from studytool.text.language import UserError

AHEAD: Final = timedelta(days=1)  # a clock further ahead than any time zone is wrong
BY_ITEM: Final = (memory, held, undone)
_LINKED: Final = select(memory).where(memory.c.item.in_(bindparam("of_items", expanding=True)))


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


def read_whole(connection: Connection, where: str, now: datetime) -> Tally:
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
    tally.strange_uuids += strange(uuids)
    tally.early += _later(times, latest)
    tally.dangling += batch.dangling
    tally.kinds.update(names)


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
