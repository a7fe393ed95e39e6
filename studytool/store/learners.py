"""Whose log it is: the learner's name on a server, and the random mark that tells learners' files apart."""

from __future__ import annotations

import getpass
import re
import unicodedata
import uuid
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select

from studytool.store.tables import meta
from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

LEARNER: Final = "learner"
"""The option of a URL that names the learner, and the key of `meta` under which a database has its learner's mark."""
ALIAS_PREFIX: Final = "alias:"
"""Begins the keys of `meta` that hold the marks of files joined to this one."""
LONGEST: Final = 55  # bytes: PostgreSQL cuts names at 63, and "learner_" stands before this one

_NAME: Final = re.compile(r"[\w.-]+")
BAD_NAME = Text(
    "{name!r} cannot be a learner's name: use letters, digits, - _ and . (at most {longest} bytes).",
    "{name!r} 不能用作学习者名字：只能用字母、数字、- _ .（最多 {longest} 字节）。",
)


def learner_name(given: object) -> str:
    """Return the learner's name, in small letters; by default the system user's. UserError for what can be none."""
    name = unicodedata.normalize("NFC", given if isinstance(given, str) else _user()).casefold()
    if not _NAME.fullmatch(name) or len(name.encode()) > LONGEST:
        raise UserError(BAD_NAME.format(name=given, longest=LONGEST))
    return name


def _user() -> str:
    try:
        return re.sub(r"[^\w.-]", "-", getpass.getuser()) or LEARNER
    except (OSError, KeyError):
        return LEARNER


def mark(connection: Connection) -> None:
    """Give a new database its learner's mark."""
    connection.execute(insert(meta), {"key": LEARNER, "value": str(uuid.uuid4())})


def marks(connection: Connection) -> set[str]:
    """Return the database's own mark and those of the files that were joined to it."""
    rows = connection.execute(select(meta.c.key, meta.c.value)).all()
    own = {row.value for row in rows if row.key == LEARNER}
    return own | {row.key.removeprefix(ALIAS_PREFIX) for row in rows if row.key.startswith(ALIAS_PREFIX)}


def add_marks(connection: Connection, new: Iterable[str]) -> None:
    """Note that files with these marks are this learner's too."""
    rows = [{"key": f"{ALIAS_PREFIX}{name}", "value": ""} for name in sorted(set(new) - marks(connection))]
    if rows:
        connection.execute(insert(meta), rows)
