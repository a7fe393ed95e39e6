"""Givens: how each is drawn, as it will be shown, and what it is.

`size(integer(5, 128))` draws an integer and says that it is a size. What says nothing is what it is drawn as: a whole
number, a real number, a distribution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Protocol, TypeVar

import numpy as np

from studytool.formula.evaluate import Value, formula
from studytool.kinds.draw import Draw
from studytool.kinds.nature import (
    BIT,
    COUNT,
    DISTRIBUTION,
    FRACTION,
    INDEX,
    POSITIVE,
    PROBABILITY,
    REAL,
    SAMPLE,
    SIZE,
    WEIGHT,
    WHOLE,
    Nature,
)


class Given(Protocol):
    """How one given is drawn, knowing the givens before it."""

    @property
    def nature(self) -> Nature:
        """What the given, or each of its entries, is."""

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
    nature: Nature = WHOLE

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
    nature: Nature = REAL

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
    nature: Nature = REAL

    def draw(self, stream: Draw, _: Mapping[str, Value]) -> Any:
        """The option; a tuple becomes a vector."""
        option = stream.choice(self.options)
        return np.array(option) if isinstance(option, tuple) else option


@dataclass(frozen=True, slots=True)
class VectorOf:
    """A vector whose entries are drawn alike."""

    entry: Given
    size: Size

    @property
    def nature(self) -> Nature:
        """What each entry is."""
        return self.entry.nature

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """An array of shape (size,)."""
        return np.array([self.entry.draw(stream, earlier) for _ in range(_size(self.size, earlier))])


@dataclass(frozen=True, slots=True)
class MatrixOf:
    """A matrix whose entries are drawn alike."""

    entry: Given
    rows: Size
    columns: Size

    @property
    def nature(self) -> Nature:
        """What each entry is."""
        return self.entry.nature

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
    nature: Nature = DISTRIBUTION

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
    nature: Nature = WHOLE

    def draw(self, _: Draw, earlier: Mapping[str, Value]) -> Value:
        """The formula's value."""
        return formula(self.formula)(earlier)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A given that wants code: a graph, an episode."""

    function: Callable[[Draw, Mapping[str, Value]], Value]
    nature: Nature = REAL

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """What the function draws."""
        return self.function(stream, earlier)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A given that is drawn but not shown, such as a size that the shown vectors have anyway."""

    inner: Given

    @property
    def nature(self) -> Nature:
        """What the inner given is."""
        return self.inner.nature

    def draw(self, stream: Draw, earlier: Mapping[str, Value]) -> Value:
        """The inner given's value."""
        return self.inner.draw(stream, earlier)


Leaf = TypeVar("Leaf", Integer, Decimal, OneOf, Probabilities, Computed, Drawn)


def integer(low: int, high: int) -> Integer:
    """An integer from low to high, both included."""
    return Integer(low, high)


def decimal(low: float, high: float, places: int, *, apart: float = 0.0) -> Decimal:
    """A number from low to high with so many decimal places, at least `apart` away from 0."""
    scale = 10**places
    return Decimal(round(low * scale), round(high * scale), scale, round(apart * scale))


def one_of(*options: Any) -> OneOf:
    """One of the options, each as likely; repeat an option to make it likelier."""
    whole = all(isinstance(entry, int) for option in options for entry in _entries(option))
    return OneOf(options, WHOLE if whole else REAL)


def _entries(option: Any) -> tuple[Any, ...]:
    return option if isinstance(option, tuple) else (option,)


def vector(entry: Given, size: Size) -> VectorOf:
    """A vector whose entries are drawn alike; the size may be a formula of earlier givens."""
    return VectorOf(entry, size)


def matrix(entry: Given, rows: Size, columns: Size) -> MatrixOf:
    """A matrix whose entries are drawn alike; the sizes may be formulas of earlier givens."""
    return MatrixOf(entry, rows, columns)


def size(given: Leaf) -> Leaf:
    """How large something is: whole, at least 1."""
    return replace(given, nature=SIZE)


def count(given: Leaf) -> Leaf:
    """How many there are: whole, at least 0."""
    return replace(given, nature=COUNT)


def index(given: Leaf) -> Leaf:
    """Which one of several: whole, at least 0."""
    return replace(given, nature=INDEX)


def bit(given: Leaf) -> Leaf:
    """A unit, a mask or an edge: 0 or 1."""
    return replace(given, nature=BIT)


def real(given: Leaf) -> Leaf:
    """Any number, though only some are drawn."""
    return replace(given, nature=REAL)


def positive(given: Leaf) -> Leaf:
    """A scale: above 0."""
    return replace(given, nature=POSITIVE)


def weight(given: Leaf) -> Leaf:
    """What is 0 or more."""
    return replace(given, nature=WEIGHT)


def fraction(given: Leaf) -> Leaf:
    """Between 0 and 1: a discount, a rate, a share."""
    return replace(given, nature=FRACTION)


def probability(given: Leaf) -> Leaf:
    """Between 0 and 1."""
    return replace(given, nature=PROBABILITY)


def distribution(given: Leaf) -> Leaf:
    """Probabilities that sum to 1, in each row of a matrix."""
    return replace(given, nature=DISTRIBUTION)


def sample(given: Leaf) -> Leaf:
    """Numbers each of which is larger than the one before it."""
    return replace(given, nature=SAMPLE)
