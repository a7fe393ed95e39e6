"""Every kind of question and every card, chapter by chapter."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList

from studytool.course.items import Item
from studytool.study.wish import Wish
from studytool.text.chapters import CHAPTER_NAMES
from studytool.tui.keys import bound
from studytool.tui.screens.base import StudyScreen
from studytool.tui.widgets.key_bar import KeyBar
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.tui.taught import Entry


SORT = 10
"""The cells of the column that says what an entry is."""


class BrowseScreen(StudyScreen):
    """Chapters on the left, what they have on the right; Enter practises it."""

    undoes = "below"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("practise", "enter", "practise", show=True),
        bound("other-list", "tab", "app.focus_next", show=True),
        bound("suspend", "s", "app.suspend_item", show=True),
        bound("back", "escape", "app.go_back", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        """Two lists side by side."""
        yield TitleBar()
        with Horizontal():
            yield OptionList(*CHAPTER_NAMES, id="chapters", markup=False)
            yield OptionList(id="items", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first chapter."""
        super().on_mount()
        self.chapters.highlighted = 0
        self.chapters.focus()

    @property
    def chapters(self) -> OptionList:
        """The list on the left."""
        return self.query_one("#chapters", OptionList)

    @property
    def items(self) -> OptionList:
        """The list on the right."""
        return self.query_one("#items", OptionList)

    @property
    def chapter(self) -> str:
        """The chapter under the cursor."""
        return list(CHAPTER_NAMES)[self.chapters.highlighted or 0]

    def paint(self) -> None:
        """Chapters and entries in the present language."""
        for place, name in enumerate(CHAPTER_NAMES.values()):
            self.chapters.replace_option_prompt_at_index(place, Content(self.speech.of(name)))
        kinds = sum(entry.level is not None for entry in self.entries)
        found = self.speech.say("kinds-cards", kinds=kinds, cards=len(self.entries) - kinds) if self.entries else ""
        self.query_one(TitleBar).show(self.speech.key("browse"), found)
        chosen = self.items.highlighted
        self.items.clear_options()
        self.items.add_options([Content(self._line(entry)) for entry in self.entries])
        self.items.highlighted = chosen if self.entries else None

    def _line(self, entry: Entry) -> str:
        speech = self.speech
        sort = speech.say("card") if entry.level is None else speech.say("level", level=entry.level)
        sort = speech.say("suspended") if entry.suspended else sort
        return f"{set_cell_size(sort, SORT)}{speech.of(entry.title).splitlines()[0]}"

    @property
    def item(self) -> str | None:
        """The item under the cursor of the right list."""
        place = self.items.highlighted
        return None if place is None or not self.entries else self.entries[place].item

    async def changed(self, *, leaving: bool) -> None:
        """Read anew what is suspended; the cursor stays."""
        del leaving
        self.entries = await asyncio.to_thread(self.study.backstage.shelf, self.chapter)

    @on(OptionList.OptionHighlighted, "#chapters")
    def _chapter_changed(self) -> None:
        self.run_worker(self._fill(self.chapter), exclusive=True, group="shelf")

    async def _fill(self, chapter: str) -> None:
        await self.study.opened.wait()
        entries = await asyncio.to_thread(self.study.backstage.shelf, chapter)
        if not self.is_open:
            return
        self.entries, self.items.highlighted = entries, None
        self.paint()
        self.items.highlighted = 0 if self.entries else None

    @on(OptionList.OptionSelected, "#chapters")
    def _enter_chapter(self) -> None:
        self.items.focus()

    @on(OptionList.OptionSelected, "#items")
    def action_practise(self) -> None:
        """Practise the kind or the card under the cursor."""
        place = self.items.highlighted
        if place is None or not self.entries:
            return
        item = Item.of(self.entries[place].item)
        if item and item.sort == "kind":
            self.study.practise(Wish(kind=item.id))
        else:
            self.study.practise_card(self.entries[place].item)
