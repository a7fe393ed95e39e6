"""The whole log replayed, some items at a time, into what every cache should hold."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field
from itertools import compress, starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from sqlalchemy import select

from studytool.store import errors
from studytool.store.events import ASKED, EARLIEST_US, KINDS, LATEST_US, NO_ITEM, SETTING, SKIP
from studytool.store.laws import Entry, Outcome, outcome
from studytool.store.rows import to_entry, to_event, to_json
from studytool.store.schedule import Model, Reviews, rows
from studytool.store.tables import events
from studytool.store.validity import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from studytool.store.events import Event
    from studytool.text.language import UserError

    Page = list[tuple[Any, ...]]
    Reject = Callable[[UserError], None]

PAGE: Final = 50_000  # events held at a time, beside those of the item that a page ends in

# SQLite itself reads the ratings of the events that hold nothing unusual (0 for none), and hands over the data of the
# rest to be read here. Asked for twice, a rating comes as an array, in which true is not 1. The plus keeps SQLite from
# following an index all over the file: sorting is quicker.
_SORTED_BY_SQLITE: Final = f"""
    SELECT item, at, uuid, kind,
        CASE
            WHEN kind NOT IN ('{ASKED[0]}', '{ASKED[1]}', '{SKIP}') OR item = '{NO_ITEM}' THEN data
            WHEN typeof(at) <> 'integer' OR at NOT BETWEEN {EARLIEST_US} AND {LATEST_US} THEN data
            WHEN typeof(item) <> 'text' OR typeof(uuid) <> 'text' OR typeof(data) <> 'text' THEN data
            WHEN substr(data, 1, 1) <> '{{' OR NOT json_valid(data) THEN data
            WHEN kind = '{SKIP}' THEN 0
            ELSE CASE json_extract(data, '$.rating', '$.rating')
                WHEN '[3,3]' THEN 3
                WHEN '[null,null]' THEN 0
                WHEN '[1,1]' THEN 1
                WHEN '[2,2]' THEN 2
                WHEN '[4,4]' THEN 4
                ELSE data
            END
        END
    FROM events
    ORDER BY +item, at, uuid
"""  # noqa: S608 - made of this program's own constants
_SORTED: Final = select(events.c.item, events.c.at, events.c.uuid, events.c.kind, events.c.data).order_by(
    events.c.item, events.c.at
)
_SETTINGS: Final = select(events).where(events.c.item == NO_ITEM).order_by(events.c.at)


class Line(NamedTuple):
    """A row of the sorted log; in place of `data` stands the rating, or 0, where the database itself has read it."""

    item: str
    at: int
    uuid: str
    kind: str
    data: str | int


@dataclass(slots=True)
class Batch:
    """What the events of some items come to: rows of the caches `memory`, `held` and `undone`, in column order.

    The items are whole and come in the database's own order; `columns` are those of their events' lines.
    """

    columns: tuple[tuple[Any, ...], ...]
    memory: list[tuple[Any, ...]] = field(default_factory=list)
    held: list[tuple[Any, ...]] = field(default_factory=list)
    undone: list[tuple[Any, ...]] = field(default_factory=list)
    dangling: int = 0


def batches(
    connection: Connection, model: Model, where: str, reject: Reject, credited: Mapping[str, tuple[Any, ...] | None]
) -> Iterator[Batch]:
    """Yield what all events of the log come to; those that cannot be read are given to `reject` and left out.

    `credited` are the rows of `memory` of items to whose memory the events of others matter; None stands for an item
    whose own events do not.
    """
    for lines in _whole_items(_pages(connection)):
        batch = _batch(lines, model, where, reject)
        if credited:
            batch.memory = [row for own in batch.memory if (row := credited.get(own[0], own))]
        yield batch


def settings_in(log: Iterable[Event]) -> dict[str, str]:
    """Return the settings that hold after all events of no item, each value as JSON."""
    ordered = sorted((event for event in log if event.kind == SETTING), key=attrgetter("at", "uuid"))
    return {str(event.data["key"]): to_json(event.data["value"]) for event in ordered}


def logged_settings(connection: Connection, where: str, reject: Reject) -> dict[str, str]:
    """Return the settings that hold after the whole log, each value as JSON."""
    lines = connection.execute(_SETTINGS).all()
    return settings_in(event for line in lines if (event := read(line, where, reject)))


def decoded(settings: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of settings in JSON."""
    return {key: json.loads(value) for key, value in settings.items()}


