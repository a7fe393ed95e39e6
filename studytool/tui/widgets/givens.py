"""Blocks of lines, such as matrices with their names, placed side by side as the width allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from studytool.showing.wrapping import wrap

Block = tuple[str, ...]
GAP: Final = 3
UNEVEN: Final = 4
"""Blocks whose heights differ by more stand on different shelves: beside a tall one, room would be wasted."""


def named(name: str, rows: Sequence[str]) -> Block:
    """A value's rows with `name = ` before the middle one."""
    label = f"{name} = "
    middle = (len(rows) - 1) // 2
    return tuple((label if place == middle else " " * cell_len(label)) + row for place, row in enumerate(rows))


def side_by_side(blocks: Iterable[Block], width: int) -> list[str]:
    """The blocks in rows of at most `width` cells; a block of one line that is wider is folded."""
    lines: list[str] = []
    for row in _shelves(blocks, width):
        lines += _joined(row)
    return lines


def _shelves(blocks: Iterable[Block], width: int) -> list[list[Block]]:
    shelves: list[list[Block]] = []
    room = 0
    for block in blocks:
        fitting = tuple(wrap(block[0], width, 4)) if len(block) == 1 else block
        needed = _breadth(fitting) + GAP
        even = bool(shelves) and abs(len(block) - len(shelves[-1][0])) <= UNEVEN
        if even and needed <= room + GAP and len(fitting) == len(block):
            shelves[-1].append(fitting)
            room -= needed
        else:
            shelves.append([fitting])
            room = width - needed
    return shelves


def _breadth(block: Block) -> int:
    return max(map(cell_len, block))


def _joined(blocks: Sequence[Block]) -> list[str]:
    height = max(map(len, blocks))
    columns = [_centred(block, height) for block in blocks]
    return [(" " * GAP).join(pieces).rstrip() for pieces in zip(*columns, strict=True)]


def _centred(block: Block, height: int) -> list[str]:
    breadth = _breadth(block)
    above = (height - len(block)) // 2
    padded = [""] * above + list(block) + [""] * (height - above - len(block))
    return [row + " " * (breadth - cell_len(row)) for row in padded]


class Givens(Widget):
    """The givens of a question; nothing is wrapped but a vector that is wider than the screen."""

    DEFAULT_CSS = """
    Givens { height: auto; width: 1fr; text-wrap: nowrap; display: none; }
    Givens.-filled { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.groups: tuple[tuple[Block, ...], ...] = ()

    def show(self, groups: Iterable[Sequence[Block]]) -> None:
        """Show these groups of blocks, each group beginning on a new line."""
        kept = tuple(tuple(group) for group in groups if group)
        if kept == self.groups:
            return
        self.groups = kept
        self.set_class(bool(self.groups), "-filled")
        self.refresh(layout=True)

    @property
    def text(self) -> str:
        """Everything that is shown, as it would stand on a very wide screen."""
        return "\n".join(self._lines(10_000))

    def _lines(self, width: int) -> list[str]:
        return [line for group in self.groups for line in side_by_side(group, width)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the blocks need at this width."""
        del container, viewport
        return len(self._lines(width))

    def render(self) -> Content:
        """The blocks at the present width."""
        return Content("\n".join(self._lines(self.content_size.width)))
