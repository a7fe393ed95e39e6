"""The whole log replayed, some items at a time, into what every cache should hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from studytool.store.counting import Chapters, inferred
from studytool.store.garbage import uncollected
from studytool.store.laws import Outcome, outcome
from studytool.store.lines import Told, entries, whole_items
from studytool.store.schedule import Model, Reviews, replayed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from studytool.store.counting import Totals
    from studytool.store.lines import Page
    from studytool.store.reading import Reject


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
    told = Told()
    with uncollected():
        for lines in whole_items(connection):
            yield _batch(lines, told, model, totals, where, reject, linked)


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
    def of(cls, items: Sequence[Any], data: Sequence[Any], told: Told) -> _Items:
        """Tell the items of sorted events apart."""
        code, starts = _numbered(items)
        said = np.fromiter(map(told.__getitem__, data), np.int64, len(data))
        lawful = _lawful(code, said, told, len(starts))
        return cls([_name(items[start]) for start in starts], starts, code, said, lawful)


def _name(item: Any) -> str:
    """Return an item's name; events of what is none are unreadable, and come to nothing."""
    return item if isinstance(item, str) else ""


def _batch(
    lines: Page, told: Told, model: Model, totals: Totals, where: str, reject: Reject, linked: Collection[str]
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


def _outcomes(items: _Items, lines: Page, told: Told, where: str, reject: Reject) -> Iterator[tuple[int, Outcome]]:
    """Yield what the events of each item that needs a law come to, with its number."""
    ends = [*items.starts[1:], len(lines)]
    for number in np.flatnonzero(items.lawful).tolist():
        own = lines[items.starts[number] : ends[number]]
        yield number, outcome(entries(own, told, where, reject))


class _Plain(NamedTuple):
    """Answers of items of which no event needs a law, each column of shape (answers,)."""

    code: NDArray[np.int64]
    at_us: NDArray[np.int64]
    said: NDArray[np.int64]


def _plain(items: _Items, at_us: Sequence[Any]) -> _Plain:
    """Return the events of all items that need no law."""
    easy = ~items.lawful[items.code]
    return _Plain(items.code[easy], _times(at_us, easy), items.said[easy])


def _lawful(code: NDArray[np.int64], said: NDArray[np.int64], told: Told, items: int) -> NDArray[np.bool_]:
    """Return which items have an event that SQLite has not read, or whose rating is none."""
    unusual = np.array([number == 0 or one.wrong is not None for number, one in enumerate(told.all)], bool)
    lawful = np.zeros(items, bool)
    lawful[code[unusual[said]]] = True
    return lawful


def _plain_reviews(names: Sequence[str], plain: _Plain, told: Told, apart: NDArray[np.bool_]) -> Reviews:
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
