"""Paragraphs that are wrapped as Chinese and English want it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from studytool.showing.wrapping import NO_BREAK, wrap


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some text, the style it is drawn in, its indent, and how much further its later lines are indented."""

    text: str
    style: str = ""
    indent: int = 0
    hanging: int = 0

    def lines(self, width: int) -> list[str]:
        """The lines at a width of so many cells."""
        margin = " " * self.indent
        return [margin + line for line in wrap(self.text, width - self.indent, self.hanging)]


class Prose(Widget):
    """Some paragraphs; without any it takes no room."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 1fr; text-wrap: nowrap; display: none; }
    Prose.-filled { display: block; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.paragraphs: tuple[Paragraph, ...] = ()

    def show(self, *paragraphs: Paragraph | str) -> None:
        """Show these paragraphs instead; empty ones are left out."""
        shown = [Paragraph(each) if isinstance(each, str) else each for each in paragraphs]
        kept = tuple(each for each in shown if each.text)
        self.set_class(bool(kept), "-filled")
        if kept != self.paragraphs:
            self.paragraphs = kept
            self.refresh(layout=True)

    @property
    def text(self) -> str:
        """Everything that is shown, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs).replace(NO_BREAK, " ")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the wrapped paragraphs have."""
        del container, viewport
        return sum(len(paragraph.lines(width)) for paragraph in self.paragraphs)

    def render(self) -> Content:
        """The wrapped paragraphs in their styles."""
        width = self.content_size.width
        rows = [(line, each.style) for each in self.paragraphs for line in each.lines(width)]
        return Content("\n").join([Content.styled(line, style) for line, style in rows])
