"""How many there are, and how often something was."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

TIMES: Final = Text(" (×{count})", "（{count} 次）")


def counted(count: int, one: str) -> str:
    """The number and the English noun: 1 kind, 1,000 kinds."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"
