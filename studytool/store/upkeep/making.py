"""A new file that gets its name only after it was filled and checked: no other program ever sees half of one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from studytool.locations import make_folder
from studytool.store import errors
from studytool.store.upkeep import refusals
from studytool.store.upkeep.copying import on_disk
from studytool.store.vain import not_in_vain, remove
from studytool.text.reasons import NO_ROOM, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


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
