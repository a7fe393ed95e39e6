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
from studytool.store.counting import Chapters, Said, inferred
from studytool.store.events import ASKED, EARLIEST_US, KINDS, LATEST_US, NO_ITEM, SETTING, SKIP, grade
from studytool.store.garbage import uncollected
from studytool.store.laws import Entry, Outcome, outcome
from studytool.store.rows import to_entry, to_event, to_json
from studytool.store.schedule import Model, Reviews, replayed
from studytool.store.tables import events
from studytool.store.validity import fault, is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection, Row

    from studytool.store.counting import Totals
    from studytool.store.events import Event
    from studytool.text.language import UserError

    Page = list[tuple[Any, ...]]
    Reject = Callable[[UserError], None]

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
_SETTINGS: Final = select(events).where(events.c.item == NO_ITEM).order_by(events.c.at)


class Line(NamedTuple):
    """A row of the sorted log; in place of `data` stands as bytes what SQLite has read of an answer."""

    item: str
    at: int
    uuid: str
    kind: str
    data: str | bytes


@dataclass(slots=True)
class Batch:
    """What the events of some items come to: rows of the caches, in column order.

    The items are whole and come in the database's own order; `columns` are those of their events' lines.
    """

    columns: tuple[tuple[Any, ...], ...]
    memory: list[tuple[Any, ...]] = field(default_factory=list)
    held: list[tuple[Any, ...]] = field(default_factory=list)
    undone: list[tuple[Any, ...]] = field(default_factory=list)
    dangling: int = 0


def batches(
    connection: Connection, model: Model, totals: Totals, where: str, reject: Reject, linked: Collection[str] = ()
) -> Iterator[Batch]:
    """Yield what all events of the log come to; those that cannot be read are given to `reject` and left out.

    What the answers count for is added to the totals. The memory of the `linked` items, to which the events of others
    matter, is left out.
    """
    told = _Told()
    with uncollected():
        for lines in _whole_items(_pages(connection)):
            yield _batch(lines, told, model, totals, where, reject, linked)


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
    except (ValueError, TypeError, OverflowError, RecursionError):
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


class _Told(dict[Any, int]):
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


def _name(item: Any) -> str:
    """Return an item's name; events of what is none are unreadable, and come to nothing."""
    return item if isinstance(item, str) else ""


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


class _Items(NamedTuple):
    """Whole items: their names, where the events of each start, and which have an event that needs a law.

    `code`, each event's item as a number, and `said`, the place of what it says, have the shape (events,), `lawful`
    has the shape (items,).
    """

    names: list[str]
    starts: list[int]
    code: NDArray[np.int64]
    said: NDArray[np.int64]
    lawful: NDArray[np.bool_]

    @classmethod
    def of(cls, items: Sequence[Any], data: Sequence[Any], told: _Told) -> _Items:
        """Tell the items of sorted events apart."""
        code, starts = _numbered(items)
        said = np.fromiter(map(told.__getitem__, data), np.int64, len(data))
        lawful = _lawful(code, said, told, len(starts))
        return cls([_name(items[start]) for start in starts], starts, code, said, lawful)


def _batch(
    lines: Page, told: _Told, model: Model, totals: Totals, where: str, reject: Reject, linked: Collection[str]
) -> Batch:
    """Replay the events of whole items: those that need no law all at once, the others item by item."""
    batch = Batch(tuple(zip(*lines, strict=True)))
    names, at_us, _, _, data = batch.columns
    items = _Items.of(names, data, told)
    apart = np.fromiter((name in linked for name in items.names), bool, len(items.names))
    plain = _plain(items, at_us)
    totals.add_lines(Chapters.of(items.names), *plain, told.all)
    reviews = [_plain_reviews(items.names, plain, told, apart)]
    for number, came in _outcomes(items, lines, told, where, reject):
        name = items.names[number]
        totals.add_answers(name, came.answers)
        _note(batch, name, came)
        if not apart[number]:
            reviews.append(reviews_of(number, name, came))
    together = Reviews(*map(np.concatenate, zip(*reviews, strict=True)))
    batch.memory, counts = replayed(items.names, together, model)
    totals.add(counts)
    return batch


def _outcomes(items: _Items, lines: Page, told: _Told, where: str, reject: Reject) -> Iterator[tuple[int, Outcome]]:
    """Yield what the events of each item that needs a law come to, with its number."""
    ends = [*items.starts[1:], len(lines)]
    for number in np.flatnonzero(items.lawful).tolist():
        own = lines[items.starts[number] : ends[number]]
        yield number, outcome(_entries(own, told, where, reject))


class _Plain(NamedTuple):
    """Answers of items of which no event needs a law, each column of shape (answers,)."""

    code: NDArray[np.int64]
    at_us: NDArray[np.int64]
    said: NDArray[np.int64]


def _plain(items: _Items, at_us: Sequence[Any]) -> _Plain:
    """Return the events of all items that need no law."""
    easy = ~items.lawful[items.code]
    return _Plain(items.code[easy], _times(at_us, easy), items.said[easy])


def _lawful(code: NDArray[np.int64], said: NDArray[np.int64], told: _Told, items: int) -> NDArray[np.bool_]:
    """Return which items have an event that SQLite has not read, or whose rating is none."""
    unusual = np.array([number == 0 or one.wrong is not None for number, one in enumerate(told.all)], bool)
    lawful = np.zeros(items, bool)
    lawful[code[unusual[said]]] = True
    return lawful


def _plain_reviews(names: Sequence[str], plain: _Plain, told: _Told, apart: NDArray[np.bool_]) -> Reviews:
    """Return the reviews among these answers; those of items `apart` are left out."""
    rating = np.array([one.rating or 0 for one in told.all], np.int64)[plain.said]
    is_kind = np.array([bool(inferred(name, 1, chosen=False)) for name in names], bool)
    every = Reviews(plain.code, plain.at_us, rating, np.where(is_kind[plain.code], rating, 0))
    return every.where((rating > 0) & ~apart[plain.code])


def _numbered(items: Sequence[str]) -> tuple[np.ndarray, list[int]]:
    """Return every event's item as a number, counted in the order met, and where each item's events start."""
    names = np.array(items, object)
    changes = np.concatenate(([False], names[1:] != names[:-1]))
    return np.cumsum(changes), [0, *np.flatnonzero(changes).tolist()]


def _times(at_us: Sequence[Any], easy: np.ndarray) -> np.ndarray:
    """Return the times of the easy events; those of the others may be no times at all."""
    return np.array(list(compress(at_us, easy.tolist())), np.int64)


def _entries(lines: Page, told: _Told, where: str, reject: Reject) -> Iterator[Entry]:
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


def reviews_of(number: int, item: str, came: Outcome) -> Reviews:
    """Return the reviews of one item, which has this number."""
    rows = [
        (number, at_us, rating, inferred(item, rating, chosen=chosen))
        for at_us, _, _, _, rating, chosen, _ in came.reviews
        if rating is not None
    ]
    return Reviews(*np.array(rows, np.int64).reshape(len(rows), 4).T)


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
