"""What a level promises: how long a solution is, and how many digits the givens have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from studytool.formula.evaluate import Value
from studytool.questions.question import Variant
from studytool.questions.tolerance import entries
from studytool.questions.worked import needed
from studytool.text.language import Text


@dataclass(frozen=True, slots=True)
class Level:
    """How a level is called, and its bands, both ends included."""

    title: Text
    steps: tuple[int, int]
    digits: tuple[int, int]


LEVELS: Final[Mapping[int, Level]] = {
    1: Level(Text("plug in", "代入公式"), (2, 4), (1, 3)),
    2: Level(Text("a few steps", "几步计算"), (3, 12), (1, 3)),
    3: Level(Text("many steps", "多步计算"), (4, 16), (1, 2)),
    4: Level(Text("inverse or trap", "反求或陷阱"), (3, 16), (1, 3)),
}


def steps(variant: Variant) -> int:
    """How many lines the worked solution has."""
    return len(needed(variant.derivation.steps, variant.kind.asked))


def digits(variant: Variant) -> int:
    """How many significant digits the longest given has."""
    return max(map(_digits, variant.givens.values()))


def _digits(value: Value) -> int:
    if isinstance(value, str):
        return 0
    return max(len(Decimal(repr(entry)).normalize().as_tuple().digits) for entry in entries(value))


def within_bands(variant: Variant) -> bool:
    """Whether the variant keeps what its kind's level promises."""
    level = LEVELS[variant.kind.level]
    lowest, highest = level.steps
    fewest, most = level.digits
    return lowest <= steps(variant) <= highest and fewest <= digits(variant) <= most
