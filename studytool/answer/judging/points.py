"""Where formulas of a step are compared: draws of its kind with the sizes of one variant, every step computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

import numpy as np

from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value
from studytool.formula.tree import Node
from studytool.kinds.draw import Draw
from studytool.kinds.kind import Kind
from studytool.questions.bank import draw_givens, written_out
from studytool.questions.question import Variant
from studytool.questions.tolerance import finite

FEW: Final = 32
MANY: Final = 232
"""So many points where a formula has branches."""
ATTEMPTS: Final = 1000
"""So many draws in a row may have other sizes than the variant, or no value."""
RELATIVE: Final = 1e-9
CANCELLED: Final = 1e-12
"""What rounding may leave of terms that cancel, relative to the largest value at any point."""
BLURRED: Final = 1e-6
"""The same behind a root: at fewer than half of the points, because another formula is off at nearly all of them."""
WHOLE: Final = 1e-3
"""Two computations of a whole number differ by less than this."""

Point = Mapping[str, Value]
Sizes = tuple[Any, ...]


class Sample(NamedTuple):
    """The right formula's value at one point, and how far from each entry another computation of it may be.

    `blur` is how far it may be where terms cancel under a root.
    """

    point: Point
    right: Value
    room: Value
    blur: float


@dataclass(frozen=True)
class Points:
    """Where a formula is compared: draws of a kind with the sizes of one variant, every step computed."""

    source: Source
    name: str

    def __iter__(self) -> Iterator[Point]:
        """The points that are always used."""
        return iter(self.source.few)

    def __len__(self) -> int:
        """How many points are always used."""
        return len(self.source.few)

    @property
    def formula(self) -> Node:
        """The step's own formula."""
        return self.source.formulas[self.name]

    @cached_property
    def few(self) -> tuple[Sample, ...]:
        """The step's own values at the points that are always used."""
        return samples(self.source.few, [point[self.name] for point in self.source.few])

    @cached_property
    def more(self) -> tuple[Sample, ...]:
        """The same at the points that only formulas with branches need."""
        return samples(self.source.more, [point[self.name] for point in self.source.more])


class Source:
    """Draws of a kind with the sizes of one variant, made when they are wanted; the same ones in every run."""

    def __init__(self, kind: Kind, sizes: Sizes, own: Point) -> None:
        self.formulas = {step.name: step.formula for step in written_out(kind, own)[0].steps}
        self.own = own
        self._drawn = _draws(kind, sizes, own)

    @cached_property
    def few(self) -> tuple[Point, ...]:
        """The points that are always used."""
        return tuple(islice(self._drawn, FEW)) or (self.own,)

    @cached_property
    def more(self) -> tuple[Point, ...]:
        """The points that only formulas with branches need."""
        first = len(self.few)
        return tuple(islice(self._drawn, MANY - first))

    @cached_property
    def most(self) -> int:
        """How many entries the largest value has."""
        return max(np.size(value) for value in self.few[0].values())


def points(variant: Variant, name: str) -> Points:
    """The points at which formulas of the step `name` are compared; drawn once for all variants of these sizes."""
    return _points(_Key(variant), name)


class _Key:
    """A variant as far as its points depend on it."""

    def __init__(self, variant: Variant) -> None:
        self.values = variant.values
        self.kind = variant.kind
        self.sizes = _sizes(variant.kind, variant.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.kind is other.kind and self.sizes == other.sizes

    def __hash__(self) -> int:
        return hash((id(self.kind), self.sizes))


@lru_cache(maxsize=512)
def _points(key: _Key, name: str) -> Points:
    return Points(_source(key), name)


@lru_cache(maxsize=64)
def _source(key: _Key) -> Source:
    return Source(key.kind, key.sizes, key.values)


def _sizes(kind: Kind, givens: Mapping[str, Value]) -> Sizes:
    """What the written-out steps depend on, and the shapes of the givens: a learner may have counted entries."""
    return (
        tuple([size(givens) for size in kind.sizes]),
        tuple([getattr(givens[name], "shape", ()) for name in kind.givens]),
    )


def _draws(kind: Kind, sizes: Sizes, own: Point) -> Iterator[Point]:
    """Draws of these sizes, for as long as they are not too rare."""
    stream = Draw(kind.id, kind.version, 0, FEW)
    derivation = written_out(kind, own)[0]
    misses = 0
    while misses < ATTEMPTS:
        givens = draw_givens(kind, stream)
        misses += 1
        if _sizes(kind, givens) != sizes or not all(condition(givens) for condition in kind.conditions[0]):
            continue
        try:
            with np.errstate(all="ignore"):
                values = derivation.run(derivation.entries(givens))
        except OUTSIDE_DOMAIN:
            continue
        if all(finite(values[step.name]) for step in derivation.steps):
            misses = 0
            yield values


def samples(at: Sequence[Point], values: Sequence[Value]) -> tuple[Sample, ...]:
    """The values that are right at these points, and how far another computation of them may be off."""
    scale = max((float(np.max(np.abs(value), initial=0)) for value in values), default=0.0)
    return tuple(_sample(point, value, scale) for point, value in zip(at, values, strict=True))


def _sample(point: Point, right: Value, scale: float) -> Sample:
    room = RELATIVE * np.abs(right) + CANCELLED * scale
    if np.issubdtype(np.asarray(right).dtype, np.integer):
        return Sample(point, right, np.minimum(room, WHOLE) if np.ndim(right) else min(float(room), WHOLE), 0.0)
    return Sample(point, right, room if isinstance(right, np.ndarray) else float(room), BLURRED * scale)
