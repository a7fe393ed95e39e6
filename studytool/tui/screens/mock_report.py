"""How a mock exam went: the mark, by chapter and by misconception, and each question to be looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList

from studytool.showing.wrapping import shortened
from studytool.study.sent import listed
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.exam_words import (
    BLANK,
    LATE_ANSWER,
    MISTAKES,
    QUESTION_HEADS,
    QUESTIONS,
    REPORT,
    REPORT_HEADS,
    SECONDS,
    TIME_OVER,
    seconds_more,
)
from studytool.tui.columns import columns
from studytool.tui.keys import bound
from studytool.tui.screens.mock_look import MockLookScreen
from studytool.tui.screens.page import PageScreen
from studytool.tui.tones import UNREAD
from studytool.tui.widgets.key_bar import KeyBar
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from studytool.study.mock import Report, Sat
    from studytool.text.language import Text
    from studytool.tui.speech import Speech

HEADING = "bold"
PAUSE = timedelta(seconds=1)
"""So long Enter does nothing when the time has run out."""
MARGIN = 5
"""The cells beside a line: the page's padding and its scrollbar."""


class MockReportScreen(PageScreen):
    """A page that ends with a list of the questions; `told` and `titles` say what misconceptions and items are.

    `sent` is what mistakes sent for review; `late` was typed after the time.
    """

    AUTO_FOCUS = ""
    """The list takes the keys when it is filled, so that the page begins at its top."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("look", "enter", "look", show=True),
        bound("back", "escape", "app.go_back", show=True),
        # taken before the list takes them: they scroll the page
        bound("page-up", "pageup", "scroll_page(-10)", priority=True),
        bound("page-down", "pagedown", "scroll_page(10)", priority=True),
    ]

    def __init__(
        self,
        report: Report,
        told: Mapping[str, Text],
        titles: Mapping[str, Text],
        sent: Sequence[Text] = (),
        late: str = "",
    ) -> None:
        super().__init__()
        self.report = report
        self.told = told
        self.titles = titles
        self.sent = sent
        self.late = late
        self._since: datetime | None = None

    def compose(self) -> ComposeResult:
        """The figures, then a line for each question."""
        yield TitleBar()
        with VerticalScroll(id="page", can_focus=False):
            yield Prose(id="text")
            yield OptionList(*("" for _ in self.report.questions), id="questions", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Take the keys that go through the questions."""
        super().on_mount()
        self._since = self.study.backstage.clock()
        self.set_timer(2 * PAUSE.total_seconds(), self.refresh_bindings)
        self.lines.highlighted = 0
        self.lines.focus(scroll_visible=False)

    @property
    def lines(self) -> OptionList:
        """The questions."""
        return self.query_one(OptionList)

    def on_resize(self) -> None:
        """Use the room there is."""
        if self.is_mounted:
            self.paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter does nothing at first: who was submitting when the time ran out is to see the report."""
        del parameters
        waited = not self.report.time_over or (
            self._since is not None and self.study.backstage.clock() - self._since > PAUSE
        )
        return action != "look" or waited

    def action_scroll_page(self, lines: int) -> None:
        """Scroll, wherever the cursor is."""
        self.query_one("#page").scroll_relative(y=lines, animate=False)

    @on(OptionList.OptionHighlighted)
    def _follow(self) -> None:
        """Keep the line under the cursor in view; from the first one, what stands above the list too."""
        page, place = self.query_one("#page"), self.lines.highlighted or 0
        if place == 0:
            page.scroll_home(animate=False)
        else:
            line = Region(0, self.lines.virtual_region.y + place, 1, 1)
            page.scroll_to_region(line, animate=False)

    @on(OptionList.OptionSelected)
    def action_look(self) -> None:
        """Look at the question under the cursor."""
        if self.check_action("look", ()) and self.app.screen is self:
            place = self.lines.highlighted or 0
            self.app.push_screen(MockLookScreen(self.report.looked[place], place + 1, len(self.report.looked)))

    def paint(self) -> None:
        """The report in the present language."""
        speech = self.speech
        self.query_one(TitleBar).show(speech.command("mock_exam")[0])
        lines = [*self._head(), Paragraph(" "), *chapters(self.report, speech), *self._mistakes()]
        head, *rows = self._questions()
        heading = [Paragraph(" "), Paragraph(speech.of(QUESTIONS), HEADING), Paragraph(head, "dim")]
        self.query_one("#text", Prose).show(*lines, *heading)
        for place, row in enumerate(rows):
            self.lines.replace_option_prompt_at_index(place, Content(row))

    def _head(self) -> list[Paragraph]:
        report, speech = self.report, self.speech
        head = REPORT.format(
            mark=f"{report.mark:.0%}",
            answered=sum(one.answered for one in report.questions),
            count=len(report.questions),
            minutes=f"{report.seconds / 60.0:.1f}",
            average=f"{report.average_seconds:.0f}",
        )
        over = speech.of(TIME_OVER) if report.time_over else ""
        late = speech.of(LATE_ANSWER.format(typed=self.late)) if self.late else ""
        return [Paragraph(over, UNREAD), Paragraph(late, UNREAD), Paragraph(speech.of(head), HEADING)]

    def _mistakes(self) -> list[Paragraph]:
        speech = self.speech
        lines = [
            Paragraph(f"{speech.say('summary-times', count=count)}  {speech.of(self.told[name])}", indent=2, hanging=4)
            for name, count in self.report.misconceptions
        ]
        sent = speech.say("sent", names=speech.of(listed(self.sent))) if self.sent else ""
        every = [*lines, Paragraph(sent, hanging=4)] if sent else lines
        return [Paragraph(" "), Paragraph(speech.of(MISTAKES), HEADING), *every] if every else []

    def _questions(self) -> list[str]:
        """The heads of the columns, then a line for each question, its title cut where there is no room."""
        speech, room = self.speech, self.app.size.width - MARGIN
        rows = [self._figures(number, one) for number, one in enumerate(self.report.questions, 1)]
        head, *lines = columns([["", *(speech.of(head) for head in QUESTION_HEADS)], *rows], names=0)
        titles = [speech.of(self.titles[one.item]) for one in self.report.questions]
        whole = (f"{line}  {title}" for line, title in zip(lines, titles, strict=True))
        return [head, *(speech.signs(shortened(line, room)) for line in whole)]

    def _figures(self, number: int, one: Sat) -> list[str]:
        """The question's number, mark and time, and the time against the average."""
        taken = SECONDS.format(count=f"{one.seconds:.0f}")
        slower = seconds_more(one.seconds - self.report.average_seconds) if one.answered else BLANK
        return [f"{number}.", f"{one.mark:.0%}", self.speech.of(taken), self.speech.of(slower)]


def chapters(report: Report, speech: Speech) -> list[Paragraph]:
    """A line for each chapter."""
    rows = [
        [speech.of(CHAPTER_NAMES[one.chapter]), f"{one.answered}/{one.questions}", f"{one.mark:.0%}"]
        for one in report.chapters
    ]
    head, *lines = columns([[speech.of(head) for head in REPORT_HEADS], *rows])
    return [Paragraph(head, HEADING), *map(Paragraph, lines)]
