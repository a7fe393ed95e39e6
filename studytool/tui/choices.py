"""What the learner chooses once for all days: the language, the decimal sign, the theme."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from textual.reactive import reactive

from studytool.text.language import LANGUAGES, Language, UserError
from studytool.tui.backstage import Backstage
from studytool.tui.notice import SayingApp
from studytool.tui.screens.base import StudyScreen
from studytool.tui.speech import Speech


class ChoosingApp(SayingApp):
    """The part of the application that words everything, and remembers for the next start how."""

    language: reactive[Language] = reactive[Language]("en", init=False)
    decimal_comma: reactive[bool] = reactive[bool](default=False, init=False)

    def __init__(
        self, backstage: Backstage, *, language: Language, ascii_only: bool, decimal_comma: bool, said: Collection[str]
    ) -> None:
        super().__init__()
        self.backstage = backstage
        self.ascii_only = ascii_only
        self.said = {*said}
        self.opened = asyncio.Event()
        self._writing = asyncio.Lock()
        self.set_reactive(ChoosingApp.language, language)
        self.set_reactive(ChoosingApp.decimal_comma, decimal_comma)
        self.set_class(ascii_only, "-ascii")

    @property
    def speech(self) -> Speech:
        """How things are worded now."""
        return Speech(self.language, self.ascii_only)

    @property
    def study_screens(self) -> list[StudyScreen]:
        """The screens that are open, the one in sight last, without the palette."""
        return [screen for screen in self.screen_stack if isinstance(screen, StudyScreen)]

    async def recall(self) -> None:
        """Take what the store remembers of the settings that were neither said at the start nor changed since."""
        for key in {"language", "decimal-comma"} - self.said:
            value = await asyncio.to_thread(self.backstage.setting, key)
            if key in self.said:
                continue
            if key == "decimal-comma":
                self.decimal_comma = value == "on"
            else:
                self.language = next((language for language in LANGUAGES if language == value), self.language)

    def _remember(self, key: str, value: str) -> None:
        """Remember a choice for the next start, once the store is open."""
        self.said.add(key)

        async def write() -> None:
            await self.opened.wait()
            async with self._writing:
                try:
                    await asyncio.to_thread(self.backstage.remember, key, value)
                except UserError as error:
                    self.notify(self.speech.of(error.text), severity="error", timeout=10, markup=False)

        self.run_worker(write())

    def watch_language(self) -> None:
        """Word everything anew."""
        for screen in self.study_screens:
            if screen.is_mounted:
                screen.repaint()

    def watch_decimal_comma(self) -> None:
        """Read what is typed anew."""
        for screen in self.study_screens:
            if screen.is_mounted:
                screen.read_commas(decimal=self.decimal_comma)

    def action_language(self) -> None:
        """Switch to the other language, and begin in it the next time."""
        self.language = LANGUAGES[1 - LANGUAGES.index(self.language)]
        self._remember("language", self.language)

    def action_decimal_comma(self) -> None:
        """Take a comma for the decimal sign, or no longer; the next time too."""
        self.decimal_comma = not self.decimal_comma
        state = "on" if self.decimal_comma else "off"
        self.notify(self.speech.say(f"comma-{state}"), timeout=3, markup=False)
        self._remember("decimal-comma", state)

    def action_theme(self) -> None:
        """Switch between dark and light."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"
