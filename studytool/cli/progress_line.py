"""A line on stderr that says how far something is, where somebody can see it."""

from __future__ import annotations

import sys
from typing import Final

WIDTH: Final = 60
"""Cells of the line, all of which are written over each time."""


def is_seen() -> bool:
    """Whether stderr is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def say(text: str) -> None:
    """Write the text over what the line said before."""
    print(f"\r{text:{WIDTH}}", end="", file=sys.stderr, flush=True)


def wipe() -> None:
    """Leave no trace of the line."""
    say("")
    print("\r", end="", file=sys.stderr, flush=True)
