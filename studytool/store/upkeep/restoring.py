"""A database replaced by a backup: checked first, the present one kept, and put in place in one step."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from studytool.locations import make_folder, real
from studytool.store import errors
from studytool.store.backup_names import FOLDER, name_of
from studytool.store.standing import Standing, standing
from studytool.store.upkeep import refusals
from studytool.store.upkeep.backups import back_up
from studytool.store.upkeep.checking import WAIT, UnsoundError, count, fault
from studytool.store.upkeep.copying import OWN, on_disk, passing_copy
from studytool.store.vain import not_in_vain, remove
from studytool.text.language import UserError
from studytool.text.reasons import why

BESIDE: Final = ("-wal", "-shm", "-journal")


class Restored(NamedTuple):
    """How many events the database now has, and where the one before is kept; None if there was none."""

    events: int
    before: Path | None


def restore(file: Path, backup: Path, now: datetime) -> Restored:
    """Replace the database `file` by a backup; one of an older schema is brought up to date.

    The backup itself is never touched. Raises UserError, and leaves the database as it was, for a backup that is not
    ours, damaged or of a newer schema, and while another program has the database open.
    """
    file = real(file)
    if file.exists() and backup.exists() and file.samefile(backup):
        raise errors.failure(refusals.SAME_FILE, str(backup))
    _need_leave(file)
    with passing_copy(backup) as copy, not_in_vain(file):
        events = _checked(copy, str(backup), now)
        mode = (file if file.exists() else backup).stat().st_mode & 0o777 | OWN
        try:
            make_folder(file.parent)
            before = _replaced(file, copy, mode, now)
        except OSError as error:
            raise errors.failure(refusals.CANNOT_RESTORE, str(file), why=why(error)) from error
    return Restored(events, before)


def _replaced(file: Path, copy: Path, mode: int, now: datetime) -> Path | None:
    """Put the copy in place of the database in one step; return where the one before is kept."""
    beside = file.with_name(f".{file.name}.restoring")
    try:
        shutil.copyfile(copy, beside)
        beside.chmod(mode)
        on_disk(beside)
        before = _kept(file, now) if file.exists() else None
        beside.replace(file)
        on_disk(file.parent)
    finally:
        beside.unlink(missing_ok=True)
    return before


def _need_leave(file: Path) -> None:
    """Refuse a folder, and a file that may not be written, before anything is made."""
    try:
        file.open("r+b").close()
    except (FileNotFoundError, NotADirectoryError):
        return
    except IsADirectoryError as error:
        raise errors.failure(errors.IS_FOLDER, str(file)) from error
    except OSError as error:
        raise errors.failure(errors.READ_ONLY, str(file)) from error


def _checked(copy: Path, where: str, now: datetime) -> int:
    """Replay the log of the copy and return how many events it has; caches that differ are worked out anew."""
    if not copy.stat().st_size:
        raise errors.failure(errors.NOT_OURS, where)
    if wrong := fault(copy, where, now, repair=True):
        raise UserError(refusals.UNSOUND_FILE.format(where=where, why=wrong))
    return count(copy)


def _kept(file: Path, now: datetime) -> Path | None:
    """Keep the present database: as a backup, or as it is where it is too damaged for one. Nobody else may use it.

    Of an empty file there is nothing to keep.
    """
    if file.is_file() and standing(file) is Standing.EMPTY:
        return None
    try:
        kept = back_up(file, now).path
    except UserError as error:
        if not isinstance(error, (UnsoundError, errors.DamagedError)):
            raise
        return _set_aside(file, now)
    _take(file)
    return kept


def _take(file: Path) -> None:
    """Fold the write-ahead log into the file, which fails while another program has it open; damage is no hindrance."""
    if standing(file) is Standing.CUT:
        return
    try:
        with errors.explained(str(file)), closing(sqlite3.connect(file, timeout=WAIT)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except errors.DamagedError:
        return
    if mode != "delete":
        raise errors.failure(errors.LOCKED, str(file))


def _set_aside(file: Path, now: datetime) -> Path:
    """Copy all parts of a damaged database; what SQLite keeps beside it belongs to it alone and goes."""
    kept = file.parent / FOLDER / name_of(file, now, ".damaged.db")
    make_folder(kept.parent)
    for part in ("", *BESIDE):
        if Path(f"{file}{part}").exists():
            shutil.copyfile(f"{file}{part}", f"{kept}{part}")
    try:
        _take(file)
    except BaseException:
        remove(kept)
        raise
    for part in BESIDE:
        Path(f"{file}{part}").unlink(missing_ok=True)
    return kept
