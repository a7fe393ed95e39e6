"""What stands at a path before SQLite touches it, which takes an empty file, or one of a single byte, for a new one."""

from __future__ import annotations

import os
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from studytool.locations import real
from studytool.store import errors
from studytool.store.backup_names import backups_of
from studytool.store.vain import has_log

if TYPE_CHECKING:
    from pathlib import Path

MAGIC: Final = b"SQLite format 3\x00"
SHORTEST: Final = 100  # bytes: SQLite's header, which the magic begins


class Standing(Enum):
    """What a path leads to, as far as its first bytes tell."""

    NOTHING = auto()
    EMPTY = auto()
    CUT = auto()
    STRANGE = auto()
    DATABASE = auto()


def standing(file: Path) -> Standing:
    """Return what stands there; OSError for what cannot be read."""
    if os.path.exists(file) and not file.is_file():  # noqa: PTH110 - a path's own would raise in a closed folder
        return Standing.STRANGE
    try:
        with file.open("rb") as opened:
            start = opened.read(SHORTEST)
    except FileNotFoundError:
        return Standing.NOTHING
    if not start:
        # SQLite would throw the log away with the empty file.
        return Standing.CUT if has_log(file) else Standing.EMPTY
    if start.startswith(MAGIC):
        return Standing.DATABASE if len(start) == SHORTEST else Standing.CUT
    return Standing.CUT if MAGIC.startswith(start) else Standing.STRANGE


def usable(file: Path, name: str) -> Standing:
    """Return what stands there if it is a database or can become one.

    Raises UserError for anything else: a folder, links in a circle, what cannot be read or is not ours, what was cut
    off, and an empty file beside its own backups, which was no empty file once.
    """
    if os.path.isdir(file):  # noqa: PTH112 - likewise
        raise errors.failure(errors.IS_FOLDER, name)
    try:
        found = standing(real(file))
    except OSError as error:
        raise errors.failure(errors.CANNOT_OPEN, name) from error
    if found is Standing.STRANGE:
        raise errors.failure(errors.NOT_OURS, name)
    if found is Standing.CUT:
        raise errors.DamagedError(errors.DAMAGED.format(where=name))
    if found is Standing.EMPTY and (backups := backups_of(file)):
        raise errors.failure(errors.EMPTIED, name, newest=backups[max(backups)])
    return found
