"""The latest answers to an item, read from the log."""

from __future__ import annotations

from sqlalchemy import bindparam, exists, select

from studytool.store.events import ANSWER
from studytool.store.tables import events, undone

_TAKEN_BACK = exists().where(undone.c.item == events.c.item, undone.c.uuid == events.c.uuid)

# Built once: what varies is bound, so it is compiled once.
LATEST_ANSWERS = (
    select(events)
    .where(events.c.item == bindparam("of_item"), events.c.kind == ANSWER, ~_TAKEN_BACK)
    .order_by(events.c.at.desc(), events.c.uuid.desc())
    .limit(bindparam("most"))
)
"""The rows of the answers in force, the latest first."""
