"""One transaction on an open connection."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from studytool.store import errors
from studytool.store.direct import driver

if TYPE_CHECKING:
    from threading import RLock
    from types import TracebackType

    from sqlalchemy import Connection


class Transaction:
    """Holds a connection, alone among the threads, from `begin` to a commit; any failure undoes all that was done.

    Failures of the database become UserErrors about `where`.
    """

    def __init__(self, connection: Connection, where: str, lock: RLock, begin: str) -> None:
        self.connection = connection
        self.where = where
        self.lock = lock
        self.begin = begin

    def __enter__(self) -> Connection:
        self.lock.acquire()
        try:
            self._begin()
        except BaseException as error:
            self._undo()
            self.lock.release()
            self._explain(error)
            raise
        return self.connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._commit()
            else:
                self._undo()
                self._explain(error)
        except BaseException as failure:
            self._undo()
            self._explain(failure)
            raise
        finally:
            self.lock.release()

    def _begin(self) -> None:
        if self.connection.dialect.name == "sqlite":
            driver(self.connection).execute(self.begin)
        else:
            self.connection.begin()

    def _commit(self) -> None:
        """Let SQLAlchemy commit, unless it was never asked for anything and knows of no transaction."""
        if self.connection.in_transaction():
            self.connection.commit()
        else:
            driver(self.connection).commit()

    def _undo(self) -> None:
        """Roll back, also what a failed commit left open, of which SQLAlchemy no longer knows.

        What fails here, such as a connection that was lost, is not told: the failure before it is.
        """
        with suppress(SQLAlchemyError, sqlite3.Error):
            self.connection.rollback()
            if self.connection.dialect.name == "sqlite":
                driver(self.connection).rollback()

    def _explain(self, error: BaseException) -> None:
        """Raise what a failure of the database means for a person."""
        if isinstance(error, (DBAPIError, sqlite3.Error)):
            raise errors.explanation(error, self.where) from error
