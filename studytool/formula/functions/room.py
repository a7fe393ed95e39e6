"""The memory that a formula may fill."""

from __future__ import annotations

import math
from typing import Final

LONGEST: Final = 100_000


def check_room(*sizes: int) -> None:
    """Raise ValueError for an array of this shape if no question has such a one, so that memory is safe."""
    if math.prod(sizes) > LONGEST:
        raise ValueError(f"an array of over {LONGEST} entries")
