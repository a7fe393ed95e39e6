"""What PostgreSQL needs: a schema for each learner, and one transaction at a time within it.

A schema holds the same tables as a file does, so nothing else in the store asks whose rows it reads, and no query can
reach another learner's. The caches are right only if no other event comes between reading and writing them, so every
transaction waits for the learner's advisory lock.
"""

from __future__ import annotations

import hashlib
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SHORTEST_WAIT: Final = 2  # seconds: psycopg waits no shorter for a server


def arguments(wait: float) -> dict[str, Any]:
    """Return what the driver needs to know to connect."""
    return {"connect_timeout": max(SHORTEST_WAIT, ceil(wait)), "application_name": "studytool"}


def schema_of(learner: str) -> str:
    """Return the name of the learner's schema."""
    return f"learner_{learner}"


def confine(engine: Engine, learner: str, wait: float) -> None:
    """Let every connection see this learner's schema only, and every transaction wait for its lock."""
    schema, key, patience = schema_of(learner), _lock_key(learner), str(ceil(wait * 1000))

    def connected(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            _set(cursor, "search_path", f'"{schema}"')
            _set(cursor, "lock_timeout", patience)
        connection.commit()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (key,))

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def set_patience(connection: Connection, wait: float) -> None:
    """Let the connection wait so many seconds for another program's lock."""
    raw: Any = connection.connection
    raw.rollback()
    with raw.cursor() as cursor:
        _set(cursor, "lock_timeout", str(ceil(wait * 1000)))
    raw.commit()


def make_schema(connection: Connection, learner: str) -> None:
    """Make the learner's schema if there is none."""
    name = connection.dialect.identifier_preparer.quote_identifier(schema_of(learner))
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {name}")


def _set(cursor: Any, name: str, value: str) -> None:
    cursor.execute("SELECT set_config(%s, %s, false)", [name, value])


def _lock_key(learner: str) -> int:
    """Return the number of the learner's lock, the same in every process."""
    digest = hashlib.sha256(f"studytool:{learner}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
