"""What a sitting came to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from studytool.text.chapters import CHAPTER_NAMES
from studytool.tui.keys import bound
from studytool.tui.screens.base import Way
from studytool.tui.screens.page import PageScreen
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.study.session import Change, Sitting
    from studytool.study.wish import Wish
    from studytool.text.language import Text
    from studytool.tui.backstage import Outlook
    from studytool.tui.speech import Speech

HEADING = "bold"


class SummaryScreen(PageScreen):
    """How many were asked and right, which mistakes were made, and what comes next."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("home", "enter,escape", "app.go_home", show=True)]

    def __init__(
        self, sitting: Sitting, outlook: Outlook, told: Mapping[str, Text], sent: Sequence[Text], *, nothing: str
    ) -> None:
        super().__init__()
        self.sitting = sitting
        self.summary = sitting.summary()
        self.outlook = outlook
        self.nothing = nothing
        self.told = told
        self.sent = sent

    async def step(self, way: Way) -> Change | None:
        """Undo or redo in the sitting that is summed up here."""
        if self.sitting is None:
            return None
        change = await asyncio.to_thread(self.sitting.undo if way == "undo" else self.sitting.redo)
        self.summary = self.sitting.summary()
        mistakes = [name for name, _ in self.summary.misconceptions]
        self.told = await asyncio.to_thread(self.study.backstage.told, mistakes)
        self.outlook = await asyncio.to_thread(self.study.backstage.outlook)
        self.sent = await asyncio.to_thread(self.sitting.sent)
        return change

    def paint(self) -> None:
        """The summary in the present language."""
        self.query_one(TitleBar).show(self.speech.say("summary"))
        lines = [*self._figures(), *self._mistakes(), *self._sent(), *self._next(), Paragraph(" ")]
        self.query_one("#text", Prose).show(*lines, Paragraph(self.speech.say("summary-go"), "dim"))

    def _figures(self) -> list[Paragraph]:
        summary, say = self.summary, self.speech.say
        if not summary.asked and not summary.skipped:
            return [Paragraph(say(self._why_none()), HEADING)]
        line = say("summary-asked", asked=summary.asked, correct=summary.correct, skipped=summary.skipped)
        chapters = [
            Paragraph(
                f"{self.speech.of(CHAPTER_NAMES[name])}  {say('summary-right', asked=asked, correct=right)}", indent=2
            )
            for name, (asked, right) in summary.chapters.items()
        ]
        return [Paragraph(line, HEADING), *_headed(say("summary-chapters"), chapters)]

    def _why_none(self) -> str:
        """Why nothing was answered."""
        if self.sitting and self.sitting.tally.begun:
            return "summary-unanswered"
        outlook = self.outlook
        shares = {"summary-none": outlook.reviews_done or outlook.new_done, "summary-none-due": outlook.reviews_done}
        return "summary-done" if shares.get(self.nothing.removesuffix("-chapter")) else self.nothing

    def _mistakes(self) -> list[Paragraph]:
        mistakes = [
            Paragraph(
                f"{self.speech.say('summary-times', count=count)}  {self.speech.of(self.told[name])}",
                indent=2,
                hanging=4,
            )
            for name, count in self.summary.misconceptions
        ]
        return _headed(self.speech.say("summary-mistakes"), mistakes)

    def _sent(self) -> list[Paragraph]:
        names = [Paragraph(self.speech.of(name), indent=2, hanging=4) for name in self.sent]
        return _headed(self.speech.say("summary-sent"), names)

    def _next(self) -> list[Paragraph]:
        lines = [self.speech.say("summary-due-now", count=self.outlook.due)] if self.outlook.due else []
        if self.outlook.later:
            when = until(self.outlook.later - self.study.backstage.clock(), self.speech)
            lines.append(self.speech.say("summary-due-at", when=when))
        return _headed(self.speech.say("summary-due"), [Paragraph(line, indent=2) for line in lines])


def _headed(heading: str, lines: list[Paragraph]) -> list[Paragraph]:
    """Some lines under a heading; nothing where there are none."""
    return [Paragraph(" "), Paragraph(heading, HEADING), *lines] if lines else []


def until(wait: timedelta, speech: Speech) -> str:
    """A time to come in minutes, hours or days, rounded up."""
    minutes = max(1, -(-wait // timedelta(minutes=1)))
    for key, size in (("in-minutes", 1), ("in-hours", 60)):
        if minutes < size * (60 if size == 1 else 48):
            return speech.say(key, count=-(-minutes // size))
    return speech.say("in-days", count=-(-minutes // (60 * 24)))


def why_nothing(wish: Wish) -> str:
    """The key of the line that says why a sitting has nothing to ask, as far as what was wished for goes."""
    if wish.wrong_this_week or wish.exam:
        return "summary-none-wrong" if wish.wrong_this_week else "summary-none-exam"
    return f"summary-none{'-due' * wish.due_only}{'-chapter' * (wish.chapter is not None)}"
