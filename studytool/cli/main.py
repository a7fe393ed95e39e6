"""Run one command: read the arguments, say failures in one line, leave with the right status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from studytool.cli.database import database_of
from studytool.cli.language import chosen
from studytool.cli.parser import make_parser
from studytool.cli.saying import say
from studytool.cli.spelling import SPELLED
from studytool.locations import of_learner
from studytool.text.language import Language, Text, UserError
from studytool.text.reasons import why

BAD_INPUT = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command of these arguments and return its exit status: 0, 1 where a check failed, 2 for bad input."""
    arguments = list(map(_as_utf8, sys.argv[1:] if argv is None else argv))
    language = chosen(arguments, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=SPELLED)
    try:
        return _run(arguments, language)
    except UserError as error:
        say(error.text, language)
    except BrokenPipeError:
        _give_up_stdout()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        reason, name = why(error), error.filename
        _give_up_stdout()
        there = Text(f"{name}: ", f"{name}：") if name else Text("cannot write the output: ", "无法写出结果：")
        say(Text(there.en + reason.en, there.zh + reason.zh), language)
    return BAD_INPUT


def _run(arguments: list[str], language: Language) -> int:
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    options = make_parser(language).parse_args(arguments)
    options.language = language
    if hasattr(options, "learner"):
        options.db = of_learner(database_of(options), options.learner)
    status: int = options.run(options)
    sys.stdout.flush()
    return status


def _as_utf8(argument: str) -> str:
    """The argument as it was typed, also where the locale knows only ASCII."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def _give_up_stdout() -> None:
    """Let what Python would still flush at its exit go nowhere."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
