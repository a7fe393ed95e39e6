"""The mock exam: one question after the other against the clock, without a word on right or wrong."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from studytool.answer.reading.read import Unreadable
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.exam_words import NUMBER, STANDS, UNREADABLE
from studytool.text.interface import LINES
from studytool.text.language import Text, UserError
from studytool.tui import showing
from studytool.tui.keys import bound
from studytool.tui.scene import Scene
from studytool.tui.screens.base import Way
from studytool.tui.screens.confirm import HandInScreen, QuitPaperScreen
from studytool.tui.screens.mock_report import MockReportScreen
from studytool.tui.screens.question import SCROLLING, AnswerScreen
from studytool.tui.tones import UNREAD
from studytool.tui.widgets.givens import Givens
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.questions.question import Question
    from studytool.study.mock import MockSitting
    from studytool.study.session import Change
    from studytool.study.task import Task

TICK = 0.25
"""The seconds between two looks at the clock."""


class MockScreen(AnswerScreen):
    """Asks a paper; when it is through, handed in, or the time is over, the report takes this screen's place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("answer", "enter", "answer", show=True),
        bound("blank", "f4", "blank", show=True),
        bound("hand-in", "escape", "hand_in", show=True),
        *SCROLLING,
    ]

    is_paper = True

    def __init__(self, mock: MockSitting) -> None:
        super().__init__()
        self.mock = mock
        self.sitting = mock.sitting
        self.asked: Task | None = None
        self.number = 0
        self.over = False
        self.note: Text | None = None

    def on_mount(self) -> None:
        """Ask the first question; the time runs from here."""
        super().on_mount()
        self.mock.sitting.decimal_comma = self.study.decimal_comma
        self.start_work(self._next)
        self.set_interval(TICK, self._tick)

    def paint(self) -> None:
        """The question, the clock and how the answer is read, in the present language."""
        self.paint_clock()
        speech = self.speech
        if self.asked is None or self.asked.question is None:
            self.query_one("#stem", Prose).show(Paragraph(speech.say("loading"), "dim"))
        elif not self.busy and not self.over:
            question = self.asked.question
            part = question.parts[self.mock.sitting.current.part]
            self.query_one("#stem", Prose).show(*showing.stem(question, speech))
            self.query_one("#givens", Givens).show(showing.blocks(question, speech))
            self.query_one("#convention", Prose).show(*showing.convention(question, speech))
            self.query_one("#worked", Prose).show(*showing.worked(question, speech))
            self.query_one("#options", Prose).show(*showing.options(part, speech))
            self._paint_answer(question)

    def paint_clock(self) -> None:
        """Which question of how many it is, and the time that is left."""
        name, speech = self.speech.command("mock_exam")[0], self.speech
        if self.asked is None:
            self.query_one(TitleBar).show(name)
            return
        left = clock(self.mock.left(self.mock.clock()))
        place = speech.of(NUMBER.format(n=self.number, count=len(self.mock.paper), left=left))
        where = speech.signs(f"{name} · {speech.of(CHAPTER_NAMES[self.asked.chapter])}")
        self.query_one(TitleBar).show(*(end.replace(" * ", " | ") for end in (where, place)))

    def _paint_answer(self, question: Question) -> None:
        box, speech, place = self.answer_box, self.speech, self.mock.sitting.current.part
        part = question.parts[place]
        box.ask(showing.prompt(Scene(part=place), part, question, speech))
        box.open()
        if self.note:
            box.line.show(Paragraph(speech.of(self.note), UNREAD))
        else:
            read = self.mock.read(box.box.value) if box.box.value.strip() else None
            box.line.show(*showing.reading(read, speech, showing.how_to_type(part, speech)))

    @on(Input.Changed)
    def _typed(self) -> None:
        self.note = None
        self.paint()

    def read_commas(self, *, decimal: bool) -> None:
        """Take a comma for the decimal sign from here on, or no longer."""
        self.mock.sitting.decimal_comma = decimal
        self.repaint()

    async def step(self, way: Way) -> Change | None:
        """Nothing is taken back before the end."""
        del way
        raise UserError(STANDS)

    def failed(self, text: Text) -> None:
        """Say it under the answer, which stays."""
        said = LINES["not-saved"]
        kept = Text(said.en.format(text=text.en), said.zh.format(text=text.zh))
        self.note = text if text is STANDS else kept

    def submit(self, typed: str) -> None:
        """Hand this over, whatever is typed after it."""
        if self.asked and typed.strip():
            self.start_work(partial(self._answer, typed.strip()))

    def action_blank(self) -> None:
        """Leave the question without an answer."""
        if self.asked:
            self.start_work(self._leave_blank)

    def action_hand_in(self) -> None:
        """Hand in before the end, once that is confirmed."""
        self.app.push_screen(HandInScreen(self._unanswered, len(self.mock.paper), self._hand_in))

    @property
    def _unanswered(self) -> int:
        return len(self.mock.paper) - sum(one.answered for one in self.mock.sat)

    def ask_to_quit(self) -> None:
        """Quit once that is confirmed; what was answered is in the log already."""
        if not isinstance(self.app.screen, QuitPaperScreen):
            self.app.push_screen(QuitPaperScreen(self._unanswered, len(self.mock.paper), self.app.exit))

    def _hand_in(self) -> None:
        self.start_work(self._stop)

    def _tick(self) -> None:
        """Show the clock; end when the time is over, whatever is open above."""
        if self.asked and not self.over:
            if self is self.study.in_sight:
                self.paint_clock()
            else:
                self.repaint()
            if self.mock.left(self.mock.clock()) <= timedelta(0):
                self.start_work(self._run_out)

    async def _next(self) -> None:
        task = await asyncio.to_thread(self.mock.next)
        if task is None:
            await self._finish()
            return
        self.asked = task
        self.number += 1
        self._clear()
        self.query_one("#body").scroll_home(animate=False)

    def _clear(self) -> None:
        self.note = None
        self.answer_box.clear()

    async def _answer(self, typed: str) -> None:
        taken = await asyncio.to_thread(self.mock.submit, typed)
        if taken == "late":
            await self._finish(late=typed)
        elif taken == "unreadable":
            reading = self.mock.read(typed)
            self.note = reading.reason if isinstance(reading, Unreadable) else UNREADABLE
        elif self.mock.finished_question:
            await self._next()
        else:
            self._clear()

    async def _leave_blank(self) -> None:
        await asyncio.to_thread(self.mock.leave_blank)
        await self._next()

    async def _stop(self) -> None:
        self.mock.stop()
        await self._finish()

    async def _run_out(self) -> None:
        await self._finish(late=self.answer_box.box.value.strip())

    async def _finish(self, late: str = "") -> None:
        """Show the report in place of this screen and of all that is open above it."""
        backstage, report = self.study.backstage, self.mock.report()
        told = await asyncio.to_thread(backstage.told, [name for name, _ in report.misconceptions])
        titles = {one.item: await asyncio.to_thread(backstage.title, one.item) for one in report.questions}
        sent = await asyncio.to_thread(self.mock.sitting.sent)
        self.over = True
        while self.app.screen is not self:
            self.app.pop_screen()
        self.study.replace(MockReportScreen(report, told, titles, sent, late))


def clock(left: timedelta) -> str:
    """The time that is left as on a clock, to the second, never below 0."""
    seconds = max(-(-left // timedelta(seconds=1)), 0)
    minutes, hours = seconds // 60, seconds // 3600
    return f"{hours}:{minutes % 60:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
