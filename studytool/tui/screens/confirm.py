"""A question to the learner before something is done: Enter does it, Escape does not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from studytool.text.language import Text
from studytool.tui.keys import bound
from studytool.tui.screens.page import PageScreen
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar


class ConfirmScreen(PageScreen):
    """Asks whether an item is to be reset; `act` resets it, back on the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("reset", "enter", "confirm", show=True),
        bound("back", "escape", "app.go_back", show=True),
    ]

    def __init__(self, subject: str, act: Callable[[], None]) -> None:
        super().__init__()
        self.subject = subject
        self.title_of_it: Text | None = None
        self._act = act

    def on_mount(self) -> None:
        """Find out what the item is called."""
        super().on_mount()
        self.start_work(self._load)

    async def _load(self) -> None:
        self.title_of_it = await asyncio.to_thread(self.study.backstage.title, self.subject)

    def paint(self) -> None:
        """The question in the present language."""
        title = self.speech.of(self.title_of_it) if self.title_of_it else self.subject
        self.query_one(TitleBar).show(self.speech.command("reset_item")[0])
        question = Paragraph(self.speech.say("reset-it"))
        self.query_one("#text", Prose).show(Paragraph(title, "bold"), Paragraph(" "), question)

    def action_confirm(self) -> None:
        """Do it."""
        self.study.pop_screen()
        self._act()
