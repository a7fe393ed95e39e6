"""What a question or a card is shown on: its texts above, the answer below."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from studytool.tui.keys import bound
from studytool.tui.screens.base import StudyScreen
from studytool.tui.widgets.answer import AnswerBox
from studytool.tui.widgets.givens import Givens
from studytool.tui.widgets.key_bar import KeyBar
from studytool.tui.widgets.prose import Prose
from studytool.tui.widgets.title_bar import TitleBar

SCROLLING: tuple[BindingType, ...] = (
    bound("scroll-up", "up", "scroll_body(-1)"),
    bound("scroll-down", "down", "scroll_body(1)"),
    bound("page-up", "pageup", "scroll_body(-10)"),
    bound("page-down", "pagedown", "scroll_body(10)"),
)
"""The keys that scroll the question."""


class AnswerScreen(StudyScreen):
    """Has room for a question and its answer; what is not painted takes none."""

    def compose(self) -> ComposeResult:
        """The question above, the answer below."""
        yield TitleBar()
        with VerticalScroll(id="body", can_focus=False):
            yield Prose(id="why")
            yield Prose(id="stem")
            yield Givens(id="givens")
            yield Prose(id="convention")
            yield Prose(id="worked")
            yield Prose(id="options")
            yield Prose(id="earlier")
            yield Prose(id="hints")
            yield Prose(id="back")
            yield Prose(id="solution")
        yield AnswerBox()
        yield KeyBar()

    @property
    def answer_box(self) -> AnswerBox:
        """Where the answer is typed."""
        return self.query_one(AnswerBox)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        self.submit(event.value)

    def action_answer(self) -> None:
        """Submit what is typed."""
        self.submit(self.answer_box.box.value)

    def submit(self, typed: str) -> None:
        """Have this judged, whatever is typed after it; where nothing is asked, nothing is."""

    def action_scroll_body(self, lines: int) -> None:
        """Scroll the question."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)
