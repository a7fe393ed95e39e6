"""A backup of a database of an older schema, of which only the file and the log can be compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from studytool.locations import real
from studytool.store import errors
from studytool.store.backup_names import FOLDER, name_of
from studytool.store.upkeep import refusals
from studytool.store.upkeep.copying import copy_whole
from studytool.store.upkeep.digest import COLUMNS, digest
from studytool.store.upkeep.making import make

if TYPE_CHECKING:
    from pathlib import Path

_LOG = f"SELECT {COLUMNS} FROM events ORDER BY seq"  # noqa: S608 - this program's own columns


def back_up_old(file: Path, expected: tuple[int, str]) -> None:
    """Copy a database whose schema is older than this program's; its log has to have the expected digest."""
    file = real(file)
    target = file.parent / FOLDER / name_of(file, datetime.now(UTC))
    check = partial(_check, where=str(file), expected=expected)
    make(str(file), target, partial(copy_whole, file), check)


def _check(copy: Path, where: str, expected: tuple[int, str]) -> int:
    """Examine the file and compare its log, which is all that a newer program asks of an older one."""
    with closing(sqlite3.connect(copy)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not sound or digest(connection.execute(_LOG)) != expected:
            raise errors.failure(refusals.UNSOUND_BACKUP, where, why="integrity_check")
    return expected[0]
