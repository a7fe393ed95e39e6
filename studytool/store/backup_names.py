"""Where a database's backups stand, and how each is named by the time at which it was made."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from studytool.locations import real

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "backups"
_TIME: Final = "%Y%m%dT%H%M%S.%fZ"


def name_of(file: Path, now: datetime, end: str = ".db") -> str:
    """Return the name of a backup of the database that is made now."""
    return f"{file.name}.{now.astimezone(UTC).strftime(_TIME)}{end}"


def backups_of(file: Path) -> dict[datetime, Path]:
    """Return the backups in the folder beside a database, by the time at which they were made, the newest last."""
    file = real(file)
    pattern = re.compile(re.escape(file.name) + r"\.(\d{8}T\d{6}\.\d{6}Z)\.db")
    found = ((pattern.fullmatch(path.name), path) for path in (file.parent / FOLDER).glob("*.db"))
    return dict(sorted((_time(match[1]), path) for match, path in found if match))


def _time(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
