"""The application: it paints first, and opens the store and loads what is taught behind the first frame."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.command import CommandPalette
from textual.filter import LineFilter, Monochrome
from textual.screen import Screen

from studytool.text.language import Language, UserError
from studytool.tui.backstage import Backstage
from studytool.tui.changes import ChangingApp
from studytool.tui.commands import StudyCommands
from studytool.tui.keys import bound
from studytool.tui.practice import PractisingApp

if TYPE_CHECKING:
    from studytool.study.wish import Wish
    from studytool.tui.host import Host

HUNG_UP: Final = 128
"""The exit status when a signal ends the application, to which its number is added."""


class StudyApp(PractisingApp, ChangingApp):
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
        super().__init__(backstage, language=language, ascii_only=ascii_only, decimal_comma=decimal_comma, said=said)
        self.wish = wish
        self.begun = asyncio.Event()
        self._bare_colours = "NO_COLOR" in environ and not self.no_color

    def get_default_screen(self) -> Screen[None]:
        """The sitting that was wished for, or home."""
        if self.wish is not None:
            return self.sitting_screen(self.wish)
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
            await self.recall()
        except UserError as error:
            self.fail(error.text)
        else:
            self.opened.set()

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

    def action_command_palette(self) -> None:
        """Open the palette in the present language."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=self.speech.say("search-commands"), id="--command-palette"))

    async def action_quit(self) -> None:
        """Quit; in the middle of a paper only once that is confirmed."""
        paper = next((screen for screen in self.study_screens if screen.is_paper), None)
        if paper:
            paper.ask_to_quit()
        else:
            self.exit()


if TYPE_CHECKING:
    HELD_TO: type[Host] = StudyApp  # screens only cast the application: here it is checked that it is what they ask for


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
