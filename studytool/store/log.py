"""What a sitting needs of a store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from studytool.store.events import Event
from studytool.store.remembered import Remembered


class Log(Protocol):
    """Records what happens and knows what is remembered; see `Store` for each."""

    def append(self, event: Event) -> None:
        """Record the event; on return it is on the disk."""

    def due(self, now: datetime) -> list[str]:
        """The items due now, longest overdue first."""

    def memory(self) -> Mapping[str, Remembered]:
        """What is remembered of every item."""
