"""The exam that is set: the mark to expect, chapter by chapter, what is at risk, what more minutes would bring."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from studytool.learner.exam import shown_time
from studytool.showing.wrapping import NO_BREAK, shortened, with_units
from studytool.study.wish import Wish
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.exam_words import (
    AND_MORE,
    AT_RISK,
    CHAPTER_HEADS,
    HEAD,
    IS_OVER,
    MARK,
    MIN,
    MORE,
    NONE_SET,
    NOTHING_TODAY,
    TODAY,
    WHAT_FOR,
)
from studytool.tui.columns import columns
from studytool.tui.keys import bound
from studytool.tui.screens.page import PageScreen
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.learner.exam import Exam
    from studytool.tui.exam_outlook import ExamOutlook
    from studytool.tui.speech import Speech

HEADING = "bold"
LEAST_TODAY, LEAST_RISKS = 3, 1
"""So many of today's items, and of those at risk, are shown in any case."""
LEAST_WIDE = 20
"""The cells that a title has in any case."""
BARS = 2
"""The lines of the title bar and the key bar."""
BESIDE = 3
"""The cells beside a title: its indent, and a scroll bar where there is one."""


class ExamScreen(PageScreen):
    """One page, worked out in a thread each time the screen is come back to; without an exam, how to set one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("exam-set", "enter", "set_first", show=True),
        bound("exam-today", "enter", "today", show=True),
        bound("mock", "m", "app.mock_exam", show=True),
        bound("exam-change", "c", "change", show=True),
        bound("back", "escape", "app.go_back", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.exam: Exam | None = None
        self.outlook: ExamOutlook | None = None
        self.known = False
        self._stale = False

    def on_mount(self) -> None:
        """Take the keys that scroll."""
        super().on_mount()
        self.query_one("#page").focus()

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        if self.is_mounted:
            self.paint()

    def on_screen_resume(self) -> None:
        """Find out where the learner stands, anew where the screen is come back to: much may have changed."""
        self._look()

    async def changed(self, *, leaving: bool) -> None:
        """Find it out anew."""
        del leaving
        self._stale = True
        await self._load()

    def _look(self) -> None:
        """Find it out; once more where that is being done already, for it may have begun too early."""
        self._stale = True
        self.start_work(self._load)

    def after_work(self) -> None:
        """Find out what was asked for meanwhile."""
        if self._stale:
            self.start_work(self._load)

    async def _load(self) -> None:
        backstage = self.study.backstage
        while self._stale:
            self._stale = False
            exam = await asyncio.to_thread(backstage.exam)
            if exam != self.exam:
                self.exam, self.outlook, self.known = exam, None, exam is None
                self.repaint()
            self.outlook = await asyncio.to_thread(backstage.exam_outlook) if exam else None
        self.known = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Today's plan where there is one, a first or next exam where none lies ahead."""
        del parameters
        if action == "set_first":
            return self.known and self.outlook is None
        if action == "today":
            return self.outlook is not None and len(self.outlook.today) > 0
        return action != "change" or self.outlook is not None

    def action_set_first(self) -> None:
        """Have an exam typed where none lies ahead."""
        self._open_form()

    def action_change(self) -> None:
        """Have the exam changed, or cleared."""
        self._open_form()

    def _open_form(self) -> None:
        from studytool.tui.screens.exam_form import ExamFormScreen

        self.app.push_screen(ExamFormScreen(self.exam))

    def action_today(self) -> None:
        """Begin with what is planned for today."""
        self.study.practise(Wish(exam=True))

    def paint(self) -> None:
        """The page in the present language."""
        self.query_one(TitleBar).show(self.speech.command("exam")[0])
        self.query_one("#text", Prose).show(*self._page())

    def _page(self) -> list[Paragraph]:
        if self.outlook:
            return page(self.outlook, self.speech, self._room())
        if not self.known:
            return [Paragraph(self.speech.say("loading"), "dim")]
        if self.exam is None:
            return [Paragraph(self.speech.of(NONE_SET), HEADING), Paragraph(" "), Paragraph(self.speech.of(WHAT_FOR))]
        return [Paragraph(self.speech.of(IS_OVER.format(name=self.exam.name, at=shown_time(self.exam))), HEADING)]

    def _room(self) -> tuple[int, int]:
        """The cells of the page at the size that the terminal has: a resize is painted before it is laid out."""
        size, gutter = self.app.size, self.query_one("#page").gutter
        return size.width - gutter.width, size.height - BARS - gutter.height


