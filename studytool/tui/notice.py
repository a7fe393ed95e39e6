"""What the application says of itself above the keys: what was undone, what could not be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Event, Key, MouseDown
from textual.reactive import reactive

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.timer import Timer


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said until the next key is pressed; `lasting` until its time is over."""

    message: str
    lasting: bool = False


class SayingApp(App[None]):
    """The part of the application that says one thing at a time; the key bars show it."""

    notice: reactive[Notice | None] = reactive[Notice | None](None, init=False)
    _silence: Timer | None = None

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say this above the keys in place of what was said before; an error stays though keys are pressed."""
        del title, markup
        if self._silence:
            self._silence.stop()
        self.notice = Notice(message, severity == "error")
        self._silence = self.set_timer(self.NOTIFICATION_TIMEOUT if timeout is None else timeout, self._be_silent)

    def _be_silent(self) -> None:
        self.notice = None

    async def on_event(self, event: Event) -> None:
        """What was said has been read when the next key is pressed."""
        touched = isinstance(event, (Key, MouseDown)) and not event.is_forwarded
        if touched and self.notice and not self.notice.lasting:
            self._be_silent()
        await super().on_event(event)
