"""What the store knows about one item without reading its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from studytool.memory.fsrs import State


@dataclass(frozen=True, slots=True)
class Remembered:
    """An item's memory: its state after the last review, when that was, when it is due, and its counts.

    `lapses` counts the reviews after the first one that were rated again.
    """

    state: State
    last: datetime
    due: datetime
    reviews: int
    lapses: int
