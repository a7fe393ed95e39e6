"""The command palette: every action by name, in the present language."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from studytool.course.modes import MODES
from studytool.text.interface import COMMANDS
from studytool.text.language import UserError
from studytool.tui.screens.base import StudyScreen

if TYPE_CHECKING:
    from textual.types import IgnoreReturnCallbackType

    from studytool.learner.exam import Exam
    from studytool.tui.host import Host

OF_PAPERS = ("hand_in", "blank")
"""What only the screen of a mock exam does."""


class StudyCommands(Provider):
    """Finds commands by their names and their help, in either language."""

    exam: Exam | None = None

    @property
    def study(self) -> Host:
        """The application."""
        return cast("Host", self.app)

    async def startup(self) -> None:
        """Find out which exam is set."""
        if self.study.opened.is_set():
            with suppress(UserError):
                self.exam = await asyncio.to_thread(self.study.backstage.exam)

    def _commands(self) -> Iterator[tuple[str, IgnoreReturnCallbackType]]:
        """Those that make sense now."""
        paper = isinstance(self.screen, StudyScreen) and self.screen.is_paper
        for id in COMMANDS:
            if id in MODES:
                yield id, partial(self.study.ask_in, id)
            elif id in OF_PAPERS:
                if paper:
                    yield id, partial(self.screen.run_action, id)
            elif id == "set_exam":
                if self.study.opened.is_set():
                    yield id, self._set_exam
            elif id == "clear_exam":
                if self.exam:
                    yield id, partial(self._clear_exam, self.exam)
            else:
                yield id, partial(self.app.run_action, f"app.{id}")

    def _set_exam(self) -> None:
        from studytool.tui.screens.exam_form import ExamFormScreen

        if not isinstance(self.screen, ExamFormScreen):
            self.app.push_screen(ExamFormScreen(self.exam))

    def _clear_exam(self, exam: Exam) -> None:
        from studytool.tui.screens.confirm import ClearExamScreen

        self.app.push_screen(ClearExamScreen(exam.name, lambda: None))

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for id, run in self._commands():
            name, line = self.study.speech.command(id)
            yield DiscoveryHit(name, run, help=line)

    async def search(self, query: str) -> Hits:
        """What matches the text typed; one line says so where nothing does."""
        matcher = self.matcher(query)
        found = False
        for id, run in self._commands():
            name, line = self.study.speech.command(id)
            score = max(matcher.match(text) for text in (name, line, *_everything(id)))
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(name), run, text=name, help=line)
        if not found:
            name, run = self.study.speech.say("no-command"), partial(self.app.run_action, "app.help")
            yield Hit(0.01, name, run, text=name)


def _everything(id: str) -> list[str]:
    return [text for pair in COMMANDS[id] for text in (pair.en, pair.zh)] + [id]
