"""How long a question takes, in time of this thread: what else the machine does is not the kind's fault."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time
from typing import Final, TypeVar

T = TypeVar("T")
SLOWEST: Final = 5e-3
"""Seconds that a question may take from its seed to its parts."""
AGAIN: Final = 4
"""How often a slow question is timed again: memory that is not at hand slows one turn, a slow kind every turn."""


def timed(call: Callable[[], T]) -> tuple[T, float]:
    """What the call returns, and the seconds of the processor that it took."""
    start = thread_time()
    result = call()
    return result, thread_time() - start
