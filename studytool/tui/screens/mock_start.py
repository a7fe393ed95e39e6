"""Before a mock exam: its rules, how many questions and how long."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from studytool.learner.exam import MINUTES_A_QUESTION, MOST_QUESTIONS, QUESTIONS
from studytool.text.exam_words import MOCK_ENTRIES, RULES_HERE
from studytool.tui.keys import bound
from studytool.tui.screens.form import NEXT, PREVIOUS, FormScreen
from studytool.tui.widgets.field import Field
from studytool.tui.widgets.prose import Paragraph

if TYPE_CHECKING:
    from studytool.learner.exam import Exam


class MockStartScreen(FormScreen):
    """A form of two lines; the clock does not run yet."""

    ENTRIES = MOCK_ENTRIES
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("mock-begin", "enter", "save", show=True),
        NEXT,
        PREVIOUS,
        bound("back", "escape", "app.go_back", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.exam: Exam | None = None

    def on_mount(self) -> None:
        """Find out how many questions the exam has."""
        super().on_mount()
        self.start_work(self._load)

    async def _load(self) -> None:
        self.exam = await asyncio.to_thread(self.study.backstage.exam)

    def paint(self) -> None:
        """The form, with what is usual where nothing is typed."""
        super().paint()
        usual = str(self.exam.questions if self.exam else QUESTIONS)
        count = self.values["count"] or usual
        whole = count.isascii() and count.isdigit() and int(count[:4]) <= MOST_QUESTIONS
        self._suggest("count", usual)
        self._suggest("minutes", f"{int(count) * MINUTES_A_QUESTION:g}" if whole else "")

    def _suggest(self, entry: str, usual: str) -> None:
        self.query_one(f"#field-{entry}", Field).box.placeholder = usual

    def heading(self) -> str:
        """Of which exam it is a mock."""
        name = self.speech.command("mock_exam")[0]
        return self.speech.signs(f"{name} · {self.exam.name}") if self.exam else name

    def intro(self) -> list[Paragraph]:
        """The rules."""
        return [Paragraph(self.speech.of(RULES_HERE))]

    async def done(self) -> None:
        """Draw the paper and begin."""
        typed = self.values
        count, minutes = typed["count"] or None, typed["minutes"] or None
        mock = await asyncio.to_thread(self.study.backstage.mock, count, minutes)
        from studytool.tui.screens.mock import MockScreen

        self.study.replace(MockScreen(mock))
