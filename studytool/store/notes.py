"""What the program notes for itself in a database, beside the log and its caches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from studytool.store.direct import Direct
from studytool.store.tables import meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NOTED = Direct(select(meta.c.value).where(meta.c.key == bindparam("of_key")))


def noted(connection: Connection, key: str) -> str | None:
    """Return what is noted under the key; None where nothing is."""
    row = _NOTED.first(connection, {"of_key": key})
    return None if row is None else row.value


def note(connection: Connection, key: str, value: str | None) -> None:
    """Note this in place of what was noted before; None for nothing."""
    connection.execute(delete(meta).where(meta.c.key == key))
    if value is not None:
        connection.execute(insert(meta), {"key": key, "value": value})
