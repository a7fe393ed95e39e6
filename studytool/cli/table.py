"""Rows as aligned columns, with Chinese characters two cells wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

GAP: Final = 2


def table(lines: Sequence[Sequence[str]]) -> str:
    """The rows with their columns aligned to the left, two spaces apart."""
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    return "\n".join((" " * GAP).join(map(_padded, line, widths)).rstrip() for line in lines)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - cell_len(cell))
