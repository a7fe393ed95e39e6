"""A stream of random draws that is the same everywhere.

One stream of random numbers belongs to one question, keyed by kind, version and seed. Everything is made from
`random()` of Python's own generator, whose sequence Python promises to keep for a seed, on every platform and in every
version; NumPy promises no such thing for its distributions.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of draws that depends only on its key."""

    def __init__(self, name: str, *numbers: int) -> None:
        key = zlib.crc32(name.encode())
        for number in numbers:
            key = key << 64 | number
        self.random = Random(key).random

    def below(self, count: int) -> int:
        """An integer from 0 to count - 1."""
        return int(self.random() * count)

    def integer(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in random order."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