def page(shown: ExamOutlook, speech: Speech, room: tuple[int, int]) -> list[Paragraph]:
    """The whole page; as many risks, then as many of today's items, as fit into a room of (width, height) cells."""
    width, height = room
    space, risks = Paragraph(" "), _risks(shown, speech)
    rest = [space, *_chapters(shown, speech), space, _more(shown, speech)]

    def laid_out(today: int, at_risk: int) -> list[Paragraph]:
        return [*_head(shown, speech), *_today(shown, speech, today, width), *rest, *risks[: at_risk and at_risk + 1]]

    def fits(lines: list[Paragraph]) -> bool:
        return sum(len(line.lines(width)) for line in lines) <= height

    today, at_risk = min(LEAST_TODAY, len(shown.today)), min(LEAST_RISKS, len(shown.risks))
    while at_risk < len(shown.risks) and fits(laid_out(today, at_risk + 1)):
        at_risk += 1
    while today < len(shown.today) and fits(laid_out(today + 1, at_risk)):
        today += 1
    return laid_out(today, at_risk)


def _head(shown: ExamOutlook, speech: Speech) -> list[Paragraph]:
    exam, said = shown.exam, shown.prediction
    head = HEAD.format(name=exam.name, at=shown_time(exam), days=f"{shown.days:.1f}", minutes=f"{exam.minutes:g}")
    shares = {"mean": said.mean, "low": said.low, "high": said.high, "without": shown.without}
    mark = MARK.format(**{name: f"{share:.0%}" for name, share in shares.items()})
    return [Paragraph(with_units(speech.of(head)), HEADING), Paragraph(speech.of(mark))]


def _today(shown: ExamOutlook, speech: Speech, most: int, width: int) -> list[Paragraph]:
    """What is planned for today: how much, and so many of its items by name, a line each."""
    count = len(shown.today)
    planned = {"count": count, "minutes": f"{shown.minutes:.0f}", "left": f"{shown.left:.0f}"}
    titles = [shortened(speech.of(title), max(width, LEAST_WIDE) - BESIDE) for title in shown.today[:most]]
    if most < count:
        titles.append(speech.of(AND_MORE.format(more=count - most)))
    head = with_units(speech.of(TODAY.format(**planned) if count else NOTHING_TODAY))
    return [Paragraph(head), *(Paragraph(title, indent=2) for title in titles)]


def _chapters(shown: ExamOutlook, speech: Speech) -> list[Paragraph]:
    rows = [
        [
            speech.of(CHAPTER_NAMES[one.chapter]),
            f"{one.share:.0%}",
            f"{one.known}/{one.items}",
            f"{one.recall_now:.0%}",
            f"{one.recall_then:.0%}",
        ]
        for one in shown.chapters
    ]
    head, *lines = columns([[speech.of(head) for head in CHAPTER_HEADS], *rows])
    return [Paragraph(head, HEADING), *map(Paragraph, lines)]


def _risks(shown: ExamOutlook, speech: Speech) -> list[Paragraph]:
    """A heading; then of each the recall at the exam and what it costs, and what the item is called."""
    if not shown.risks:
        return []
    figures = columns([[f"{risk.recall:.0%}", speech.signs(f"−{risk.lost:.1%}")] for _, risk in shown.risks], names=0)
    return [Paragraph(speech.of(AT_RISK), HEADING)] + [
        Paragraph(f"{figure}  {speech.of(title)}", indent=2, hanging=len(figure) + 2)
        for figure, (title, _) in zip(figures, shown.risks, strict=True)
    ]


def _more(shown: ExamOutlook, speech: Speech) -> Paragraph:
    """What they are and the marks, on one line where there is room."""
    pairs = [NO_BREAK.join([f"{minutes:g}", speech.of(MIN), f"{mark:.0%}"]) for minutes, mark in shown.more]
    return Paragraph("  ".join([speech.of(MORE), *pairs]), hanging=2)
