"""A screen on which some short texts are typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.widgets import Input

from studytool.learner.exam_entry import UnfitEntryError
from studytool.tui.keys import bound
from studytool.tui.screens.base import StudyScreen
from studytool.tui.tones import UNREAD
from studytool.tui.widgets.field import Field
from studytool.tui.widgets.key_bar import KeyBar
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.text.language import Text


# taken before anything else that was typed, what follows goes to the new line though it comes at once
NEXT = bound("next-field", "tab,down", "move(1)", show=True, priority=True)
PREVIOUS = bound("previous-field", "shift+tab,up", "move(-1)", priority=True)
ONWARD = bound("next-field", "enter", "onward", show=True, system=True)
"""In a form that needs an entry: in place of saving, where Enter goes on to one that is still empty."""


class FormScreen(StudyScreen):
    """A line for each entry; what the one under the cursor means stands below, and why something is refused.

    What is refused stays as it was typed, with the cursor on it.
    """

    ENTRIES: ClassVar[Mapping[str, tuple[Text, Text]]] = {}
    NEEDED: ClassVar[frozenset[str]] = frozenset()
    """The entries without which nothing can be done: Enter on the line before goes to one that is still empty."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.trouble: Text | None = None
        self._first = values or {}

    def compose(self) -> ComposeResult:
        """The introduction, a line for each entry, what to know about them."""
        yield TitleBar()
        with VerticalScroll(id="form", can_focus=False):
            yield Prose(id="intro")
            for entry in self.ENTRIES:
                yield Field(entry, self._first.get(entry, ""))
            yield Prose(id="meaning")
            yield Prose(id="trouble")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first entry."""
        super().on_mount()
        self.query(Field).first().box.focus()

    @property
    def values(self) -> dict[str, str]:
        """What is typed."""
        return {field.entry: field.box.value.strip() for field in self.query(Field)}

    @abstractmethod
    def heading(self) -> str:
        """What the form is about."""

    def intro(self) -> list[Paragraph]:
        """What is to be known before."""
        return []

    @abstractmethod
    async def done(self) -> None:
        """Do what the form is for with what is typed; UserError where it is unfit."""

    def paint(self) -> None:
        """Every label in the present language."""
        self.query_one(TitleBar).show(self.heading())
        self.query_one("#intro", Prose).show(*self.intro())
        for field in self.query(Field):
            field.name_it(self.speech.of(self.ENTRIES[field.entry][0]))
        self.query_one("#meaning", Prose).show(Paragraph(self._meaning(), "dim"))
        self.query_one("#trouble", Prose).show(Paragraph(self.speech.of(self.trouble) if self.trouble else "", UNREAD))

    def _meaning(self) -> str:
        """What the entry under the cursor means."""
        field = next((field for field in self.query(Field) if field.box.has_focus), None)
        return self.speech.of(self.ENTRIES[field.entry][1]) if field else ""

    @on(DescendantFocus)
    def _moved(self) -> None:
        self.paint()
        self.refresh_bindings()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.trouble = None
        self.paint()
        self.refresh_bindings()

    @on(Input.Submitted)
    def _entered(self) -> None:
        if self._next_is_needed():
            self.action_onward()
        else:
            self.action_save()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What Enter does on this line."""
        del parameters
        return action not in {"save", "onward"} or (action == "onward") == self._next_is_needed()

    def _next_is_needed(self) -> bool:
        fields = [*self.query(Field)]
        pairs = pairwise(fields)
        after = next((after for field, after in pairs if field.box.has_focus), None)
        return after is not None and after.entry in self.NEEDED and not after.box.value.strip()

    def action_move(self, lines: int) -> None:
        """Go to another line, from the last to the first one too."""
        boxes = [field.box for field in self.query(Field)]
        place = next((place for place, box in enumerate(boxes) if box is self.focused), 0)
        self.set_focus(boxes[(place + lines) % len(boxes)])

    def action_onward(self) -> None:
        """Go to the entry that is still needed."""
        self.action_move(1)

    def action_save(self) -> None:
        """Take what is typed."""
        self.trouble = None
        self.start_work(self._take)

    async def _take(self) -> None:
        try:
            await self.done()
        except UnfitEntryError as error:
            self.set_focus(self.query_one(f"#field-{error.entry}", Field).box)
            raise

    def failed(self, text: Text) -> None:
        """Say it below; everything stays as it is typed."""
        self.trouble = text
