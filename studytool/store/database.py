"""From a path or URL to an open, checked connection whose tables exist."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, false, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from studytool.store import errors
from studytool.store.schema import SCHEMA_VERSION, VERSION_KEY
from studytool.store.tables import meta, metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

TRIES, PAUSE = 60, 0.05
_SQLITE_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Database:
    """An open connection, and the name by which a person knows the file."""

    connection: Connection
    where: str

    def undo(self) -> None:
        """Roll back what a failed commit left open, of which SQLAlchemy no longer knows."""
        if not self.connection.closed:
            self.connection.connection.rollback()

    def close(self) -> None:
        """Close the connection; the write-ahead log is folded into the file."""
        self.connection.close()
        self.connection.engine.dispose()


def connect(where: str | Path, *, wait: float) -> Database:
    """Open, check and if need be create the database; see `open_store`."""
    url = _url(where)
    name = _name(url)
    if _is_file(url):
        _prepare(Path(name))
    with errors.explained(name):
        connection = _engine(url, wait, name).connect()
        try:
            _check_and_create(connection, name)
        except BaseException:
            connection.close()
            raise
    return Database(connection, name)


def _url(where: str | Path) -> URL:
    """Return the URL that a path or URL stands for."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        return make_url(where)
    except ArgumentError as error:
        raise errors.failure(errors.BAD_URL, where) from error


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}


def _name(url: URL) -> str:
    """Return what to call the database: its path, or its URL without the password."""
    return str(url.database) if _is_file(url) else url.render_as_string(hide_password=True)


def _prepare(path: Path) -> None:
    """Make the folder, and refuse what is no database before SQLite touches it."""
    if path.is_dir():
        raise errors.failure(errors.IS_FOLDER, str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.failure(errors.NO_FOLDER, str(path), why=error.strerror) from error
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise errors.failure(errors.CANNOT_OPEN, str(path)) from error
    if start not in {b"", _SQLITE_MAGIC}:
        raise errors.failure(errors.NOT_OURS, str(path))


def _engine(url: URL, wait: float, name: str) -> Engine:
    """Return an engine; on SQLite one that leaves transactions to us and may be used from any thread."""
    is_sqlite = url.get_backend_name() == "sqlite"
    arguments: dict[str, Any] = {"check_same_thread": False, "timeout": wait} if is_sqlite else {}
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise errors.failure(errors.BAD_URL, name) from error
    if is_sqlite:
        event.listen(engine, "connect", _take_over_transactions)
        event.listen(engine, "begin", _begin)
    return engine


def _take_over_transactions(connection: Any, _record: object) -> None:
    """Stop the driver from opening transactions where it sees fit."""
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.info.pop("begin", "BEGIN"))


def _check_and_create(connection: Connection, where: str) -> None:
    """Check what is there, make what is missing, and prove that it can be written."""
    names = set(inspect(connection).get_table_names())
    if names and meta.name not in names:
        raise errors.failure(errors.NOT_OURS, where)
    if names:
        _check_version(connection, where)
    connection.rollback()
    if connection.dialect.name == "sqlite":
        _patiently(partial(_set_pragmas, connection))
    if names:
        _prove_writable(connection)
    else:
        _create(connection, where)


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


def _check_version(connection: Connection, where: str) -> None:
    """Refuse a schema that this program does not know."""
    found = connection.execute(select(meta.c.value).where(meta.c.key == VERSION_KEY)).scalar()
    if found is None or not found.isdecimal():
        raise errors.failure(errors.NOT_OURS, where)
    if int(found) > SCHEMA_VERSION:
        raise errors.failure(errors.NEWER, where, found=found, known=SCHEMA_VERSION)


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


def _create(connection: Connection, where: str) -> None:
    """Make every table and name the schema's version, in one transaction, unless another program has just done so."""
    if connection.dialect.name == "sqlite":
        connection.info["begin"] = "BEGIN IMMEDIATE"
    with connection.begin():
        if meta.name in inspect(connection).get_table_names():
            _check_version(connection, where)
            return
        metadata.create_all(connection)
        connection.execute(meta.insert().values(key=VERSION_KEY, value=str(SCHEMA_VERSION)))
