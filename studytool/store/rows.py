"""Rows of the tables to domain values and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from studytool.memory.fsrs import State
from studytool.store.counting import QUARTER_US, Reviewed
from studytool.store.events import EARLIEST_US, LATEST_US, SKIP, Event, grade, microseconds, moment
from studytool.store.laws import Entry
from studytool.store.remembered import Held, MemoryColumns, Remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy import Row

    from studytool.store.events import JSON


RECORD: Final = np.dtype(
    [("item", "O"), ("slow", "f8"), ("fast", "f8"), ("difficulty", "f8"), ("last_us", "i8"), ("due_us", "i8")]
)
"""What of a cached row the columns are made of."""
_QUARTERS: Final = range(EARLIEST_US // QUARTER_US, LATEST_US // QUARTER_US + 1)
_ENCODE: Final = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode  # json.dumps would make one each time


def to_row(event: Event) -> dict[str, Any]:
    """Return the event's columns; raises TypeError or ValueError for data that JSON has no word for."""
    # ASCII: what was typed may hold half a surrogate pair, which no database's text takes.
    data = to_json(dict(event.data))
    return {"uuid": event.uuid, "at": microseconds(event.at), "kind": event.kind, "item": event.item, "data": data}


def to_json(value: JSON) -> str:
    """Return a value as compact JSON in ASCII."""
    return _ENCODE(value)


def to_event(row: Any) -> Event:
    """Return the event of a row, its columns as attributes.

    Raises TypeError, ValueError or OverflowError for a row that no event wrote.
    """
    data = json.loads(row.data, object_pairs_hook=_first_of_each)
    if not isinstance(data, dict) or not isinstance(row.item, str):
        raise ValueError("an event's data must be an object")  # noqa: TRY004 - the row is bad, not the call
    return Event(row.uuid, moment(row.at), row.kind, row.item, data)


def _first_of_each(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    """Return an object; of a key that stands twice the first value counts, as SQLite reads it."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else dict(reversed(pairs))


def to_entry(event: Event) -> Entry:
    """Return what the laws ask of an event that holds what its kind asks for; of a skip that is when it was."""
    data = {} if event.kind == SKIP else event.data
    of, until, mistakes, verdict = (data.get(key) for key in ("of", "until", "misconception", "verdict"))
    return Entry(
        microseconds(event.at),
        event.uuid,
        event.kind,
        grade(data.get("rating")),
        of if isinstance(of, str) else None,
        until if isinstance(until, int) else None,
        mistakes if isinstance(mistakes, str) else None,
        verdict if isinstance(verdict, str) else None,
    )


def to_remembered(row: Row[Any]) -> Remembered:
    """Return what a cached row says; raises OverflowError for a time outside the calendar."""
    state = State(row.slow, row.fast, row.difficulty)
    return Remembered(state, moment(row.last_us), moment(row.due_us), row.reviews, row.lapses)


def to_columns(rows: NDArray[Any]) -> MemoryColumns:
    """Return the columns of cached rows, which are records of `RECORD`."""
    state = State(*(np.ascontiguousarray(rows[name]) for name in ("slow", "fast", "difficulty")))
    return MemoryColumns(rows["item"].tolist(), state, rows["last_us"], rows["due_us"])


def to_reviewed(rows: list[tuple[Any, ...]]) -> list[Reviewed]:
    """Return what cached rows count; raises ValueError for a quarter of an hour that is none."""
    found = [Reviewed(chapter, int(quarter), number) for chapter, quarter, number in rows]
    if any(each.quarter not in _QUARTERS for each in found):
        raise ValueError("a quarter of an hour that the calendar does not have")
    return found


def to_held(row: Row[Any]) -> Held:
    """Return what a cached row says; raises OverflowError for a time outside the calendar."""
    return Held(row.suspended, None if row.buried_us is None else moment(row.buried_us))
