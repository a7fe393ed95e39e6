"""One transaction on an open connection."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from studytool.store import errors
from studytool.store.direct import driver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import RLock

    from sqlalchemy import Connection


@contextmanager
def transaction(connection: Connection, where: str, lock: RLock, begin: str) -> Iterator[Connection]:
    """Hold the connection, alone among the threads, from `begin` to a commit; any failure undoes all that was done.

    Failures of the database become UserErrors about `where`, as does its use after it was closed.
    """
    # Wherever an interrupt comes, the lock is given back: by this block, or with the generator that nobody holds.
    with lock:
        if connection.closed:
            raise errors.failure(errors.CLOSED, where)
        try:
            _begin(connection, begin)
            yield connection
            _commit(connection)
        except BaseException as error:
            _undo(connection)
            if isinstance(error, (DBAPIError, sqlite3.Error)):
                raise errors.explanation(error, where) from error
            raise


def _begin(connection: Connection, begin: str) -> None:
    if connection.dialect.name == "sqlite":
        driver(connection).execute(begin)
    else:
        connection.begin()


def _commit(connection: Connection) -> None:
    """Let SQLAlchemy commit, unless it was never asked for anything and knows of no transaction."""
    if connection.in_transaction():
        connection.commit()
    else:
        driver(connection).commit()


def _undo(connection: Connection) -> None:
    """Roll back, also what a failed commit left open, of which SQLAlchemy no longer knows.

    What fails here, such as a connection that was lost, is not told: the failure before it is.
    """
    with suppress(SQLAlchemyError, sqlite3.Error):
        connection.rollback()
        if connection.dialect.name == "sqlite":
            driver(connection).rollback()
