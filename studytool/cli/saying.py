"""The one line on stderr that says what went wrong, or what was left out."""

from __future__ import annotations

import os
import sys

from studytool.text.language import Language, Text


def say(text: Text, language: Language) -> None:
    """Write the line to stderr; that nobody can read it changes nothing."""
    line = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text[language])
    if sys.stderr is None:
        return
    try:
        print(f"studytool: {line}", file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