def read(line: Line | Row[Any], where: str, reject: Reject) -> Event | None:
    """Return the event of a row; None, and the reason to `reject`, where it is none that could have been recorded."""
    if line.kind not in KINDS:
        reject(errors.failure(errors.NEWER_KIND, where, kind=line.kind))
        return None
    try:
        event = to_event(line)
    except (ValueError, TypeError, OverflowError):
        reject(errors.failure(errors.DAMAGED, where))
        return None
    if wrong := fault(event, where):
        reject(wrong)
        return None
    return event


def _pages(connection: Connection) -> Iterator[Page]:
    """Yield the log sorted by item; on SQLite the driver's own tuples, which take a fifth off the whole."""
    if connection.dialect.name != "sqlite":
        result = connection.execute(_SORTED.execution_options(stream_results=True))
        yield from (list(map(tuple, page)) for page in result.partitions(PAGE))
        return
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(_SORTED_BY_SQLITE)
        while page := cursor.fetchmany(PAGE):
            yield list(page)


def _whole_items(pages: Iterable[Page]) -> Iterator[Page]:
    """Cut the pages anew, so that each ends with an item's last event."""
    kept: Page = []
    for page in pages:
        lines = kept + page
        last = lines[-1][0]
        cut = next((place for place in range(len(lines), 0, -1) if lines[place - 1][0] != last), 0)
        kept = lines[cut:]
        if cut:
            yield lines[:cut]
    if kept:
        yield kept


def _batch(lines: Page, model: Model, where: str, reject: Reject) -> Batch:
    """Replay the events of whole items: those that need no law all at once, the others item by item."""
    batch = Batch(tuple(zip(*lines, strict=True)))
    items, at_us, _, _, data = batch.columns
    code, starts = _numbered(items)
    names = [items[start] for start in starts]
    plain = np.array([value if type(value) is int else -1 for value in data], np.int64)
    lawful = np.zeros(len(names), bool)
    lawful[code[plain < 0]] = True
    easy = (plain > 0) & ~lawful[code]
    parts = [Reviews(code[easy], _times(at_us, easy), plain[easy])]
    ends = [*starts[1:], len(lines)]
    for number in np.flatnonzero(lawful).tolist():
        came = outcome(_entries(lines[starts[number] : ends[number]], where, reject))
        _note(batch, names[number], came)
        parts.append(_numbered_reviews(number, came))
    batch.memory = rows(names, Reviews(*map(np.concatenate, zip(*parts, strict=True))), model)
    return batch


def _numbered(items: Sequence[str]) -> tuple[np.ndarray, list[int]]:
    """Return every event's item as a number, counted in the order met, and where each item's events start."""
    names = np.array(items, object)
    changes = np.concatenate(([False], names[1:] != names[:-1]))
    return np.cumsum(changes), [0, *np.flatnonzero(changes).tolist()]


def _times(at_us: Sequence[Any], easy: np.ndarray) -> np.ndarray:
    """Return the times of the easy events; those of the others may be no times at all."""
    return np.array(list(compress(at_us, easy.tolist())), np.int64)


def _entries(lines: Page, where: str, reject: Reject) -> Iterator[Entry]:
    for line in starmap(Line, lines):
        if isinstance(line.data, int):
            yield Entry(line.at, line.uuid, line.kind, line.data or None)
        elif event := read(line, where, reject):
            yield to_entry(event)


def _numbered_reviews(number: int, came: Outcome) -> Reviews:
    count = len(came.reviews)
    at_us, rating = np.array(came.reviews, np.int64).reshape(count, 2).T
    return Reviews(np.full(count, number, np.int64), at_us, rating)


def _note(batch: Batch, item: str, came: Outcome) -> None:
    batch.dangling += came.dangling
    if row := held_row(item, came):
        batch.held.append(row)
    batch.undone.extend(undone_rows(item, came))


def held_row(item: str, came: Outcome) -> tuple[str, bool, int | None] | None:
    """Return the row of an item that is kept back; None for any other."""
    return (item, came.suspended, came.buried_us) if came.suspended or came.buried_us is not None else None


def undone_rows(item: str, came: Outcome) -> list[tuple[str, str, int, str]]:
    """Return the rows of an item's events that are not in force."""
    return [(item, uuid, at_us, by) for uuid, (at_us, by) in came.undone.items()]
