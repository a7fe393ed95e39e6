"""From an address to an open, checked connection whose tables exist."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from threading import RLock
from time import sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, false, inspect, select, update
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from studytool.locations import make_folder
from studytool.store import errors, postgresql
from studytool.store.direct import driver
from studytool.store.learners import mark
from studytool.store.schema import SCHEMA_VERSION, VERSION_KEY
from studytool.store.standing import usable
from studytool.store.tables import events, meta, metadata
from studytool.store.transaction import transaction
from studytool.text.reasons import why

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Inspector

    from studytool.store.addresses import Address

VERSION = re.compile(r"[1-9]\d{0,8}", re.ASCII)
TRIES, PAUSE = 60, 0.05


@dataclass(frozen=True, slots=True)
class Database:
    """An open connection, and the name by which a person knows the file."""

    connection: Connection
    where: str
    lock: RLock = field(default_factory=RLock)

    def reading(self) -> AbstractContextManager[Connection]:
        """Return a transaction; one that reads before it writes is `writing`."""
        return transaction(self.connection, self.where, self.lock, "BEGIN")

    def writing(self) -> AbstractContextManager[Connection]:
        """Return one that nobody else writes into: SQLite cannot wait for another program's lock later on."""
        return transaction(self.connection, self.where, self.lock, "BEGIN IMMEDIATE")

    def close(self) -> None:
        """Close the connection; the write-ahead log is folded into the file."""
        self.connection.close()
        self.connection.engine.dispose()


def reach(there: Address, name: str, *, wait: float) -> Database:
    """Open, check and if need be create the database that failures call `name`; an older schema stays as it is."""
    if there.file:
        _prepare(there.file, name)
    connection = _engine(there, wait, name).connect()
    try:
        _check_and_create(connection, there, name)
    except BaseException:
        connection.close()
        raise
    return Database(connection, name)


def _prepare(path: Path, name: str) -> None:
    """Make the folder, and refuse what is no database before SQLite touches it."""
    try:
        make_folder(path.parent)
    except OSError as error:
        raise errors.failure(errors.NO_FOLDER, name, why=why(error)) from error
    usable(path, name)


def _engine(there: Address, wait: float, name: str) -> Engine:
    """Return an engine; on SQLite one that leaves transactions to us and may be used from any thread."""
    is_sqlite = there.url.get_backend_name() == "sqlite"
    arguments: dict[str, Any] = {"check_same_thread": False, "timeout": wait} if is_sqlite else {}
    if there.learner:
        arguments = postgresql.arguments(wait)
    try:
        engine = create_engine(there.url, poolclass=NullPool, connect_args=arguments)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        lacks_driver = there.learner and isinstance(error, ModuleNotFoundError)
        raise errors.failure(errors.NO_DRIVER if lacks_driver else errors.BAD_URL, name) from error
    if is_sqlite:
        event.listen(engine, "connect", _take_over_transactions)
        event.listen(engine, "begin", _begin)
    if there.learner:
        postgresql.confine(engine, there.learner, wait)
    return engine


def _take_over_transactions(connection: Any, _record: object) -> None:
    """Stop the driver from opening transactions where it sees fit."""
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    """Begin, unless statements of `studytool.store.direct` have begun before SQLAlchemy was asked for anything."""
    if not driver(connection).in_transaction:
        connection.exec_driver_sql(connection.info.pop("begin", "BEGIN"))


def _write_from_the_start(connection: Connection) -> None:
    """Let the next transaction begin as one that writes: SQLite cannot wait for another program's lock later on."""
    if connection.dialect.name == "sqlite":
        connection.info["begin"] = "BEGIN IMMEDIATE"


def _check_and_create(connection: Connection, there: Address, where: str) -> None:
    """Check what is there, make what is missing, and prove that it can be written."""
    there_is = inspect(connection)
    names = set(there_is.get_table_names())
    if names and not ({meta.name, events.name} <= names and set(meta.c.keys()) <= _columns(there_is)):
        raise errors.failure(errors.NOT_OURS, where)
    if names:
        version(connection, where)
    connection.rollback()
    if connection.dialect.name == "sqlite":
        _patiently(partial(_set_pragmas, connection))
    if names:
        _prove_writable(connection)
    else:
        _create(connection, there, where)


def _columns(there_is: Inspector) -> set[str]:
    return {column["name"] for column in there_is.get_columns(meta.name)}


def set_patience(connection: Connection, wait: float) -> None:
    """Set how many seconds to wait for another program's lock."""
    milliseconds = ceil(wait * 1000)
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA busy_timeout = {milliseconds}").close()
    else:
        postgresql.set_patience(connection, wait)


def _patiently(change: Callable[[], None]) -> None:
    """Try again while another program that opens the file holds it: SQLite does not wait when the journal changes."""
    for _ in range(TRIES - 1):
        try:
            change()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            sleep(PAUSE)
        else:
            return
    change()


def version(connection: Connection, where: str) -> int:
    """Return the version of the schema; UserError for one that this program does not know."""
    found = str(connection.execute(select(meta.c.value).where(meta.c.key == VERSION_KEY)).scalar())
    if not VERSION.fullmatch(found):
        raise errors.failure(errors.NOT_OURS, where)
    if int(found) > SCHEMA_VERSION:
        raise errors.failure(errors.NEWER, where, found=found, known=SCHEMA_VERSION)
    return int(found)


def _set_pragmas(connection: Connection) -> None:
    """Ask for durability at every commit; a journal mode cannot change inside a transaction."""
    cursor = connection.connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prove_writable(connection: Connection) -> None:
    """Change no row at all: a read-only or locked file is told now, not at the first answer."""
    with connection.begin():
        connection.execute(update(meta).where(false()).values(value=meta.c.value))


def _create(connection: Connection, there: Address, where: str) -> None:
    """Make every table and name the schema's version, in one transaction, unless another program has just done so."""
    _write_from_the_start(connection)
    with connection.begin():
        if there.learner:
            postgresql.make_schema(connection, there.learner)
        if meta.name in inspect(connection).get_table_names():
            version(connection, where)
            return
        metadata.create_all(connection)
        connection.execute(meta.insert().values(key=VERSION_KEY, value=str(SCHEMA_VERSION)))
        mark(connection)
