"""Whether an event holds what its kind asks for, before it is written and when a log is examined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytool.store import errors
from studytool.store.events import (
    ASKED,
    BURY,
    EARLIEST_US,
    JSON,
    KINDS,
    LATEST_US,
    NO_ITEM,
    RATE,
    REDO,
    SETTING,
    UNDO,
    grade,
)
from studytool.store.schedule import is_setting

if TYPE_CHECKING:
    from studytool.store.events import Event
    from studytool.text.language import UserError


def fault(event: Event, where: str) -> UserError | None:
    """Return why the event cannot stand in the log of the database `where`; None if it can."""
    if event.kind not in KINDS:
        return errors.failure(errors.UNKNOWN_KIND, where, kind=event.kind)
    if event.kind in {*ASKED, RATE} and (wrong := _rating_fault(event, where)):
        return wrong
    needed = _needed(event)
    if needed is None:
        return None
    return errors.failure(errors.BAD_EVENT, where, kind=event.kind, uuid=event.uuid, needed=needed)


def _rating_fault(event: Event, where: str) -> UserError | None:
    rating = event.data.get("rating")
    if event.kind == RATE and not isinstance(event.data.get("of"), str):
        return errors.failure(errors.NOTHING_TO_RATE, where, uuid=event.data.get("of"), item=event.item)
    if grade(rating) is None and (rating is not None or event.kind == RATE):
        return errors.failure(errors.BAD_RATING, where, rating=rating)
    return None


def _needed(event: Event) -> str | None:
    """Return the entries of `data` that the event lacks or has wrong, as they should be."""
    data = event.data
    if not is_text(event.item):
        return '"item"'
    if unfit := [key for key in ("verdict", "misconception") if not is_text(data.get(key))]:
        return f'"{unfit[0]}"'
    if event.kind != SETTING and event.item == NO_ITEM:
        return '"item"'
    if event.kind in {UNDO, REDO} and not isinstance(data.get("of"), str):
        return '"of": "…"'
    if event.kind == BURY and not is_time(data.get("until")):
        return '"until": 0'
    if event.kind == SETTING:
        return None if event.item == NO_ITEM and is_setting(data.get("key"), data.get("value")) else '"key", "value"'
    return None


def is_text(value: JSON) -> bool:
    """Whether a value is no text, or one that every database takes: without NUL and halves of surrogate pairs."""
    if not isinstance(value, str) or value.isascii():
        return "\0" not in str(value)
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def is_time(value: JSON) -> bool:
    """Whether a value is a time in microseconds since 1970 that the calendar has."""
    return type(value) is int and EARLIEST_US <= value <= LATEST_US
