"""The form on which an exam is set, changed or cleared."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from studytool.course.chapters import CHAPTERS
from studytool.learner.exam import QUESTIONS
from studytool.learner.exam_entry import HOUR, MINUTES, ExamEntry
from studytool.text.exam_words import ENTRIES
from studytool.tui.keys import bound
from studytool.tui.screens.form import NEXT, ONWARD, PREVIOUS, FormScreen

if TYPE_CHECKING:
    from studytool.learner.exam import Exam

USUAL = ExamEntry("", "", HOUR, "", MINUTES, ",".join(CHAPTERS), str(QUESTIONS))


class ExamFormScreen(FormScreen):
    """What the exam is called, when it is, what it is about; prefilled with the exam that is set."""

    ENTRIES = ENTRIES
    NEEDED = frozenset({"date"})
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("save", "enter", "save", show=True),
        ONWARD,
        NEXT,
        PREVIOUS,
        bound("exam-clear", "f8", "clear", show=True),
        bound("back", "escape", "app.go_back", show=True),
    ]

    def __init__(self, exam: Exam | None) -> None:
        entry = ExamEntry.of(exam) if exam else USUAL
        super().__init__({name: value or "" for name, value in asdict(entry).items()})
        self.exam = exam

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an exam that is set can be cleared."""
        if action == "clear":
            return self.exam is not None
        return super().check_action(action, parameters)

    def heading(self) -> str:
        """Whether an exam is set for the first time."""
        return self.speech.key("exam-set") if self.exam is None else self.exam.name

    async def done(self) -> None:
        """Set the exam; back to where one stands before it."""
        typed = self.values
        entry = ExamEntry(typed.pop("name"), typed.pop("date"), **{key: text or None for key, text in typed.items()})
        await asyncio.to_thread(self.study.backstage.set_exam, entry)
        self.app.pop_screen()

    def action_clear(self) -> None:
        """Prepare for the exam no more, once that is confirmed."""
        from studytool.tui.screens.confirm import ClearExamScreen

        if self.exam:
            self.app.push_screen(ClearExamScreen(self.exam.name, self.study.go_back))
