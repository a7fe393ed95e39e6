"""The first screen: what is due, chapter by chapter."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from studytool.showing.wrapping import shortened
from studytool.study.wish import Wish
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.exam_words import BRIEF
from studytool.tui.keys import bound
from studytool.tui.screens.base import StudyScreen
from studytool.tui.widgets.key_bar import KeyBar
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.learner.exam import Exam
    from studytool.tui.backstage import Counts

BREADTH, FIGURE = 64, 10
"""The cells of a row, and of each of its figures, where there is room."""
FRAME = 6
"""The cells beside a row."""


def row(name: str, figures: list[str], widths: list[int], breadth: int = BREADTH) -> str:
    """One line of the table, its figures flush right in columns of these widths; a name that is too long is cut."""
    room = breadth - sum(widths)
    cells = (" " * (width - cell_len(each)) + each for each, width in zip(figures, widths, strict=True))
    return set_cell_size(shortened(name, room - 1), room) + "".join(cells)


class HomeScreen(StudyScreen):
    """Everything at the top, then the chapters; Enter starts what is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("start", "enter", "start", show=True),
        bound("browse", "b", "app.browse", show=True),
        bound("statistics", "s", "app.statistics", show=True),
        bound("exam", "e", "app.exam", show=True),
        bound("settings", "t", "app.settings"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, Counts] = {}
        self.exam: Exam | None = None

    def compose(self) -> ComposeResult:
        """A table of chapters."""
        yield TitleBar()
        with Vertical(id="middle"):
            yield Prose(id="due")
            yield Prose(id="columns")
            yield OptionList(*CHAPTER_NAMES, "", id="chapters", markup=False)
            yield Prose(id="exam")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the names at once, the figures when they are known."""
        super().on_mount()
        self.query_one(OptionList).highlighted = 0
        self.query_one(OptionList).focus()
        self.start_work(self._count)

    def on_screen_resume(self) -> None:
        """Count anew after a sitting."""
        self.start_work(self._count)

    def paint(self) -> None:
        """Names and figures in the present language."""
        speech = self.speech
        other = speech.key("language") if speech.ascii_only else speech.say("other-language")
        self.query_one(TitleBar).show("studytool", f"Ctrl+L {other}")
        self.query_one("#due", Prose).show(Paragraph(self._headline(), "bold"))
        self.query_one("#columns", Prose).show(Paragraph(self._row("", self._columns()), "dim"))
        options = self.query_one(OptionList)
        for place, line in enumerate(self._rows()):
            options.replace_option_prompt_at_index(place, Content(line))
        self.query_one("#exam", Prose).show(Paragraph(self._exam_line(), "dim"))

    def on_resize(self) -> None:
        """Use the room there is."""
        if self.is_mounted:
            self.paint()

    def _columns(self) -> list[str]:
        return [self.speech.say(each) for each in ("due", "new", "seen")]

    def _row(self, name: str, figures: list[str]) -> str:
        breadth = min(self.app.size.width - FRAME, BREADTH)
        widths = [FIGURE if breadth == BREADTH else max(cell_len(column), 4) + 1 for column in self._columns()]
        return self.speech.signs(row(name, figures, widths, breadth))

    def _headline(self) -> str:
        if not self.counts:
            return self.speech.say("loading")
        due, new, _ = self._sums()
        return self.speech.say("due-now" if due else "nothing-due", due=due, new=new)

    def _exam_line(self) -> str:
        """The exam that lies ahead; nothing where there is none."""
        days = self.exam.days(self.study.backstage.clock()) if self.exam else 0.0
        return self.speech.of(BRIEF.format(name=self.exam.name, days=f"{days:.1f}")) if self.exam and days else ""

    def _sums(self) -> tuple[int, int, int]:
        every = self.counts.values()
        return sum(c.due for c in every), sum(c.new for c in every), sum(c.known for c in every)

    def _rows(self) -> list[str]:
        waiting = [self.speech.signs("…")] * 3
        lines = [
            self._row(self.speech.say("everything"), [str(sum_) for sum_ in self._sums()] if self.counts else waiting)
        ]
        for chapter, name in CHAPTER_NAMES.items():
            counts = self.counts.get(chapter)
            figures = [str(counts.due), str(counts.new), str(counts.known)] if counts else waiting
            lines.append(self._row(self.speech.of(name), figures))
        return lines

    async def changed(self, *, leaving: bool) -> None:
        """Count anew."""
        del leaving
        await self._count()

    async def _count(self) -> None:
        self.counts = await asyncio.to_thread(self.study.backstage.overview)
        self.exam = await asyncio.to_thread(self.study.backstage.exam)

    @on(OptionList.OptionSelected)
    def action_start(self) -> None:
        """Start with the chapter under the cursor, or with everything."""
        self.study.practise(Wish(chapter=self.chapter))

    @property
    def chapter(self) -> str | None:
        """The chapter under the cursor; None for everything."""
        return [None, *CHAPTER_NAMES][self.query_one(OptionList).highlighted or 0]
