"""Copies of database files: one to work on while the original stays untouched, and one that SQLite itself makes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from studytool.locations import real
from studytool.store import errors
from studytool.store.upkeep import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

BESIDE: Final = ("", "-wal", "-journal")  # what a database's content may be spread over
TRIES: Final = 5
OWN: Final = 0o600  # whoever may read the database may read its copy, and its owner may write it
PATIENCE: Final = 30.0  # seconds; by itself SQLite's copying waits for ever


@contextmanager
def passing_copy(path: Path) -> Iterator[Path]:
    """Yield a copy of a database that is removed afterwards; SQLite never touches the original.

    A write-ahead log that another program left is copied with it. Raises UserError for a file that is missing, or that
    changes all the time.
    """
    if not real(path).is_file():
        raise errors.failure(refusals.NO_FILE, str(path))
    with tempfile.TemporaryDirectory(prefix="studytool-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            _copy_unchanged(path, copy)
        except OSError as error:
            raise errors.failure(errors.CANNOT_OPEN, str(path)) from error
        yield copy


def _copy_unchanged(path: Path, copy: Path) -> None:
    """Copy all parts of a database, again if one of them changed meanwhile."""
    for _ in range(TRIES):
        before = _stamps(path)
        for part in BESIDE:
            Path(f"{copy}{part}").unlink(missing_ok=True)
            if part in before:
                shutil.copyfile(f"{path}{part}", f"{copy}{part}")
        if _stamps(path) == before:
            return
    raise errors.failure(refusals.IN_USE, str(path))


def _stamps(path: Path) -> dict[str, tuple[int, int]]:
    """Return the time and size of each part that is there."""
    found = ((part, Path(f"{path}{part}")) for part in BESIDE)
    return {part: (file.stat().st_mtime_ns, file.stat().st_size) for part, file in found if file.exists()}


def copy_whole(path: Path, to: Path) -> None:
    """Copy a database, as it is at one moment, while others may use it.

    Raises sqlite3.Error, OSError where nothing can be written, and UserError for a file that stays locked.
    """
    to.touch()
    to.chmod(path.stat().st_mode & 0o777 | OWN)  # before anything stands in it
    give_up = monotonic() + PATIENCE

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status != sqlite3.SQLITE_DONE and monotonic() > give_up:
            raise errors.failure(errors.LOCKED, str(path))

    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(to)) as target,
    ):
        source.backup(target, progress=progress)


def on_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
