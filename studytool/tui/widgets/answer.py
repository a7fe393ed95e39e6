"""Where the answer is typed: a plain text box, and one line that says how the text is read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from studytool.tui.widgets.prose import Prose
from studytool.tui.widgets.typed import Typed

LONGEST = 2000


class AnswerBox(Vertical):
    """The text box titled with what is asked, over the line that reads it back or says the verdict."""

    DEFAULT_CSS = """
    AnswerBox { height: auto; padding: 0 1; }
    AnswerBox Input {
        border: round $foreground 25%; border-title-color: $text-muted; background: transparent; padding: 0 1;
    }
    AnswerBox Input:focus { border: round $border; border-title-color: $text; }
    AnswerBox #reading { padding: 0 2; }
    """

    def compose(self) -> ComposeResult:
        """The box, then the line."""
        yield Typed(id="typed", max_length=LONGEST)
        yield Prose(id="reading")

    @property
    def box(self) -> Input:
        """The text box."""
        return self.query_one(Input)

    @property
    def line(self) -> Prose:
        """The line under it."""
        return self.query_one("#reading", Prose)

    def ask(self, title: str) -> None:
        """Say what is to be typed."""
        self.box.border_title = title.replace("[", r"\[")

    def clear(self) -> None:
        """Begin a new answer."""
        self.box.value = ""

    def open(self) -> None:
        """Take answers, and the keys."""
        self.box.can_focus = True
        if not self.box.has_focus:
            self.box.focus()

    def close(self) -> None:
        """Take no answer: the text stays, the keys go to the screen."""
        if self.box.has_focus:
            self.screen.set_focus(None)
        self.box.can_focus = False
