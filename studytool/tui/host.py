"""What screens, widgets and the palette may ask of the application, beside what every Textual application does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen

if TYPE_CHECKING:
    from studytool.course.modes import Mode
    from studytool.study.wish import Wish
    from studytool.text.language import Text
    from studytool.tui.backstage import Backstage
    from studytool.tui.notice import Notice
    from studytool.tui.speech import Speech


class Host(Protocol):
    """The application as its screens see it; they lead from one to another through it."""

    backstage: Backstage
    opened: asyncio.Event
    """Set once the store is open."""
    begun: asyncio.Event
    """Set once the first screen has something to show."""

    @property
    def speech(self) -> Speech:
        """How things are worded now."""

    @property
    def notice(self) -> Notice | None:
        """What is to be said above the keys; None for nothing."""

    @property
    def decimal_comma(self) -> bool:
        """Whether a comma is the decimal sign in what is typed."""

    @property
    def mode(self) -> Mode | None:
        """The mode chosen for all that is asked; None where none was."""

    @property
    def in_sight(self) -> Screen[None] | None:
        """The screen that is shown, if only behind the palette."""

    def go_back(self) -> None:
        """Close the present screen."""

    def go_home(self) -> None:
        """Show home, which counts anew."""

    def replace(self, screen: Screen[None]) -> None:
        """Show a screen in place of the present one."""

    def practise(self, wish: Wish) -> None:
        """Begin a sitting that asks for this."""

    def practise_card(self, item: str) -> None:
        """Begin a sitting with one card."""

    def ask_in(self, mode: Mode) -> None:
        """Ask in this mode from here on."""

    def tell_mode(self, mode: Mode, *, now: bool) -> None:
        """Say from when on the mode holds."""

    def give_up(self, text: Text) -> None:
        """End a sitting that cannot begin."""
