"""An older schema brought up to date: the log stays byte for byte, the caches are worked out anew.

Alembic is loaded here and nowhere else, when there is something to upgrade.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, update

from studytool.store import caches, errors
from studytool.store.database import version
from studytool.store.schema import SCHEMA_VERSION, VERSION_KEY
from studytool.store.tables import events, meta
from studytool.store.upkeep import refusals
from studytool.store.upkeep.digest import digest
from studytool.store.upkeep.old_backups import back_up_old

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection


STEPS = Path(__file__).parent / "migrations"
_LOG = select(events).order_by(events.c.seq)


def upgrade(connection: Connection, where: str, file: Path | None) -> None:
    """Bring the schema up to date, unless another program has just done so; `file` is first backed up.

    To be called in a transaction that writes; any failure has to undo it.
    """
    found = version(connection, where)
    if found == SCHEMA_VERSION:
        return
    before = digest(connection.execute(_LOG))
    if file:
        back_up_old(file, before)
    for step in steps(found):
        with Operations.context(MigrationContext.configure(connection)):
            step()
    if digest(connection.execute(_LOG)) != before:
        raise errors.failure(refusals.UPGRADE_CHANGED_LOG, where)
    caches.rebuild(connection, where, errors.throw)
    connection.execute(update(meta).where(meta.c.key == VERSION_KEY).values(value=str(SCHEMA_VERSION)))


def steps(found: int | None) -> list[Callable[[], None]]:
    """Return the steps from a version, or from nothing at all, to the present one."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    revisions = ScriptDirectory.from_config(config).iterate_revisions("head", str(found) if found else "base")
    return [revision.module.upgrade for revision in reversed(list(revisions))]
