"""Starting the terminal interface: at home, or in a sitting."""

from __future__ import annotations

import os
import secrets
import sys
from argparse import Namespace
from typing import Any

from studytool.locations import database_path
from studytool.names import chapter_named, mode_named
from studytool.text.language import Text, UserError
from studytool.wish import Wish

NO_TERMINAL = Text(
    "the interface needs a terminal; without one, use `studytool ask` and `studytool check`",
    "界面需要终端；没有终端时可用 `studytool ask` 和 `studytool check`",
)


def start(options: Namespace) -> int:
    """Start the interface at home."""
    _need_terminal()
    from studytool.tui.app import run

    return run(None, **_settings(options), seed=secrets.randbelow(2**31))


def quiz(options: Namespace) -> int:
    """Start the interface in a sitting; an unknown kind, chapter or mode is said before the screen is taken."""
    wish = _wish(options)
    _need_terminal()
    from studytool.tui.app import run

    seed = secrets.randbelow(2**31) if options.seed is None else options.seed
    return run(wish, **_settings(options), seed=seed)


def _need_terminal() -> None:
    if not all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        raise UserError(NO_TERMINAL)


def _settings(options: Namespace) -> dict[str, Any]:
    return {
        "database": database_path(getattr(options, "db", None), os.environ),
        "language": options.language,
        "ascii_only": getattr(options, "ascii", False),
        "environ": os.environ,
    }


def _wish(options: Namespace) -> Wish:
    chapter = chapter_named(options.chapter) if options.chapter is not None else None
    mode = mode_named(options.mode) if options.mode else None
    kind = _kind(options.kind) if options.kind is not None else None
    return Wish(chapter, kind, options.count, options.due, mode)


def _kind(name: str) -> str:
    """The id of the kind; the bank is loaded only where a kind is named."""
    from studytool.cli.choosing import kind_named

    return kind_named(name).id
