from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from studytool.study.wish import Wish
from studytool.tui.app import StudyApp
from studytool.tui.backstage import Backstage
from studytool.tui.widgets.answer import AnswerBox
from studytool.tui.widgets.prose import Prose

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
CONV = "cnn.conv-output-size"


class Driver:
    """A running application with what a test wants to do to it and see of it."""

    def __init__(self, app, pilot):
        self.app = app
        self.pilot = pilot

    @property
    def screen(self):
        return self.app.screen

    @property
    def part(self):
        return self.screen.sitting.part

    @property
    def right(self):
        """The right answer to a whole number asked for, as it is typed."""
        return str(self.part.answer)

    @property
    def typed(self):
        return self.screen.query_one(AnswerBox).box.value

    @property
    def line(self):
        return self.text("reading")

    def text(self, id):
        return self.screen.query_one(f"#{id}", Prose).text

    def shown(self):
        """What is on the screen, as it is drawn."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    @property
    def said(self):
        """What the application says of itself; "" for nothing."""
        return self.app.notice.message if self.app.notice else ""

    def events(self, kind=None):
        return [event for event in self.app.backstage.store.events() if kind in {None, event.kind}]

    def unplain(self):
        """The signs on the screen that are not ASCII."""
        return {sign for sign in self.shown() if not sign.isascii()}

    async def settle(self):
        """Wait until nothing works behind the screen, and no message waits to be looked at."""
        await self.until(self._is_quiet)
        await self.pilot.pause()

    def _is_quiet(self):
        if self.app.return_code is not None:
            return True
        if not self.app.opened.is_set() or any(not worker.is_finished for worker in self.app.workers):
            return False
        return not any(pump.message_queue_size for pump in (self.app, *self.screen.walk_children(with_self=True)))

    async def until(self, condition):
        """Let the application go on until the condition holds, however long that takes on a busy machine."""
        await self.pilot.pause()
        while not condition():
            await asyncio.sleep(0.01)
            await self.pilot.pause()

    async def palette(self, words):
        """Open the palette, look for a command, and run the first that is found, if any is."""
        await self.press("ctrl+p")
        palette = self.app.screen
        palette.query_one("Input").value = words
        await self.until(lambda: palette.query_one("Input").value == words and self._is_quiet())
        await self.press("enter")

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text):
        self.screen.query_one(AnswerBox).box.insert_text_at_cursor(text)
        await self.settle()

    async def answer(self, text):
        await self.type(text)
        await self.press("enter")


@pytest.fixture
def start(tmp_path):
    """A way to run the application on a database of its own."""

    @asynccontextmanager
    async def running(
        wish=None,
        *,
        language="en",
        ascii_only=False,
        environ=None,
        size=(80, 24),
        database=None,
        seed=1,
        clock=None,
    ):
        where = database or str(tmp_path / "s.db")
        backstage = Backstage(where, seed, clock or (lambda: NOON))
        app = StudyApp(wish, backstage, language=language, ascii_only=ascii_only, environ=environ or {})
        try:
            async with app.run_test(size=size) as pilot:
                driver = Driver(app, pilot)
                await driver.settle()
                yield driver
        finally:
            backstage.close()

    return running


@pytest.fixture
def conv():
    """A wish for one kind, which asks for a whole number."""
    return Wish(kind=CONV)
