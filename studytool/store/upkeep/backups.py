"""Copies of the database beside it, each checked before it counts, thinned as they grow old.

A backup stands under its final name only after it was opened, its log replayed and its caches compared; until then its
name begins with a dot. Every backup named as one is therefore sound.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from studytool.locations import make_folder, real
from studytool.store import errors
from studytool.store.addresses import address
from studytool.store.standing import Standing, usable
from studytool.store.upkeep import refusals
from studytool.store.upkeep.copying import copy_whole, on_disk
from studytool.store.upkeep.digest import COLUMNS, digest
from studytool.store.upkeep.thinning import kept
from studytool.store.vain import not_in_vain, remove
from studytool.text.language import Text, UserError
from studytool.text.reasons import NO_ROOM, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER: Final = "backups"
TIME: Final = "%Y%m%dT%H%M%S.%fZ"
A_DAY: Final = timedelta(days=1)
WAIT: Final = 3.0  # seconds for another program's lock
HARMLESS: Final = {"uuids"}  # odd in the log itself, which a copy must not refuse to keep
_EXTENT = "SELECT count(*), max(seq) FROM events"
_LOG = f"SELECT {COLUMNS} FROM events ORDER BY seq"  # noqa: S608 - this program's own columns


class UnsoundError(UserError):
    """The database's copy failed its check."""


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
    target = to if to and not to.is_dir() else folder / _name(file, now)
    count = make(str(file), target, partial(copy_whole, file), partial(check, where=str(file), now=now))
    if to is None:
        _thin(file, now)
    return Backup(target, count)


def back_up_old(file: Path, expected: tuple[int, str]) -> Backup:
    """Copy a database whose schema is older than this program's; its log has to have the expected digest."""
    file = real(file)
    target = file.parent / FOLDER / _name(file, datetime.now(UTC))
    check = partial(_check_old, where=str(file), expected=expected)
    return Backup(target, make(str(file), target, partial(copy_whole, file), check))


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


def backups_of(file: Path) -> dict[datetime, Path]:
    """Return the backups in the folder beside a database, by the time at which they were made, the newest last."""
    file = real(file)
    pattern = re.compile(re.escape(file.name) + r"\.(\d{8}T\d{6}\.\d{6}Z)\.db")
    named = ((pattern.fullmatch(path.name), path) for path in (file.parent / FOLDER).glob("*.db"))
    return dict(sorted((_time(match[1]), path) for match, path in named if match))


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


def _name(file: Path, now: datetime) -> str:
    return f"{file.name}.{now.astimezone(UTC).strftime(TIME)}.db"


def _time(text: str) -> datetime:
    return datetime.strptime(text, TIME).replace(tzinfo=UTC)


def make(where: str, target: Path, fill: Callable[[Path], None], check: Callable[[Path], int]) -> int:
    """Fill a new file with what is at `where`, check it, and only then give it its name; return its events' number.

    Raises UserError, leaving nothing behind, where the file exists, cannot be written or fails its check.
    """
    if target.exists() or target.is_symlink():
        raise errors.failure(refusals.EXISTS, where, to=target)
    unchecked = target.with_name(f".{target.name}.partial")
    with _told(where, target), not_in_vain(target):
        make_folder(target.parent)
        try:
            fill(unchecked)
            count = check(unchecked)
            on_disk(unchecked)
            unchecked.rename(target)
            on_disk(target.parent)
        finally:
            remove(unchecked)
    return count


@contextmanager
def _told(where: str, target: Path) -> Iterator[None]:
    try:
        with errors.explained(where):
            yield
    except errors.NoRoomError as error:
        raise errors.failure(refusals.CANNOT_BACK_UP, where, to=target, why=NO_ROOM) from error
    except OSError as error:
        raise errors.failure(refusals.CANNOT_BACK_UP, where, to=target, why=why(error)) from error


def check(copy: Path, where: str, now: datetime) -> int:
    """Open the copy, replay its log and compare its caches; return how many events it holds."""
    if wrong := fault(copy, where, now):
        raise UnsoundError(refusals.UNSOUND_BACKUP.format(where=where, why=wrong))
    return _extent(copy, "mode=rw")[0]


def _check_old(copy: Path, where: str, expected: tuple[int, str]) -> int:
    """Examine the file and compare its log, which is all that a newer program asks of an older one."""
    with closing(sqlite3.connect(copy)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not sound or digest(connection.execute(_LOG)) != expected:
            raise errors.failure(refusals.UNSOUND_BACKUP, where, why="integrity_check")
    return expected[0]


def fault(copy: Path, where: str, now: datetime, *, repair: bool = False) -> Text | None:
    """Return what is wrong with a copy of `where`, if anything; with `repair`, caches that differ are rebuilt."""
    from studytool.store.database import connect
    from studytool.store.upkeep.doctor import examine

    with closing(connect(copy, wait=WAIT, copy_of=where)) as database:
        found = list(examine(database, now, repair=repair))
    return next((check.text for check in found if check.state == "wrong" and check.name not in HARMLESS), None)


def _thin(file: Path, now: datetime) -> None:
    """Remove the backups that are no longer needed, and what an interrupted one left."""
    found = backups_of(file)
    for time in found.keys() - kept(found, now):
        found[time].unlink(missing_ok=True)
    for left in (file.parent / FOLDER).glob(f".{escape(file.name)}.*.partial"):
        if datetime.fromtimestamp(left.stat().st_mtime, UTC) < now - A_DAY:
            remove(left)
