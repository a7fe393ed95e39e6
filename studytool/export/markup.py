"""Pieces of HTML that the page and Moodle's question texts share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from studytool.showing.givens import Given

FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that neither XML 1.0 nor HTML may hold."""


def marked(text: str) -> str:
    """Text as HTML between tags: special characters escaped, line ends kept."""
    return escape(allowed(text), quote=False).replace("\n", "<br>")


def allowed(text: str) -> str:
    """The text with what no document may hold replaced by U+FFFD."""
    return FORBIDDEN.sub("\ufffd", text)


def table(cells: Iterable[Iterable[str]], attributes: str) -> str:
    """A table of cells that are HTML already."""
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in cells)
    return f"<table {attributes}>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def given(shown: Given, attributes: str) -> str:
    """A given as HTML: on a line, or a matrix as a table with these attributes."""
    if shown.dimensions < 2:
        return marked(shown.line)
    cells = [[marked(cell) for cell in row] for row in shown.cells]
    return f"{marked(shown.label)} = {table(cells, attributes)}"
