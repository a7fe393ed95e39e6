"""Starting the terminal interface: at home, or in a sitting."""

from __future__ import annotations

import os
import secrets
from argparse import Namespace
from typing import Any

from studytool.locations import database_path
from studytool.names import chapter_named, mode_named
from studytool.wish import Wish


def start(options: Namespace) -> int:
    """Start the interface at home."""
    from studytool.tui.app import run

    return run(None, **_settings(options), seed=secrets.randbelow(2**31))


def quiz(options: Namespace) -> int:
    """Start the interface in a sitting; an unknown kind, chapter or mode is said before the screen is taken."""
    from studytool.tui.app import run

    wish = _wish(options)
    seed = secrets.randbelow(2**31) if options.seed is None else options.seed
    return run(wish, **_settings(options), seed=seed)


def _settings(options: Namespace) -> dict[str, Any]:
    return {
        "database": database_path(getattr(options, "db", None), os.environ),
        "language": options.language,
        "ascii_only": getattr(options, "ascii", False),
        "environ": os.environ,
    }


def _wish(options: Namespace) -> Wish:
    chapter = chapter_named(options.chapter) if options.chapter else None
    mode = mode_named(options.mode) if options.mode else None
    return Wish(chapter, options.kind, options.count, options.due, mode)
