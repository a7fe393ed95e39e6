"""How fast the memory model is: a replayed log, one answer, one interval. Run: python bench/memory.py."""

from __future__ import annotations

import sys
import timeit
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from studytool.memory.fsrs import State, after, interval
from studytool.memory.replay import replay

if TYPE_CHECKING:
    from collections.abc import Callable

REVIEWS, ITEMS, RUNS, CALLS = 1_000_000, 100_000, 5, 2000


def seconds(action: Callable[[], object], calls: int = 1) -> float:
    """Return the median over the runs of the seconds that one call takes."""
    return median(timeit.repeat(action, number=calls, repeat=RUNS)) / calls


def random_log() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return items, ascending times and ratings; ten reviews an item on average."""
    draw = np.random.default_rng(1)
    times = np.sort(draw.integers(0, 3 * 10**13, REVIEWS))
    return draw.integers(0, ITEMS, REVIEWS), times, draw.integers(1, 5, REVIEWS)


def main() -> None:
    """Print the table."""
    log, state = random_log(), State(10.186, 407.6265, 5.9346)
    whole = seconds(lambda: replay(*log))
    print(f"replay, {REVIEWS:,} reviews of {ITEMS:,} items   {REVIEWS / whole:12,.0f} reviews/s")
    print(f"one answer's update                       {seconds(lambda: after(state, 8.0, 3), CALLS) * 1e6:12.1f} µs")
    print(f"one interval                              {seconds(lambda: interval(state, 0.9), CALLS) * 1e6:12.1f} µs")


if __name__ == "__main__":
    main()
