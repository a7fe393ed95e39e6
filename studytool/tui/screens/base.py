"""What all screens share: their words, a way to paint themselves anew, and work that happens behind them."""

from __future__ import annotations

import asyncio
import gc
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual.css.query import NoMatches
from textual.screen import Screen

from studytool.text.language import UserError

if TYPE_CHECKING:
    from studytool.study.session import Change, Sitting
    from studytool.text.language import Text
    from studytool.tui.host import Host
    from studytool.tui.speech import Speech

Way = Literal["undo", "redo"]


class StudyScreen(Screen[None]):
    """A screen that can be painted again in another language at any time."""

    is_paper: ClassVar[bool] = False
    """Whether it has to be handed in before another sitting begins."""
    asks: ClassVar[bool] = False
    """Whether a question that is taken back is asked again here."""
    undoes: ClassVar[Literal["here", "below", "nothing"]] = "here"
    """Where undo and redo show what they do: on this screen, in a sitting below it too, or nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.busy = False
        self._kept = False
        self._outdated = False
        self.sitting: Sitting | None = None

    @property
    def study(self) -> Host:
        """The application, as its screens see it."""
        return cast("Host", self.app)

    @property
    def speech(self) -> Speech:
        """How things are worded now."""
        return self.study.speech

    @property
    def is_open(self) -> bool:
        """Whether the screen is shown or waits below another; one that is being taken away has lost its pieces."""
        return self.is_attached and self in self.app.screen_stack

    @abstractmethod
    def paint(self) -> None:
        """Put every text on the screen, in the present language, from what the screen knows."""

    def on_mount(self) -> None:
        """Paint for the first time."""
        self.paint()

    def repaint(self) -> None:
        """Paint again, at once where the screen is in sight, else when it is come back to.

        A screen out of sight may have another size than the terminal by now, and would be drawn over the one above it.
        """
        if self.is_open and self is self.study.in_sight:
            self._outdated = False
            self.paint()
            self.refresh_bindings()
        else:
            self._outdated = True

    def on_screen_resume(self) -> None:
        """Paint what has changed while another screen was above."""
        if self._outdated:
            self.repaint()

    def start_work(self, work: Callable[[], Awaitable[None]], *, before_open: bool = False) -> None:
        """Run some work without blocking the screen; while it runs, other work is not accepted.

        It waits for the store to be open, unless it can do without.
        """
        if not self.busy:
            self.busy = True
            self.run_worker(self._guarded(work, before_open=before_open))

    async def _guarded(self, work: Callable[[], Awaitable[None]], *, before_open: bool) -> None:
        try:
            if not before_open:
                await self.study.opened.wait()
            await work()
        except UserError as error:
            self.failed(error.text)
        except NoMatches:
            if self.is_open:
                raise
        finally:
            self.busy = False
            self._keep_loaded()
        self.repaint()
        if self.is_open:
            self.call_after_refresh(self.after_work)
        self.call_after_refresh(self.study.begun.set)

    def _keep_loaded(self) -> None:
        """Keep what the first work has loaded from the garbage collector: a full pass over it holds the screen."""
        if not self._kept:
            gc.freeze()
            gc.enable()
            self._kept = True

    @property
    def item(self) -> str | None:
        """The item that commands are about here; None where there is none."""
        return None

    async def step(self, way: Way) -> Change | None:
        """Undo or redo what was done last."""
        backstage = self.study.backstage
        change = await asyncio.to_thread(backstage.undo if way == "undo" else backstage.redo)
        if change:
            await self.changed(leaving=False)
        return change

    async def changed(self, *, leaving: bool) -> None:
        """Show anew what has been done to an item elsewhere, or to this screen's; `leaving`: it is kept back now."""

    def read_commas(self, *, decimal: bool) -> None:
        """Take a comma for the decimal sign from here on, or no longer, where answers are typed."""

    def ask_to_quit(self) -> None:
        """End the application; a paper asks first."""
        self.app.exit()

    def after_work(self) -> None:
        """What follows once the outcome of some work has been laid out."""

    def failed(self, text: Text) -> None:
        """Say what could not be done; the application ends where it has not yet begun."""
        self.app.notify(self.speech.of(text), severity="error", timeout=10, markup=False)
