"""Lines of a given width in Chinese typography: no line begins with a closing mark or ends with an opening one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, chop_cells, set_cell_size

CLOSING: Final = "，。、；：？！）】》”’"
OPENING: Final = "（【《“‘"
NO_BREAK: Final = "\u00a0"
"""Binds two words, or a word and the Chinese ones that follow up to a mark; shown as a space."""
_WIDE: Final = r"[\u2e80-\u2fdf\u3040-\u9fff\uf900-\ufaff]"
_WORD: Final = rf"(?:(?!{_WIDE})[^\s{OPENING}{CLOSING}])+"
_BOUND: Final = rf"(?:{NO_BREAK}(?:{_WIDE}+|{_WORD}))*"
_PIECE: Final = re.compile(rf"[^\S{NO_BREAK}]+|[{OPENING}]*(?:(?:{_WIDE}|{_WORD}){_BOUND}|)[{CLOSING}]*|{NO_BREAK}+")
_UNIT: Final = re.compile(r"(?<=\d) (?=min|s\b|days|分钟|秒|天|项)")


def with_units(text: str) -> str:
    """The text with every number bound to its unit by a no-break space, so that no line parts them."""
    return _UNIT.sub(NO_BREAK, text)


def wrap(text: str, width: int, hanging: int = 0) -> list[str]:
    """The text in lines of at most `width` cells, all but the first of a paragraph indented by `hanging`.

    A word longer than a line is cut; the text's own line breaks stay.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _fold(paragraph, max(width, 8), hanging)
    return [line.replace(NO_BREAK, " ") for line in lines]


def shortened(text: str, width: int) -> str:
    """The text on one line of at most `width` cells, an ellipsis where its end is left out."""
    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"


def _fold(paragraph: str, width: int, hanging: int) -> Iterator[str]:
    line, indent = "", ""
    for piece in _pieces(paragraph, width - hanging):
        if cell_len(line) + cell_len(piece.rstrip()) <= width:
            line += piece
        else:
            yield line.rstrip()
            indent = " " * hanging
            line = indent + piece.lstrip()
    yield line.rstrip()


def _pieces(paragraph: str, width: int) -> Iterator[str]:
    """What may not be parted: a word or a Han character with its marks, or white space."""
    for found in _PIECE.finditer(paragraph):
        if cell_len(found[0]) <= width:
            yield found[0]
        else:
            yield from chop_cells(found[0], width)
