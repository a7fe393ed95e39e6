"""One line of a form: what is to be typed on the left, where on the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from studytool.tui.widgets.typed import Typed

LONGEST = 200


class Field(Horizontal):
    """A label and a text box; `entry` is the name under which a form keeps it."""

    DEFAULT_CSS = """
    Field { height: 1; width: 1fr; }
    Field Static { width: 18; color: $text-muted; }
    Field Input { width: 1fr; background: $panel; padding: 0 1; }
    Field.-current Static { color: $text; text-style: bold; }
    """

    def __init__(self, entry: str, value: str = "") -> None:
        super().__init__(id=f"field-{entry}")
        self.entry = entry
        self._first = value

    def compose(self) -> ComposeResult:
        """The label, then the box."""
        yield Static()
        yield Typed(self._first, max_length=LONGEST, compact=True, select_on_focus=False)

    @property
    def box(self) -> Input:
        """The text box."""
        return self.query_one(Input)

    def name_it(self, label: str) -> None:
        """Say what is to be typed, in bold where the cursor is."""
        self.query_one(Static).update(Content(label))
        self.set_class(self.box.has_focus, "-current")
