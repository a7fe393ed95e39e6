"""From a path or URL to an open store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from studytool.memory.skills import SkillGraph
    from studytool.store.store import Store


def open_store(where: str | Path, *, wait: float = 3.0, skills: SkillGraph | None = None) -> Store:
    """Open the database at a path or URL, making it where there is none.

    `wait` is how many seconds to wait for another program's lock; `skills` says what contains what, by default what the
    database was last opened with. Raises UserError when the database cannot
    be opened and written; a file that is no studytool database is left as it was.
    """
    from studytool.store.addresses import address
    from studytool.store.store import Store
    from studytool.store.upkeep.connecting import connect
    from studytool.store.vain import not_in_vain

    with not_in_vain(address(where).file):
        return Store(connect(where, wait=wait), skills)
