"""Whole numbers as they are typed, in ASCII or in full-width digits."""

from __future__ import annotations

from typing import Final

from studytool.text.half_width import half_width
from studytool.text.language import Text, UserError
from studytool.text.nearest import shortened

LARGEST_SEED: Final = 2**63 - 1
LARGEST_COUNT: Final = 1_000_000


def count(text: str) -> int:
    """How many, from 1 on; UserError for any other text."""
    return _whole(text, Text("count", "数量"), 1, LARGEST_COUNT)


def seed(text: str) -> int:
    """A seed, from 0 on; UserError for any other text."""
    return _whole(text, Text("seed", "种子"), 0, LARGEST_SEED)


def is_whole(text: str, most: int) -> bool:
    """Whether the text is a whole number from 0 to this one, in ASCII digits."""
    return text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most


def _whole(text: str, what: Text, low: int, high: int) -> int:
    typed = half_width(text)
    if is_whole(typed, high) and int(typed) >= low:
        return int(typed)
    wrong = shortened(text)
    raise UserError(
        Text(
            f"{wrong!r} is no {what.en}: write a whole number from {low} to {high}",
            f"“{wrong}”不能用作{what.zh}：应为 {low} 到 {high} 的整数",
        )
    )
