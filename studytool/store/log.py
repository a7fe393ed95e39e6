"""What a sitting needs of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from studytool.store.events import Event
from studytool.store.remembered import Held, Remembered

if TYPE_CHECKING:
    from studytool.store.counting import Counts
    from studytool.store.schedule import Model


class Log(Protocol):
    """Records what happens and knows what is remembered; see `Store` for each."""

    def append(self, event: Event) -> None:
        """Record the event; on return it is on the disk."""

    def due(self, now: datetime) -> list[str]:
        """The items due now, longest overdue first."""

    def memory(self, items: Iterable[str] | None = None) -> Mapping[str, Remembered]:
        """What is remembered of these items; by default of every one."""

    def skills(self) -> Mapping[str, Remembered]:
        """What is remembered of the elementary skills; one that a mistake sent for review is due, no other ever."""

    def held(self) -> Mapping[str, Held]:
        """The items that are suspended, or were buried until a time that may be over."""

    def settings(self) -> Mapping[str, Any]:
        """The logged settings that hold."""

    def recent(self, limit: int) -> list[Event]:
        """The newest answers, reveals and ratings in force, in the order of time."""

    def counts(self) -> Counts:
        """What the answers in force add up to."""

    def asked(self, since: datetime) -> list[Event]:
        """The answers and reveals in force since then."""

    def model(self) -> Model:
        """What the schedule is made with."""

    def undo(self, now: datetime) -> Event | None:
        """Take back what was done last; None if nothing is left."""

    def redo(self, now: datetime) -> Event | None:
        """Put in force again what was undone last; None if nothing is, or something was done since."""

    def answers(self, item: str, limit: int) -> list[Event]:
        """The latest answers to the item that are in force, the last one at the end."""
