"""What can be undone: the commands that change what is remembered of an item, and undo and redo themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len, set_cell_size

from studytool.text.interface import DEEDS
from studytool.tui.choices import ChoosingApp
from studytool.tui.screens.base import StudyScreen

if TYPE_CHECKING:
    from studytool.study.session import Change
    from studytool.tui.screens.base import Way

LONG = 6
"""The seconds that a line stays which says how to take something back."""
WIDEST = 40
"""The cells of a title within such a line."""


class ChangingApp(ChoosingApp):
    """The part of the application that does, undoes and redoes things to items."""

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._step("undo")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._step("redo")

    def action_suspend_item(self) -> None:
        """Keep the present item back, or no longer."""
        self._do("suspend")

    def action_bury_item(self) -> None:
        """Keep the present item back until tomorrow."""
        self._do("bury")

    def action_reset_item(self) -> None:
        """Make the present item new again, once that is confirmed."""
        from studytool.tui.screens.confirm import ResetScreen

        screen = self.screen
        if not isinstance(screen, StudyScreen) or screen.item is None:
            self._say("no-item")
        else:
            self.push_screen(ResetScreen(screen.item, partial(self._do, "reset")))

    def _do(self, what: Literal["suspend", "bury", "reset"]) -> None:
        """Do it to the item of the present screen, and say so."""
        screen = self.screen
        if not isinstance(screen, StudyScreen):
            return
        item = screen.item
        if item is None:
            self._say("no-item")
            return

        async def work() -> None:
            done = await asyncio.to_thread(getattr(self.backstage, what), item)
            await self._say_of(f"now-{done}", item)
            await screen.changed(leaving=done in {"suspended", "buried"})

        screen.start_work(work)

    def _step(self, way: Way) -> None:
        """Undo or redo in the sitting that is open, which may have to ask again, else in the log alone.

        Nothing is done behind a screen that would not show it.
        """
        top = self.screen
        if not isinstance(top, StudyScreen):
            return
        owner = next((screen for screen in self._open_screens() if screen.sitting), top)
        if top.undoes == "below" or (top.undoes == "here" and top is owner):
            owner.start_work(partial(self._stepped, way, owner, top))

    def _open_screens(self) -> Iterator[StudyScreen]:
        """From the top down to home: nothing leads back to what lies below that."""
        from studytool.tui.screens.home import HomeScreen

        for screen in reversed(self.screen_stack):
            if isinstance(screen, HomeScreen):
                return
            if isinstance(screen, StudyScreen):
                yield screen

    async def _stepped(self, way: Way, owner: StudyScreen, top: StudyScreen) -> None:
        change = await owner.step(way)
        await self._tell_change(way, change, asks=owner.asks)
        if change and top is not owner:
            await top.changed(leaving=False)
            top.paint()

    async def _tell_change(self, way: Way, change: Change | None, *, asks: bool) -> None:
        if change is None:
            self._say(f"nothing-to-{way}")
        elif asks and change.current and way == "undo" and change.event.kind in {"answer", "reveal", "skip"}:
            self._say("undo-asked")
        else:
            what = DEEDS[change.event.kind].format(title=await self._title(change.event.item))
            self._say("undone" if way == "undo" else "redone", what=self.speech.of(what))

    async def _say_of(self, key: str, item: str) -> None:
        self._say(key, title=await self._title(item))

    async def _title(self, item: str) -> str:
        """What the item is called, short enough for a line."""
        title = self.speech.of(await asyncio.to_thread(self.backstage.title, item))
        return title if cell_len(title) <= WIDEST else f"{set_cell_size(title, WIDEST - 2).rstrip()} …"

    def _say(self, key: str, **fields: object) -> None:
        self.notify(self.speech.say(key, **fields), timeout=LONG, markup=False)
