"""Full-width signs, as Chinese keyboards type them, and the ASCII signs that they stand for."""

from __future__ import annotations

from typing import Final

HALF_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""For `str.translate`."""


def half_width(text: str) -> str:
    """What was typed, with full-width digits and signs as ASCII: ３ is 3, ０．９ is 0.9."""
    return text.translate(HALF_WIDTH)
