"""Seeded draws of givens: every number is drawn as it will be shown.

One stream of random numbers belongs to one question, keyed by kind, version and seed. Everything is made from
`random()` of Python's own generator, whose sequence Python promises to keep for a seed, on every platform and in every
version; NumPy promises no such thing for its distributions.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any, Protocol, TypeVar

import numpy as np

from studytool.formula.evaluate import Value, formula

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


class Given(Protocol):
    """How one given is drawn, knowing the givens before it."""

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """A value as it will be shown."""


Size = int | str
"""A number of entries, or a formula of the givens before it."""


def _size(size: Size, earlier: Mapping[str, Value]) -> int:
    return size if isinstance(size, int) else int(formula(size)(earlier))


@dataclass(frozen=True, slots=True)
class Integer:
    """An integer from low to high, both included."""

    low: int
    high: int

    def draw(self, stream: Draw, _: Mapping[str, Value]) -> int:
        """An int."""
        return stream.integer(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number of whole units, so that it has as many decimal places as one unit; at least `apart` units from 0."""

    low: int
    high: int
    scale: int
    apart: int

    def draw(self, stream: Draw, _: Mapping[str, Value]) -> float:
        """A float: the nearest one to the decimal that is shown."""
        units = stream.integer(self.low, self.high)
        while abs(units) < self.apart:
            units = stream.integer(self.low, self.high)
        return units / self.scale


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the options, each as likely; repeat an option to make it likelier."""

    options: tuple[Any, ...]

    def draw(self, stream: Draw, _: Mapping[str, Value]) -> Any:
        """The option; a tuple becomes a vector."""
        option = stream.choice(self.options)
        return np.array(option) if isinstance(option, tuple) else option


@dataclass(frozen=True, slots=True)
class VectorOf:
    """A vector whose entries are drawn alike."""

    entry: Given
    size: Size

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """An array of shape (size,)."""
        return np.array([self.entry.draw(stream, earlier) for _ in range(_size(self.size, earlier))])


@dataclass(frozen=True, slots=True)
class MatrixOf:
    """A matrix whose entries are drawn alike."""

    entry: Given
    rows: Size
    columns: Size

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """An array of shape (rows, columns)."""
        rows, columns = _size(self.rows, earlier), _size(self.columns, earlier)
        return np.array([[self.entry.draw(stream, earlier) for _ in range(columns)] for _ in range(rows)])


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Positive probabilities that sum to 1 as they are shown; with `rows`, so many distributions, one a row."""

    size: Size
    places: int = 1
    rows: Size | None = None

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """An array of shape (size,) or (rows, size)."""
        size = _size(self.size, earlier)
        if self.rows is None:
            return np.array(self._row(stream, size))
        return np.array([self._row(stream, size) for _ in range(_size(self.rows, earlier))])

    def _row(self, stream: Draw, size: int) -> list[float]:
        """Cut the whole at `size` - 1 different places."""
        whole = 10**self.places
        cuts: set[int] = set()
        while len(cuts) < size - 1:
            cuts.add(stream.integer(1, whole - 1))
        edges = [0, *sorted(cuts), whole]
        return [(right - left) / whole for left, right in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class Computed:
    """A given that follows from the givens before it, by a formula."""

    formula: str

    def draw(self, _: Draw, earlier: Mapping[str, Value]) -> Value:
        """The formula's value."""
        return formula(self.formula)(earlier)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A given that wants code: a graph, an episode."""

    function: Callable[[Draw, Mapping[str, Value]], Value]

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """What the function draws."""
        return self.function(stream, earlier)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A given that is drawn but not shown, such as a size that the shown vectors have anyway."""

    inner: Given

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """The inner given's value."""
        return self.inner.draw(stream, earlier)


def integer(low: int, high: int) -> Integer:
    """An integer from low to high, both included."""
    return Integer(low, high)


def decimal(low: float, high: float, places: int, *, apart: float = 0.0) -> Decimal:
    """A number from low to high with so many decimal places, at least `apart` away from 0."""
    scale = 10**places
    return Decimal(round(low * scale), round(high * scale), scale, round(apart * scale))


def one_of(*options: Any) -> OneOf:
    """One of the options, each as likely; repeat an option to make it likelier."""
    return OneOf(options)


def vector(entry: Given, size: Size) -> VectorOf:
    """A vector whose entries are drawn alike; the size may be a formula of earlier givens."""
    return VectorOf(entry, size)


def matrix(entry: Given, rows: Size, columns: Size) -> MatrixOf:
    """A matrix whose entries are drawn alike; the sizes may be formulas of earlier givens."""
    return MatrixOf(entry, rows, columns)
