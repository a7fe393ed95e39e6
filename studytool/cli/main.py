"""Run one command: read the arguments, say failures in one line, leave with the right status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from studytool.cli.language import chosen
from studytool.cli.parser import make_parser
from studytool.text.language import UserError

BAD_INPUT = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command of these arguments and return its exit status: 0, 1 where a check failed, 2 for bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = chosen(arguments, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = make_parser(language).parse_args(arguments)
        options.language = language
        status: int = options.run(options)
        sys.stdout.flush()
    except UserError as error:
        print(f"studytool: {error.text[language]}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # the reader of the pipe has gone: what Python would still flush at exit goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
