"""Events that name one that is not there, and count from when that one is recorded.

Nothing in this program records one: they come with the log of another, or one that was damaged. So whether there are
any is noted when the caches are worked out from the whole log, and only then does an append look for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select

from studytool.store import notes
from studytool.store.events import REFERRING
from studytool.store.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEY: Final = "dangling"
"""The key of `meta` under which stands how many there were; nothing where there were none."""
_REFERRING = select(events.c.seq).where(events.c.item == bindparam("of_item"), events.c.kind.in_(REFERRING)).limit(1)


def note(connection: Connection, count: int) -> None:
    """Note how many there are."""
    notes.note(connection, KEY, str(count) if count else None)


def may_name(connection: Connection, item: str) -> bool:
    """Whether one of them may name an event of the item that was not there before."""
    if notes.noted(connection, KEY) is None:
        return False
    return connection.execute(_REFERRING, {"of_item": item}).first() is not None
