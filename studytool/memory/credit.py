"""Implicit credit: what a right answer does to the memory of a part that it exercised.

FSRS-7 gives a success x' = x (1 + gain) for each trace x, and weakens a review by a factor on the gain: a hard one has
h = 0.64 (slow) and 0.62 (fast). A review that exercised the share c of a node has c in that place, x' = x (1 + c gain),
which is x + c (U - x) with U what a full good review gives. The state's other two coordinates go the same share of
their way: the difficulty D + c (D' - D), and the time t since which forgetting is counted, t + c (now - t). So c = 1 is
a good review, c = 0 none, and shares between them lie on the straight line from one to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from studytool.memory.fsrs import DEFAULT_WEIGHTS, State, Weights, after, first, kept_in_bounds
from studytool.memory.rating import Rating

if TYPE_CHECKING:
    from studytool.memory.elementwise import Real

DISCOUNT: Final = 0.5
"""What a node's share is multiplied by, as nobody saw the part answered by itself: below the hard review's 0.62."""


def credited(state: State, elapsed_days: Real, share: Real, w: Weights = DEFAULT_WEIGHTS) -> State:
    """Return the state after a success that exercised this share of the node, `elapsed_days` after its clock."""
    return towards(state, after(state, elapsed_days, Rating.GOOD, w), share)


def begun(share: Real, w: Weights = DEFAULT_WEIGHTS) -> State:
    """Return the state of an elementary skill after its first review, of which this share was exercised.

    A skill without a trace is x = 0 in x + c (U - x): a good first review's stability, times the share.
    """
    return begun_by(first(Rating.GOOD, w), share)


def begun_by(full: State, share: Real) -> State:
    """Return the same for the state that a full first review gives."""
    slow = kept_in_bounds(part_way(0.0, full.slow, share))
    return State(slow, kept_in_bounds(part_way(0.0, full.fast, share)), full.difficulty)


def towards(state: State, full: State, share: Real) -> State:
    """Return the state that has gone this share of the way to the one after a full review."""
    return State(
        part_way(state.slow, full.slow, share),
        part_way(state.fast, full.fast, share),
        part_way(state.difficulty, full.difficulty, share),
    )


def clock(last_us: Any, now_us: Any, share: Any) -> Any:
    """Return the time since which forgetting is counted, in microseconds: this share of the way from the one before.

    A full review sets it to now, though the clock may have run backwards; a fraction never sets it back.
    """
    moved = last_us + np.rint(share * np.maximum(now_us - last_us, 0)).astype(np.int64)
    return np.where(np.equal(share, 1.0), now_us, moved)[()]


def part_way(before: Any, full: Any, share: Any) -> Any:
    """Return `before` + `share` (`full` - `before`), exactly `full` where the share is 1."""
    return np.where(np.equal(share, 1.0), full, before + share * (full - before))[()]
