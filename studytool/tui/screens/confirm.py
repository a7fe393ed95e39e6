"""A question to the learner before something is done: Enter does it, Escape does not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from studytool.text.exam_words import CLEAR_IT, CLEARED, HAND_IN, QUIT, QUIT_PAPER, STILL_OPEN
from studytool.text.interface import COMMANDS, KEYS, LINES
from studytool.text.language import Text
from studytool.tui.keys import bound
from studytool.tui.screens.page import PageScreen
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

BACK = bound("back", "escape", "app.go_back", show=True)


class ConfirmScreen(PageScreen):
    """Asks about a subject under a heading; `act` does it, back on the screen below."""

    undoes = "nothing"

    def __init__(self, heading: Text, subject: Text, question: Text, act: Callable[[], None]) -> None:
        super().__init__()
        self.heading = heading
        self.subject = subject
        self.question = question
        self._act = act

    def paint(self) -> None:
        """The question in the present language."""
        self.query_one(TitleBar).show(self.speech.of(self.heading))
        subject, question = Paragraph(self.speech.of(self.subject), "bold"), Paragraph(self.speech.of(self.question))
        self.query_one("#text", Prose).show(subject, Paragraph(" "), question)

    def action_confirm(self) -> None:
        """Do it."""
        self.app.pop_screen()
        self._act()


class ResetScreen(ConfirmScreen):
    """Asks whether an item is to be reset."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("reset", "enter", "confirm", show=True), BACK]

    def __init__(self, item: str, act: Callable[[], None]) -> None:
        super().__init__(COMMANDS["reset_item"][0], Text(item, item), LINES["reset-it"], act)
        self._asked_about = item

    def on_mount(self) -> None:
        """Find out what the item is called."""
        super().on_mount()
        self.start_work(self._load)

    async def _load(self) -> None:
        self.subject = await asyncio.to_thread(self.study.backstage.title, self._asked_about)


class HandInScreen(ConfirmScreen):
    """Asks whether a mock exam is to be handed in although `left` of its `count` questions are unanswered."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("hand-in", "enter", "confirm", show=True), BACK]

    def __init__(self, left: int, count: int, act: Callable[[], None]) -> None:
        super().__init__(COMMANDS["mock_exam"][0], HAND_IN, STILL_OPEN.format(left=left, count=count), act)


class QuitPaperScreen(ConfirmScreen):
    """Asks whether to quit in the middle of a mock exam."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("quit-paper", "enter", "confirm", show=True), BACK]

    def __init__(self, left: int, count: int, act: Callable[[], None]) -> None:
        super().__init__(COMMANDS["mock_exam"][0], QUIT, QUIT_PAPER.format(left=left, count=count), act)


class ClearExamScreen(ConfirmScreen):
    """Asks whether the exam that is set, of this name, is to be prepared for no more; `act` follows."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("exam-clear", "enter", "confirm", show=True), BACK]

    def __init__(self, name: str, act: Callable[[], None]) -> None:
        super().__init__(KEYS["exam-clear"], Text(name, name), CLEAR_IT, act)

    def action_confirm(self) -> None:
        """Clear it before the screen below is seen again."""
        self.start_work(self._clear)

    async def _clear(self) -> None:
        await asyncio.to_thread(self.study.backstage.clear_exam)
        cleared = self.speech.of(CLEARED.format(name=self.speech.of(self.subject)))
        self.app.notify(cleared, timeout=3, markup=False)
        super().action_confirm()
