"""The application: it paints first, and opens the store and loads what is taught behind the first frame."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.command import CommandPalette
from textual.filter import LineFilter, Monochrome
from textual.reactive import reactive
from textual.screen import Screen

from studytool.text.exam_words import HAND_IN_FIRST
from studytool.text.interface import MODES
from studytool.text.language import LANGUAGES, Language, Text, UserError
from studytool.tui.backstage import Backstage
from studytool.tui.changes import ChangingApp
from studytool.tui.commands import StudyCommands
from studytool.tui.keys import bound
from studytool.tui.screens.base import StudyScreen
from studytool.tui.speech import Speech

if TYPE_CHECKING:
    from studytool.course.modes import Mode
    from studytool.study.wish import Wish

FAILED = 2
"""The exit status when the store cannot be opened."""
HUNG_UP = 128


class StudyApp(ChangingApp):
    """The whole interface; with a wish it begins in a sitting, without at home."""

    TITLE = "studytool"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {StudyCommands}  # noqa: RUF012  Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("help", "f1", "help", show=True, priority=True),
        bound("language", "ctrl+l", "language", priority=True),
        bound("palette", "ctrl+p", "command_palette"),
        bound("undo", "ctrl+z", "undo", priority=True),
        bound("redo", "ctrl+y", "redo", priority=True),
        bound("quit", "ctrl+q,ctrl+c", "quit", priority=True),
    ]

    language: reactive[Language] = reactive[Language]("en", init=False)
    decimal_comma: reactive[bool] = reactive[bool](default=False, init=False)

    def __init__(
        self,
        wish: Wish | None,
        backstage: Backstage,
        *,
        language: Language,
        ascii_only: bool = False,
        environ: Mapping[str, str],
        decimal_comma: bool = False,
        said: Collection[str] = ("language", "decimal-comma"),
    ) -> None:
        super().__init__()
        self.wish = wish
        self.said = {*said}
        self._writing = asyncio.Lock()
        self.backstage = backstage
        self.ascii_only = ascii_only
        self.mode: Mode | None = None
        self.trouble: Text | None = None
        self.opened = asyncio.Event()
        self.begun = asyncio.Event()
        self._bare_colours = "NO_COLOR" in environ and not self.no_color
        self.set_reactive(StudyApp.language, language)
        self.set_reactive(StudyApp.decimal_comma, decimal_comma)
        self.set_class(ascii_only, "-ascii")

    @property
    def in_sight(self) -> StudyScreen | None:
        """The screen that is shown, if only behind the palette."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, StudyScreen)), None)

    @property
    def speech(self) -> Speech:
        """How things are worded now."""
        return Speech(self.language, self.ascii_only)

    def get_default_screen(self) -> Screen[None]:
        """The sitting that was wished for, or home."""
        if self.wish is not None:
            return self._sitting_screen(self.wish)
        from studytool.tui.screens.home import HomeScreen

        return HomeScreen()

    def on_mount(self) -> None:
        """Paint, and only then load."""
        self._heed_hangup()
        self.call_after_refresh(self._load)

    def _load(self) -> None:
        self.run_worker(self._open())

    async def _open(self) -> None:
        """Open the store; behind the first question, where the interface begins in a sitting."""
        if self.wish is not None:
            await self.begun.wait()
        try:
            await asyncio.to_thread(self.backstage.open)
            await self._recall()
        except UserError as error:
            self.trouble = error.text
            self.exit(return_code=FAILED)
        else:
            self.opened.set()

    async def _recall(self) -> None:
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

    def _heed_hangup(self) -> None:
        """Leave the terminal as it was when it is closed or the process is told to end."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, partial(self.exit, return_code=HUNG_UP + number))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters; greys for NO_COLOR, and ASCII signs where only they are wanted."""
        filters = [*super().get_line_filters()]
        if self._bare_colours:
            filters.append(Monochrome())
        if self.ascii_only:
            from studytool.tui.ascii_filter import AsciiFilter

            filters.append(AsciiFilter())
        return filters

    def watch_language(self) -> None:
        """Word everything anew."""
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen) and screen.is_mounted:
                screen.repaint()

    def watch_decimal_comma(self) -> None:
        """Read what is typed anew."""
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen) and screen.is_mounted:
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

    def action_command_palette(self) -> None:
        """Open the palette in the present language."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=self.speech.say("search-commands"), id="--command-palette"))

    async def action_quit(self) -> None:
        """Quit; in the middle of a paper only once that is confirmed."""
        screens = (screen for screen in self.screen_stack if isinstance(screen, StudyScreen))
        paper = next((screen for screen in screens if screen.is_paper), None)
        if paper:
            paper.ask_to_quit()
        else:
            self.exit()

    def action_help(self) -> None:
        """List the keys of the present screen; a second time, go back."""
        from studytool.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        elif isinstance(self.screen, StudyScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_start(self) -> None:
        """Start a sitting with everything."""
        from studytool.study.wish import Wish

        self.practise(Wish())

    def action_wrong_this_week(self) -> None:
        """Start a sitting with what was answered wrongly in the last seven days."""
        from studytool.study.wish import Wish

        self.practise(Wish(wrong_this_week=True))

    def action_cram(self) -> None:
        """Start a sitting with everything in random order: of the chapter under the cursor at home, or of all."""
        from studytool.study.wish import Wish
        from studytool.tui.screens.home import HomeScreen

        chapter = self.screen.chapter if isinstance(self.screen, HomeScreen) else None
        self.practise(Wish(chapter=chapter, cram=True))

    def action_browse(self) -> None:
        """Show everything that can be practised."""
        from studytool.tui.screens.browse import BrowseScreen

        self._open_over(BrowseScreen)

    def action_statistics(self) -> None:
        """Show the figures of the log."""
        from studytool.tui.screens.statistics import StatisticsScreen

        self._open_over(StatisticsScreen)

    def action_exam(self) -> None:
        """Show where the learner stands before the exam, or have one set."""
        from studytool.tui.screens.exam_page import ExamScreen

        self._open_over(ExamScreen)

    def action_settings(self) -> None:
        """Show what is set for every day, and have it changed."""
        from studytool.tui.screens.settings import SettingsScreen

        self._open_over(SettingsScreen)

    def action_mock_exam(self) -> None:
        """Have a mock exam begun."""
        from studytool.tui.screens.mock_start import MockStartScreen

        if self._may_begin():
            self._open_over(MockStartScreen)

    def _open_over(self, screen: type[StudyScreen]) -> None:
        if not isinstance(self.screen, screen):
            self.push_screen(screen())

    def action_go_back(self) -> None:
        """Close the present screen."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_go_home(self) -> None:
        """Leave whatever is open for the first screen."""
        self.go_home()

    def go_home(self) -> None:
        """Show home, which counts anew."""
        from studytool.tui.screens.home import HomeScreen

        home = next((screen for screen in self.screen_stack if isinstance(screen, HomeScreen)), None)
        if home is None:
            self.replace(HomeScreen())
            return
        while self.screen is not home:
            self.pop_screen()

    def replace(self, screen: StudyScreen) -> None:
        """Show a screen in place of the present one; the first of all stays below, where nothing leads back to it."""
        if len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def practise(self, wish: Wish) -> None:
        """Begin a sitting that asks for this."""
        if self._may_begin():
            self._to_sitting(self._sitting_screen(wish))

    def practise_card(self, item: str) -> None:
        """Begin a sitting with one card."""
        from studytool.tui.screens.sitting import SittingScreen

        if self._may_begin():
            self._to_sitting(SittingScreen(partial(self.backstage.card_sitting, item), 1))

    def _may_begin(self) -> bool:
        """Whether another sitting can begin now; a line says why not."""
        if any(isinstance(screen, StudyScreen) and screen.is_paper for screen in self.screen_stack):
            self.notify(self.speech.of(HAND_IN_FIRST), timeout=5, markup=False)
            return False
        return True

    def _sitting_screen(self, wish: Wish) -> StudyScreen:
        from studytool.tui.screens.sitting import SittingScreen
        from studytool.tui.screens.summary import why_nothing

        wanted = replace(wish, mode=self.mode) if self.mode else wish
        return SittingScreen(partial(self.backstage.sitting, wanted), wish.count, nothing=why_nothing(wish))

    def _to_sitting(self, screen: StudyScreen) -> None:
        """Show a sitting over home, in place of a sitting or a list that is open."""
        from studytool.tui.screens.home import HomeScreen

        if isinstance(self.screen, HomeScreen):
            self.push_screen(screen)
        else:
            self.replace(screen)

    def ask_in(self, mode: Mode) -> None:
        """Ask in this mode from here on."""
        from studytool.tui.screens.sitting import SittingScreen

        self.mode = mode
        if isinstance(self.screen, SittingScreen) and self.screen.sitting:
            self.screen.ask_in(mode)
        else:
            self._tell("no-sitting", mode)

    def tell_mode(self, mode: Mode, *, now: bool) -> None:
        """Say from when on the mode holds."""
        self._tell("mode-now" if now else "mode-later", mode)

    def _tell(self, key: str, mode: Mode) -> None:
        self.notify(self.speech.say(key, mode=MODES[mode][self.language]), timeout=3, markup=False)

    def give_up(self, text: Text) -> None:
        """A sitting cannot begin: end where it is all that was wished for, else say so at home."""
        if len(self.screen_stack) == 1:
            self.trouble = text
            self.exit(return_code=FAILED)
        else:
            self.notify(self.speech.of(text), severity="error", timeout=10, markup=False)
            self.go_home()


def run(
    wish: Wish | None,
    *,
    database: str,
    language: Language,
    ascii_only: bool,
    seed: int,
    environ: Mapping[str, str],
    decimal_comma: bool = False,
    said: Collection[str] = ("language", "decimal-comma"),
) -> int:
    """Run the interface and return the exit status: 0, or 2 with one line on stderr if the store cannot be opened.

    The store may know better than `language` and `decimal_comma`, unless they are among what was `said`.
    """
    backstage = Backstage(database, seed, partial(datetime.now, UTC))
    app = StudyApp(
        wish,
        backstage,
        language=language,
        ascii_only=ascii_only,
        environ=environ,
        decimal_comma=decimal_comma,
        said=said,
    )
    gc.disable()  # what is loaded first stays; the first screen turns collecting on when it has loaded it
    try:
        app.run()
    finally:
        backstage.close()
    trouble = app.trouble or backstage.log.keep_safe(datetime.now(UTC))
    if trouble:
        print(f"studytool: {trouble[app.language]}", file=sys.stderr)
    return app.return_code or 0
