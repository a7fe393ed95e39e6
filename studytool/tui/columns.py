"""Rows of short texts as aligned columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

GAP: Final = 2


def columns(rows: Sequence[Sequence[str]], names: int = 1) -> list[str]:
    """The rows with the first `names` columns flush left and all others flush right, two cells apart; nothing is cut.

    Every row has as many cells.
    """
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [_row(row, widths, names) for row in rows]


def _row(row: Sequence[str], widths: Sequence[int], names: int) -> str:
    cells = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        room = " " * (width - cell_len(cell))
        cells.append(cell + room if place < names else room + cell)
    return (" " * GAP).join(cells).rstrip()
