"""What undo and redo take next: the newest first, without limit, as far back as the log goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select, text

from studytool.store import schema
from studytool.store.events import LATEST_US, UNDOABLE
from studytool.store.tables import events, undone

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

IN_FORCE = text(schema.IN_FORCE)

_CAN_BE_UNDONE = events.c.kind.in_(UNDOABLE)
_IN_FORCE = select(events).where(_CAN_BE_UNDONE, IN_FORCE)
_NEWEST = _IN_FORCE.order_by(events.c.at.desc(), events.c.uuid.desc()).limit(1)
_THIS = _IN_FORCE.where(events.c.uuid == bindparam("of_uuid"))
_LAST_UNDONE = select(undone).order_by(undone.c.by_at.desc(), undone.c.by_uuid.desc()).limit(1)
_AFTER = select(events.c.seq).where(
    _CAN_BE_UNDONE,
    or_(
        events.c.at > bindparam("of_at"), and_(events.c.at == bindparam("of_at"), events.c.uuid > bindparam("of_uuid"))
    ),
)
_NAMED = select(events).where(events.c.uuid == bindparam("of_uuid"))
_LATEST = select(func.max(events.c.at))

Deeds = Sequence[tuple[str, str]]
"""The uuids and kinds of what was done in a sitting, in the order in which it was done, whatever the clock said."""


def to_undo(connection: Connection, deeds: Deeds) -> Row[Any] | None:
    """Return the event in force that was done last to an item, in this sitting or else the newest; None if none is."""
    for uuid, kind in reversed(deeds):
        row = connection.execute(_THIS, {"of_uuid": uuid}).first() if kind in UNDOABLE else None
        if row is not None:
            return row
    return connection.execute(_NEWEST).first()


def to_redo(connection: Connection, deeds: Deeds) -> Row[Any] | None:
    """Return the event that was undone last; None if there is none, or something newer, or later in this sitting."""
    undo = connection.execute(_LAST_UNDONE).first()
    if undo is None or _was_followed(undo.by_uuid, deeds):
        return None
    if connection.execute(_AFTER.limit(1), {"of_at": undo.by_at, "of_uuid": undo.by_uuid}).first():
        return None
    return connection.execute(_NAMED, {"of_uuid": undo.uuid}).first()


def _was_followed(undo: str, deeds: Deeds) -> bool:
    """Whether something was done in this sitting after this undo event; all of it was, if that is of an earlier one."""
    place = max((place for place, (uuid, _) in enumerate(deeds) if uuid == undo), default=-1)
    return any(kind in UNDOABLE for _, kind in deeds[place + 1 :])


def stamp(connection: Connection, now_us: int) -> int:
    """Return `now_us`, or a time just after the log's latest: what is done last counts last, though clocks run back."""
    latest = connection.execute(_LATEST).scalar()
    return now_us if latest is None else min(max(now_us, latest + 1), LATEST_US)
