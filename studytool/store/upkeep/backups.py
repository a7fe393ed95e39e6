"""Copies of the database beside it, each checked before it counts, thinned as they grow old.

A backup stands under its final name only after it was opened, its log replayed and its caches compared; until then its
name begins with a dot. Every backup named as one is therefore sound.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from glob import escape
from typing import TYPE_CHECKING, Final

from studytool.locations import real
from studytool.store import errors
from studytool.store.addresses import address
from studytool.store.backup_names import FOLDER, backups_of, name_of
from studytool.store.standing import Standing, usable
from studytool.store.upkeep import refusals
from studytool.store.upkeep.checking import check
from studytool.store.upkeep.copying import copy_whole
from studytool.store.upkeep.making import make
from studytool.store.upkeep.thinning import kept
from studytool.store.vain import remove
from studytool.text.language import Text, UserError
from studytool.text.reasons import why

if TYPE_CHECKING:
    from pathlib import Path

A_DAY: Final = timedelta(days=1)
_EXTENT = "SELECT count(*), max(seq) FROM events"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that passed its check: where it is, and how many events it holds."""

    path: Path
    events: int


def back_up(file: Path, now: datetime, to: Path | None = None) -> Backup:
    """Copy a database, check the copy, and only then thin the older ones.

    The copy goes into the folder `backups` beside the database, into `to` if that is a folder, else it becomes the file
    `to`, which must not exist. Raises UserError, leaving no copy behind and every older one where it is.
    """
    file = real(file)
    if not file.is_file():
        raise errors.failure(refusals.NO_FILE, str(file))
    if usable(file, str(file)) is Standing.EMPTY:
        raise errors.failure(refusals.NOTHING_YET, str(file))
    folder = file.parent / FOLDER if to is None else to
    target = to if to and not to.is_dir() else folder / name_of(file, now)
    count = make(str(file), target, partial(copy_whole, file), partial(check, where=str(file), now=now))
    if to is None:
        _thin(file, now)
    return Backup(target, count)


def keep_safe(where: str, now: datetime, *, older_than: timedelta = timedelta(0)) -> Text | None:
    """Back up the file at `where` if it has events that its newest backup lacks; return why that could not be done.

    Nothing is done while the newest backup is younger than `older_than`, nor for a database that is no file. Never
    raises: a sitting must not fail for want of a backup.
    """
    try:
        file = address(where).file
        with errors.explained(where):
            if file and _is_due(real(file), now, older_than):
                back_up(file, now)
    except UserError as error:
        return error.text
    except OSError as error:
        return refusals.CANNOT_BACK_UP.format(where=where, to=FOLDER, why=why(error))
    return None


def _is_due(file: Path, now: datetime, older_than: timedelta) -> bool:
    """Whether the file has events that its newest backup lacks, and this is old enough."""
    if not file.is_file():
        return False
    found = backups_of(file)
    if not found:
        return _extent(file, "mode=rw")[0] > 0
    newest = max(found)
    # A clock that was set back since must not stop the backups.
    is_young = timedelta(0) <= now - newest < older_than
    return not is_young and _extent(file, "mode=rw") != _extent(found[newest], "immutable=1")


def _extent(file: Path, how: str) -> tuple[int, int]:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as connection:
        count, last = connection.execute(_EXTENT).fetchone()
        return count, last or 0


def _thin(file: Path, now: datetime) -> None:
    """Remove the backups that are no longer needed, and what an interrupted one left."""
    found = backups_of(file)
    for time in found.keys() - kept(found, now):
        found[time].unlink(missing_ok=True)
    for left in (file.parent / FOLDER).glob(f".{escape(file.name)}.*.partial"):
        if datetime.fromtimestamp(left.stat().st_mtime, UTC) < now - A_DAY:
            remove(left)
