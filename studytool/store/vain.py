"""New files and folders that go again where what they were made for fails."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS: Final = ("", "-wal", "-shm", "-journal")
"""What ends the names of a database and of what SQLite keeps beside it."""
_TABLE = "SELECT 1 FROM sqlite_master WHERE name = 'events'"
_EVENT = "SELECT 1 FROM events LIMIT 1"


@contextmanager
def not_in_vain(file: Path | None) -> Iterator[None]:
    """Take away what the block made, where it fails: the database if it has no event, and the folders above it.

    What another program has meanwhile begun to use stays. None, for a database that is no file, asks for nothing.
    """
    made = [path for path in (file, *file.parents) if not _is_there(path)] if file else []
    try:
        yield
    except BaseException:
        for path in made:
            with suppress(OSError):
                _take_away(path)
        raise


def remove(file: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for part in PARTS:
        Path(f"{file}{part}").unlink(missing_ok=True)


def has_log(file: Path) -> bool:
    """Whether a write-ahead log with anything in it is left beside a database."""
    log = Path(f"{file}-wal")
    return log.is_file() and log.stat().st_size > 0


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def _take_away(path: Path) -> None:
    """Remove a file without any event, or a folder in which there is nothing."""
    if path.is_dir():
        path.rmdir()
    elif path.is_file() and not has_log(path) and not _has_event(path):
        remove(path)


def _has_event(file: Path) -> bool:
    """Whether there is an event; what cannot be read may have some."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            return bool(connection.execute(_TABLE).fetchone() and connection.execute(_EVENT).fetchone())
    except sqlite3.Error:
        return True
