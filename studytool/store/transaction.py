"""One transaction on an open connection."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from studytool.store import errors
from studytool.store.direct import driver

if TYPE_CHECKING:
    from collections.abc import Callable
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
        self._do(self._begin)
        return self.connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._do(self._commit)
            self.lock.release()
            return
        self._undo()
        if isinstance(error, (DBAPIError, sqlite3.Error)):
            raise errors.explanation(error, self.where) from error

    def _do(self, step: Callable[[], None]) -> None:
        try:
            step()
        except (DBAPIError, sqlite3.Error) as error:
            self._undo()
            raise errors.explanation(error, self.where) from error
        except BaseException:
            self._undo()
            raise

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
        """Roll back, also what a failed commit left open, of which SQLAlchemy no longer knows."""
        try:
            if not self.connection.closed:
                self.connection.rollback()
                driver(self.connection).rollback()
        finally:
            self.lock.release()
