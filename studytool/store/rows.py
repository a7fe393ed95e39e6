"""Rows of the tables to domain values and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studytool.memory.fsrs import State
from studytool.store.events import Event, microseconds, moment
from studytool.store.remembered import Remembered

if TYPE_CHECKING:
    from sqlalchemy import Row


def to_row(event: Event) -> dict[str, Any]:
    """Return the event's columns; raises TypeError or ValueError for data that JSON has no word for."""
    return {
        "uuid": event.uuid,
        "at": microseconds(event.at),
        "kind": event.kind,
        "item": event.item,
        # ASCII: what was typed may hold half a surrogate pair, which no database's text takes.
        "data": json.dumps(dict(event.data), allow_nan=False, separators=(",", ":")),
    }


def to_event(row: Row[Any]) -> Event:
    """Return the event of a row; raises ValueError or OverflowError for a row that no event wrote."""
    data = json.loads(row.data)
    if not isinstance(data, dict):
        raise ValueError("an event's data must be an object")  # noqa: TRY004 - the row is bad, not the call
    return Event(row.uuid, moment(row.at), row.kind, row.item, data)


def to_remembered(row: Row[Any]) -> Remembered:
    """Return what a cached row says; raises OverflowError for a time outside the calendar."""
    state = State(row.slow, row.fast, row.difficulty)
    return Remembered(state, moment(row.last_us), moment(row.due_us), row.reviews, row.lapses)
