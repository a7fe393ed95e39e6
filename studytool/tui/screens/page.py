"""A screen that is one page of text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from studytool.tui.screens.base import StudyScreen
from studytool.tui.widgets.key_bar import KeyBar
from studytool.tui.widgets.prose import Prose
from studytool.tui.widgets.title_bar import TitleBar


class PageScreen(StudyScreen):
    """A title, a text that scrolls (`#text` on `#page`), the keys."""

    def compose(self) -> ComposeResult:
        """One page of text."""
        yield TitleBar()
        with VerticalScroll(id="page"):
            yield Prose(id="text")
        yield KeyBar()
