"""What the store knows about one item without reading its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

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


class MemoryColumns(NamedTuple):
    """The memory of many items: their names, and columns of shape (items,), times in microseconds since 1970."""

    items: list[str]
    state: State
    last_us: NDArray[np.int64]
    due_us: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Held:
    """Why an item is not asked: it is suspended, or buried until a time."""

    suspended: bool
    buried_until: datetime | None

    def at(self, now: datetime) -> bool:
        """Whether the item is kept back at this time."""
        return self.suspended or (self.buried_until is not None and self.buried_until > now)
