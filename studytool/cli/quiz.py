"""Starting the terminal interface: at home, or in a sitting."""

from __future__ import annotations

import os
import secrets
import sys
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studytool.cli.database import database_of
from studytool.course.chapters import chapter_named
from studytool.course.modes import mode_named
from studytool.store.glancing import preferences
from studytool.study.wish import Wish
from studytool.text.language import LANGUAGES, Text, UserError

if TYPE_CHECKING:
    from studytool.course.modes import Mode

NO_TERMINAL = Text(
    "the interface needs a terminal; without one, use `studytool ask` and `studytool check`",
    "界面需要终端；没有终端时可用 `studytool ask` 和 `studytool check`",
)

ONE_ORDER = Text(
    "--exam asks what today's plan has: leave --kind and --due away",
    "--exam 按今天的备考计划提问：不能与 --kind 或 --due 同用",
)

ONLY_ONE = Text("{one} and {other}: give only one", "{one} 与 {other} 只能给一个")


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
    """What the interface starts with: what was said, else what it remembers from the last time."""
    database = database_of(options)
    speaks = hasattr(options, "lang") or bool(os.environ.get("STUDYTOOL_LANG"))
    comma = getattr(options, "decimal_comma", False)
    kept = preferences(database)
    language = kept.get("language")
    return {
        "database": database,
        "language": language if language in LANGUAGES and not speaks else options.language,
        "decimal_comma": comma or kept.get("decimal-comma") == "on",
        "said": {name for name, fixed in (("language", speaks), ("decimal-comma", comma)) if fixed},
        "ascii_only": getattr(options, "ascii", False),
        "environ": os.environ,
    }


def _wish(options: Namespace) -> Wish:
    chapter = chapter_named(options.chapter) if options.chapter is not None else None
    mode = mode_named(options.mode) if options.mode else None
    kind = _kind(chapter, options.kind, mode) if options.kind is not None else None
    if options.exam and (kind or options.due):
        raise UserError(ONE_ORDER)
    _need_one_order(options)
    wish = Wish(chapter, kind, options.count, options.due, mode, fixed=options.seed is not None, exam=options.exam)
    return replace(wish, wrong_this_week=options.wrong_this_week, cram=options.cram, only_mode=bool(mode and not kind))


def _need_one_order(options: Namespace) -> None:
    """Refuse two options that each say what is asked."""
    given = {
        "--cram": options.cram,
        "--wrong-this-week": options.wrong_this_week,
        "--exam": options.exam,
        "--due": options.due,
        "--kind": options.kind is not None,
    }
    named = [name for name, wanted in given.items() if wanted]
    if len(named) > 1:
        raise UserError(ONLY_ONE.format(one=named[0], other=named[1]))


def _kind(chapter: str | None, name: str, mode: Mode | None) -> str:
    """The id of the kind; UserError where it lacks the mode. The bank is loaded only where a kind is named."""
    from studytool.cli.choosing import kind_in
    from studytool.questions import bank

    kind = kind_in(chapter, name)
    if mode:
        # refuses, with the kind's reason, what it lacks
        bank.generate(kind, 0, mode)
    return kind.id
