"""Every key of the screen below, read from its live bindings."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import set_cell_size
from textual.binding import BindingType

from studytool.tui.keys import bound, entries
from studytool.tui.screens.base import StudyScreen
from studytool.tui.screens.page import PageScreen
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

KEYS_WIDE = 16


class HelpScreen(PageScreen):
    """A list of keys and what each does."""

    undoes = "nothing"
    BINDINGS: ClassVar[list[BindingType]] = [bound("back", "escape,f1", "app.go_back", show=True)]

    def __init__(self, below: StudyScreen) -> None:
        super().__init__()
        self.below = below

    def paint(self) -> None:
        """The bindings of the screen below and of the application."""
        say = self.speech.say
        self.query_one(TitleBar).show(say("help"))
        self.query_one("#text", Prose).show(
            Paragraph(say("help-here"), "bold"),
            *self._lines(self.below.BINDINGS),
            Paragraph(" "),
            Paragraph(say("help-everywhere"), "bold"),
            *self._lines(self.app.BINDINGS),
        )

    def _lines(self, bindings: list[BindingType]) -> list[Paragraph]:
        return [
            Paragraph(set_cell_size(entry.keys, KEYS_WIDE) + self.speech.key(entry.id), indent=2)
            for entry in entries(bindings)
        ]
