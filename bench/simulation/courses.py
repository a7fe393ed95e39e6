"""What is learned: items in the order in which they are introduced, what each contains, and how long each takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studytool.course import syllabus
from studytool.memory.skills import closed
from studytool.questions import bank

if TYPE_CHECKING:
    from numpy.typing import NDArray

MINUTES = {1: 1.5, 2: 2.5, 3: 4.0, 4: 4.0}
"""What one question takes, by level; a first one takes twice as long."""


@dataclass(frozen=True)
class Course:
    """`minutes` (items,); edge e says that item whole[e] contains item part[e] with share[e], all of shape (edges,)."""

    name: str
    minutes: NDArray[np.float64]
    whole: NDArray[np.int64]
    part: NDArray[np.int64]
    share: NDArray[np.float64]

    @property
    def size(self) -> int:
        """How many items there are."""
        return self.minutes.size

    def permuted(self, seed: int) -> Course:
        """The course with a wrong graph: as many edges with the same shares, but the parts exchanged at random."""
        part = np.random.default_rng(seed).permutation(self.size)[self.part]
        keep = part != self.whole
        return Course(f"{self.name}, wrong graph", self.minutes, self.whole[keep], part[keep], self.share[keep])

    def without_edges(self) -> Course:
        """The course in which nothing contains anything."""
        none = np.zeros(0, np.int64)
        return Course(self.name, self.minutes, none, none, np.zeros(0))


def taught() -> Course:
    """The bank's kinds, with what they say that they contain of each other."""
    kinds = sorted(bank.kinds(), key=lambda kind: kind.level)
    places = {f"kind:{kind.id}": place for place, kind in enumerate(kinds)}
    contains = syllabus.graph().contains
    edges = [(places[a], places[b], share) for a in places for b, share in contains[a].items() if b in places]
    return _course("the bank", [MINUTES[kind.level] for kind in kinds], edges)


def layered(width: int = 15, depth: int = 4, parts: int = 3) -> Course:
    """A course as mathematics is taught: every item contains some of the layer below, and of what they contain."""
    draw = np.random.default_rng(7)
    size = width * depth
    direct = {
        str(place): {
            str(below): float(draw.uniform(0.5, 1.0))
            for below in draw.choice(width, parts, replace=False) + (place // width - 1) * width
        }
        for place in range(width, size)
    }
    edges = [(int(a), int(b), share) for a, nodes in closed(direct).items() for b, share in nodes.items()]
    return _course("a layered course", [MINUTES[1 + place // width] for place in range(size)], edges)


def _course(name: str, minutes: list[float], edges: list[tuple[int, int, float]]) -> Course:
    whole, part, share = zip(*sorted(edges), strict=True)
    return Course(name, np.array(minutes), np.array(whole), np.array(part), np.array(share))
