"""Which arithmetic the caches were worked out with.

Processors and versions of NumPy may round exp and log otherwise in the last bit, so a memory worked out on one machine
need not be, bit for bit, what a replay gives on another.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np

from studytool.memory import fsrs
from studytool.store import notes
from studytool.store.schedule import WANTED_RECALL

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEY: Final = "arithmetic"
"""The key of `meta` under which stands what this program and machine made of the sample."""
SAMPLE: Final = 256


@cache
def here() -> str:
    """Return a digest of what the memory model makes of a sample of reviews, on this machine and in this version."""
    number = np.arange(SAMPLE)
    slow = 0.01 * np.cumprod(np.full(SAMPLE, 1.0625))
    before = fsrs.State(slow, 0.5 + number, 1.0 + number * 9.0 / SAMPLE)
    recall, after = fsrs.reviewed(before, number * 0.375, 1 + number % 4)
    days = fsrs.interval(after, WANTED_RECALL)
    columns = np.array([recall, after.slow, after.fast, after.difficulty, days], "<f8")
    return blake2b(columns.tobytes(), digest_size=8).hexdigest()


def is_ours(connection: Connection) -> bool:
    """Whether the caches were worked out with this arithmetic."""
    return notes.noted(connection, KEY) == here()


def note(connection: Connection) -> None:
    """Note that the caches are worked out with this arithmetic."""
    notes.note(connection, KEY, here())
