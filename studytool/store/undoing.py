"""What undo and redo take next: the newest first, without limit, as far back as the log goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, not_, or_, select

from studytool.store.events import LATEST_US, UNDOABLE
from studytool.store.tables import events, undone

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_CAN_BE_UNDONE = events.c.kind.in_(UNDOABLE)
_NEWEST = events.c.at.desc(), events.c.uuid.desc()


def in_force() -> ColumnElement[bool]:
    """Select the events that were not undone, or redone since."""
    return not_(exists().where(undone.c.item == events.c.item, undone.c.uuid == events.c.uuid))


_TO_UNDO = select(events).where(_CAN_BE_UNDONE, in_force()).order_by(*_NEWEST).limit(1)
_LAST_UNDONE = select(undone).order_by(undone.c.by_at.desc(), undone.c.by_uuid.desc()).limit(1)
_AFTER = select(events.c.seq).where(
    _CAN_BE_UNDONE,
    or_(
        events.c.at > bindparam("of_at"), and_(events.c.at == bindparam("of_at"), events.c.uuid > bindparam("of_uuid"))
    ),
)
_NAMED = select(events).where(events.c.uuid == bindparam("of_uuid"))
_LATEST = select(func.max(events.c.at))


def to_undo(connection: Connection) -> Row[Any] | None:
    """Return the newest event in force that was done to an item; None if there is none."""
    return connection.execute(_TO_UNDO).first()


def to_redo(connection: Connection) -> Row[Any] | None:
    """Return the event that was undone last; None if there is none, or something was done since."""
    last = connection.execute(_LAST_UNDONE).first()
    if last is None or connection.execute(_AFTER.limit(1), {"of_at": last.by_at, "of_uuid": last.by_uuid}).first():
        return None
    return connection.execute(_NAMED, {"of_uuid": last.uuid}).first()


def stamp(connection: Connection, now_us: int) -> int:
    """Return `now_us`, or a time just after the log's latest: what is done last counts last, though clocks run back."""
    latest = connection.execute(_LATEST).scalar()
    return now_us if latest is None else min(max(now_us, latest + 1), LATEST_US)
