"""The lines of the log sorted by item, of which SQLite itself reads what is usual."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import starmap
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import select

from studytool.store import errors
from studytool.store.counting import Said
from studytool.store.events import ASKED, EARLIEST_US, LATEST_US, NO_ITEM, SKIP, grade
from studytool.store.laws import Entry
from studytool.store.reading import read
from studytool.store.rows import to_entry
from studytool.store.tables import events
from studytool.store.validity import is_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from studytool.store.reading import Reject

    Page = list[tuple[Any, ...]]

LONG: Final = 4000  # no answer of ours is; what is, SQLite and Python may read by different limits
PAGE: Final = 50_000  # events held at a time, beside those of the item that a page ends in

# SQLite itself reads what is asked of the answers that hold nothing unusual, and gives it as bytes, which no event's
# data are; it hands over the data of all others to be read here, and what may have an escaped letter in a key, as not
# every version finds that. The plus keeps SQLite from following an index all over the file: sorting is quicker.
_SORTED_BY_SQLITE: Final = f"""
    SELECT item, at, uuid, kind,
        CASE
            WHEN typeof(data) <> 'text' THEN NULL
            WHEN length(data) > {LONG} OR length(data) <> length(CAST(data AS BLOB)) THEN data
            WHEN kind NOT IN ('{ASKED[0]}', '{ASKED[1]}', '{SKIP}') OR item = '{NO_ITEM}' THEN data
            WHEN typeof(at) <> 'integer' OR at NOT BETWEEN {EARLIEST_US} AND {LATEST_US} THEN data
            WHEN instr(data, '\\u00') THEN data
            WHEN typeof(item) <> 'text' OR typeof(uuid) <> 'text' THEN data
            WHEN substr(data, 1, 1) <> '{{' OR NOT json_valid(data) THEN data
            WHEN kind = '{SKIP}' THEN CAST('[]' AS BLOB)
            ELSE CAST(json_extract(data, '$.rating', '$.verdict', '$.misconception') AS BLOB)
        END
    FROM events
    ORDER BY +item, at, uuid
"""  # noqa: S608 - made of this program's own constants
_SORTED: Final = select(events.c.item, events.c.at, events.c.uuid, events.c.kind, events.c.data).order_by(
    events.c.item, events.c.at
)


class Line(NamedTuple):
    """A row of the sorted log; in place of `data` stands as bytes what SQLite has read of an answer."""

    item: str
    at: int
    uuid: str
    kind: str
    data: str | bytes


def whole_items(connection: Connection) -> Iterator[Page]:
    """Yield all lines of the log, many at a time, so that each page ends with an item's last event."""
    return _whole_items(_pages(connection))


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


class Told(dict[Any, int]):
    """The place in `all` of what the bytes of an answer say; 0 for what cannot be read, or is no bytes."""

    def __init__(self) -> None:
        self.all = [Said()]

    def __missing__(self, data: Any) -> int:
        if not isinstance(data, bytes):
            return 0
        try:
            rating, verdict, mistakes = json.loads(data) or (None, None, None)
        except ValueError:
            return 0
        if not (is_text(verdict) and is_text(mistakes)):
            return 0
        wrong = rating if grade(rating) is None else None
        self.all.append(Said(grade(rating), _text(verdict), _text(mistakes), wrong))
        self[data] = len(self.all) - 1
        return self[data]


def entries(lines: Page, told: Told, where: str, reject: Reject) -> Iterator[Entry]:
    """Yield the entries of an item's lines; those that cannot be read are given to `reject` and left out."""
    for line in starmap(Line, lines):
        place = told[line.data]
        said = told.all[place]
        if said.wrong is not None:
            reject(errors.failure(errors.BAD_RATING, where, rating=said.wrong))
        elif isinstance(line.data, bytes) and not place:
            reject(errors.failure(errors.DAMAGED, where))
        elif isinstance(line.data, bytes):
            yield Entry(line.at, line.uuid, line.kind, said.rating, mistakes=said.mistakes, verdict=said.verdict)
        elif event := read(line, where, reject):
            yield to_entry(event)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
