"""What a database has to be before a store uses it: of no newer program, its caches worked out as this one would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytool.store import arithmetic, caches, crediting, errors

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from studytool.memory.skills import SkillGraph
    from studytool.store.database import Database


def ready(database: Database, skills: SkillGraph | None) -> None:
    """Refuse a log that a newer program wrote into; work out the caches anew where they are not this program's own.

    `skills` says what contains what, by default what was noted last.
    """
    _refuse_newer_kinds(database)
    _bring_up_to_date(database, skills)


def _refuse_newer_kinds(database: Database) -> None:
    """Refuse a log that another version of this program has written more into than this one can read."""
    with database.reading() as connection:
        kind = caches.unknown_kind(connection)
    if kind is not None:
        raise errors.failure(errors.NEWER_KIND, database.where, kind=kind)


def _bring_up_to_date(database: Database, skills: SkillGraph | None) -> None:
    """Work out the caches anew if that was done with another graph of what contains what, or another arithmetic.

    Events that cannot be read are left out: that they are there must not keep anybody from the others.
    """
    with database.reading() as connection:
        if _is_up_to_date(connection, skills):
            return
    with database.writing() as connection:
        # Another program may have done it while this one waited.
        if _is_up_to_date(connection, skills):
            return
        if skills is not None:
            crediting.note(connection, skills)
        caches.rebuild(connection, database.where, lambda _: None)


def _is_up_to_date(connection: Connection, skills: SkillGraph | None) -> bool:
    """Whether the caches were worked out with this graph, where one is given, and this arithmetic."""
    return arithmetic.is_ours(connection) and (skills is None or crediting.graph(connection).json == skills.json)
