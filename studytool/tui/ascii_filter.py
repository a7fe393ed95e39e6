"""The last word on an ASCII screen: whatever sign a widget draws is replaced by ASCII of the same width."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from studytool.text.ascii import to_ascii

_LEVEL, _UPRIGHT, _CORNER, _BLOCK = "─━═▔▁╌┄", "│┃║▏▕▎▊▌▐╎┆", "┌┐└┘╭╮╰╯┏┓┗┛├┤┬┴┼╔╗╚╝", "█▓▒░"
_SIGNS = (
    dict.fromkeys(_LEVEL, "-")
    | dict.fromkeys(_UPRIGHT, "|")
    | dict.fromkeys(_CORNER, "+")
    | dict.fromkeys(_BLOCK, "#")
    | dict.fromkeys("▂▃▄▅▆▇▉▋▍▀▗▖▘▝", " ")
    | {"🔎": "> ", "●": "*", "○": "o", "▶": ">", "▼": "v", "⭘": "o", "…": "~"}
)


class AsciiFilter(LineFilter):
    """Leaves Chinese as it is, and every segment as wide as it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in ASCII."""
        del background
        return [Segment(_plain(text), style, control) for text, style, control in segments]


@lru_cache(4096)
def _plain(text: str) -> str:
    return text if text.isascii() else "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign.isascii():
        return sign
    width = cell_len(sign)
    spelled = _SIGNS.get(sign) or to_ascii(sign)
    return spelled if cell_len(spelled) == width else "?" * width
