"""What holds for every day: when it begins, how much is asked, what recall is wanted, which weekdays are easy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from studytool.learner.settings import SETTINGS, read_all
from studytool.text.settings import INTRO, MEANING, NAMES, SAVED, SAVING, USUAL
from studytool.tui.keys import bound
from studytool.tui.screens.form import NEXT, PREVIOUS, FormScreen
from studytool.tui.widgets.field import Field
from studytool.tui.widgets.prose import Paragraph
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from studytool.store.events import JSON
    from studytool.text.language import Text

ENTRIES: Final[dict[str, tuple[Text, Text]]] = {
    name: (NAMES[name], MEANING.format(about=setting.about, form=setting.form, usual=USUAL[name]))
    for name, setting in SETTINGS.items()
}


class SettingsScreen(FormScreen):
    """A line for each setting, empty where it has its default; why one is refused stands under its line."""

    undoes = "nothing"
    ENTRIES = ENTRIES
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("save", "enter", "save", show=True),
        NEXT,
        PREVIOUS,
        bound("back", "escape", "leave", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, JSON] | None = None
        self._saving = False

    def on_mount(self) -> None:
        """Find out what is set."""
        super().on_mount()
        self.start_work(self._load)

    async def _load(self) -> None:
        self.held = await asyncio.to_thread(self.study.backstage.settings)
        for field in self.query(Field):
            if not field.box.value:
                field.box.value = shown(field.entry, self.held[field.entry])
                field.box.cursor_position = len(field.box.value)

    def heading(self) -> str:
        """The settings."""
        return self.speech.key("settings")

    def intro(self) -> list[Paragraph]:
        """From when on they hold."""
        return [Paragraph(self.speech.of(INTRO))]

    def paint(self) -> None:
        """The form, with each default where nothing is typed."""
        super().paint()
        self.query_one(TitleBar).show(self.heading(), self.speech.of(SAVING) if self._saving else "")
        for field in self.query(Field):
            field.box.placeholder = self.speech.of(USUAL[field.entry])

    async def done(self) -> None:
        """Let what was changed hold from here on, nothing where one line is unfit; back to where one came from."""
        if self.held is None:
            await self._load()
        found = await asyncio.to_thread(read_all, self.values)
        changes = {name: value for name, value in found.items() if self.held and value != self.held[name]}
        if changes:
            await self._save(changes)
            self.held = found
        if self.app.screen is self:
            self.app.pop_screen()

    async def _save(self, changes: dict[str, JSON]) -> None:
        self._saving = True
        self.paint()
        try:
            await asyncio.to_thread(self.study.backstage.change_settings, changes)
        finally:
            self._saving = False
        self.app.notify(self.speech.of(SAVED), timeout=3, markup=False)

    def failed(self, text: Text) -> None:
        """Say it under the line that has the cursor."""
        super().failed(text)
        field = next((field for field in self.query(Field) if field.box is self.focused), None)
        if field:
            self.query_one("#form").move_child(self.query_one("#trouble"), after=field)

    def action_leave(self) -> None:
        """Go back, once what is being saved holds: the screen below counts with it."""
        if not self._saving:
            self.study.go_back()


def shown(name: str, value: JSON) -> str:
    """What stands in the line of this setting: what would be typed for the value, nothing for the default."""
    setting = SETTINGS[name]
    return "" if value == setting.default else setting.write(value)
