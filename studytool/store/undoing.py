"""What undo and redo take next: the newest first, without limit, as far back as the log goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, not_, or_, select

from studytool.store.events import LATEST_US, UNDOABLE
from studytool.store.tables import events, undone

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_CAN_BE_UNDONE = events.c.kind.in_(UNDOABLE)


def in_force() -> ColumnElement[bool]:
    """Select the events that were not undone, or redone since."""
    return not_(exists().where(undone.c.item == events.c.item, undone.c.uuid == events.c.uuid))


_TO_UNDO = select(events).where(_CAN_BE_UNDONE, in_force())
_OF_THIS_SITTING = _TO_UNDO.where(events.c.seq > bindparam("of_seq")).order_by(events.c.seq.desc()).limit(1)
_NEWEST_OF_ALL = _TO_UNDO.order_by(events.c.at.desc(), events.c.uuid.desc()).limit(1)
_LAST_UNDONE = select(undone).order_by(undone.c.by_at.desc(), undone.c.by_uuid.desc()).limit(1)
_AFTER = select(events.c.seq).where(
    _CAN_BE_UNDONE,
    or_(
        events.c.at > bindparam("of_at"),
        and_(events.c.at == bindparam("of_at"), events.c.uuid > bindparam("of_uuid")),
        and_(
            events.c.seq > bindparam("of_seq"),
            events.c.seq > select(events.c.seq).where(events.c.uuid == bindparam("of_uuid")).scalar_subquery(),
        ),
    ),
)
_NAMED = select(events).where(events.c.uuid == bindparam("of_uuid"))
_LATEST = select(func.max(events.c.at))
_LAST = select(func.max(events.c.seq))


def last(connection: Connection) -> int:
    """Return the number of the event that was recorded last; 0 if there is none."""
    return connection.execute(_LAST).scalar() or 0


def to_undo(connection: Connection, since: int) -> Row[Any] | None:
    """Return the event in force that was done last to an item; None if there is none.

    Of those recorded after the number `since` the last recorded counts, though clocks run back; of those before, which
    may come from other machines, the newest.
    """
    of_this = connection.execute(_OF_THIS_SITTING, {"of_seq": since}).first()
    return of_this or connection.execute(_NEWEST_OF_ALL).first()


def to_redo(connection: Connection, since: int) -> Row[Any] | None:
    """Return the event that was undone last; None if there is none, or something was done since.

    That is something newer, or recorded later after the number `since`.
    """
    undo = connection.execute(_LAST_UNDONE).first()
    if undo is None:
        return None
    after = {"of_at": undo.by_at, "of_uuid": undo.by_uuid, "of_seq": since}
    if connection.execute(_AFTER.limit(1), after).first():
        return None
    return connection.execute(_NAMED, {"of_uuid": undo.uuid}).first()


def stamp(connection: Connection, now_us: int) -> int:
    """Return `now_us`, or a time just after the log's latest: what is done last counts last, though clocks run back."""
    latest = connection.execute(_LATEST).scalar()
    return now_us if latest is None else min(max(now_us, latest + 1), LATEST_US)
