"""The top line: where one is on the left, how far on the right."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget


class TitleBar(Widget):
    """One line with two ends; the left one gives way where both do not fit."""

    DEFAULT_CSS = """
    TitleBar { dock: top; height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.ends = ("", "")

    def show(self, left: str, right: str = "") -> None:
        """Show these two ends."""
        self.ends = (left, right)
        self.refresh()

    def render(self) -> Content:
        """Both ends, the right one at the edge."""
        left, right = self.ends
        room = max(0, self.content_size.width - cell_len(right) - 2)
        return Content.assemble((fitted(left, room), "bold"), "  ", right)


def fitted(text: str, room: int) -> str:
    """The text in exactly so many cells; one that is too long ends in an ellipsis."""
    if cell_len(text) <= room:
        return set_cell_size(text, room)
    return set_cell_size(f"{set_cell_size(text, max(0, room - 1)).rstrip()}…", room)
