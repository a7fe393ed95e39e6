"""From a path or URL to an open, checked connection whose schema is the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studytool.store import errors
from studytool.store.addresses import address
from studytool.store.database import Database, reach, set_patience, version
from studytool.store.schema import SCHEMA_VERSION
from studytool.store.vain import not_in_vain

if TYPE_CHECKING:
    from pathlib import Path

UPGRADE_WAIT: Final = 120.0  # seconds that a program waits for another that is upgrading the same database


def connect(where: str | Path, *, wait: float, copy_of: str | None = None) -> Database:
    """Open, check and if need be create or upgrade the database; see `open_store`.

    With `copy_of`, it is a passing copy of the database of that name: failures name that one, and nothing is backed up
    before an upgrade.
    """
    there = address(where)
    name = copy_of or there.name
    with not_in_vain(there.file), errors.explained(name):
        database = reach(there, name, wait=wait)
        try:
            _upgrade(database, wait, None if copy_of else there.file)
        except BaseException:
            database.close()
            raise
    return database


def _upgrade(database: Database, wait: float, file: Path | None) -> None:
    """Bring an older schema up to date; `file` is what to back up first."""
    with database.reading() as connection:
        is_old = version(connection, database.where) < SCHEMA_VERSION
    if not is_old:
        return
    from studytool.store.upkeep.upgrading import upgrade

    set_patience(database.connection, UPGRADE_WAIT)
    try:
        with database.writing() as connection:
            upgrade(connection, database.where, file)
    finally:
        set_patience(database.connection, wait)
