"""A log in turns: the first review of every item, then the second of those that have one, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Turns:
    """The order in which a log is run: the busiest item first in each turn.

    The items with a k-th review are then a prefix of those with one before it: every turn is a plain slice.
    `order` (reviews,) are the reviews' places in the log, turn by turn; `starts` (turns + 1,) says where each
    turn begins in it; `names` (items,) are the items, sorted, `counts` their reviews, and `busiest` their ranks
    as places in `names`.
    """

    names: NDArray[Any]
    counts: NDArray[np.int64]
    busiest: NDArray[np.int64]
    order: NDArray[np.int64]
    starts: NDArray[np.int64]

    def __iter__(self) -> Iterator[tuple[slice, slice]]:
        """Yield for each turn where its reviews are in `order`, and the ranks of their items."""
        for start, end in zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True):
            yield slice(start, end), slice(0, end - start)

    @property
    def home(self) -> NDArray[np.int64]:
        """The rank of each of the `names`."""
        return np.argsort(self.busiest, kind="stable")


def in_turns(items: NDArray[Any]) -> Turns:
    """Return the turns of a log whose reviews, in the order given, are of these items, shape (reviews,)."""
    names, codes, counts = np.unique(items, return_inverse=True, return_counts=True)
    busiest = np.argsort(-counts, kind="stable")
    rank = np.argsort(busiest, kind="stable")[codes]
    by_item = np.argsort(rank, kind="stable")
    sizes = counts[busiest]
    turn = np.arange(codes.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    order = by_item[np.argsort(turn, kind="stable")]
    starts = np.concatenate(([0], np.cumsum(np.bincount(turn)))).astype(np.int64)
    return Turns(names, counts.astype(np.int64), busiest, order, starts)
