"""What a given is, and so which values it may have: a size is whole and at least 1, probabilities sum to 1.

A draw says which values are asked for; the nature says which values make sense, in a learner's own homework too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Nature:
    """A set of numbers by its name; `low` and `high` are None where nothing bounds them.

    `above` says that `low` itself is left out. `sums` wants the entries of each row to sum to 1, `rises` each entry to
    be larger than the one before it.
    """

    name: str
    whole: bool = False
    low: float | None = None
    high: float | None = None
    above: bool = False
    sums: bool = False
    rises: bool = False


SIZE: Final = Nature("size", whole=True, low=1)
"""How large something is: a side, a kernel, a stride, a number of channels, units, samples."""
COUNT: Final = Nature("count", whole=True, low=0)
"""How many there are, which may be none: padding, layers before."""
INDEX: Final = Nature("index", whole=True, low=0)
"""Which one of several, counted from 0 or from 1 as the question says."""
BIT: Final = Nature("bit", whole=True, low=0, high=1)
"""0 or 1: the state of a unit, an entry of a mask, an edge."""
WHOLE: Final = Nature("whole number", whole=True)
REAL: Final = Nature("real number")
POSITIVE: Final = Nature("positive number", low=0, above=True)
"""A scale: a standard deviation, a width, a temperature."""
WEIGHT: Final = Nature("weight", low=0)
"""What is 0 or more: the weight of an edge."""
FRACTION: Final = Nature("fraction", low=0, high=1)
"""Between 0 and 1: a discount, a learning rate, a share."""
PROBABILITY: Final = Nature("probability", low=0, high=1)
DISTRIBUTION: Final = Nature("distribution", low=0, high=1, sums=True)
"""Probabilities that sum to 1, in each row of a matrix."""
SAMPLE: Final = Nature("sorted sample", rises=True)
"""Numbers each of which is larger than the one before it: points on a line."""
