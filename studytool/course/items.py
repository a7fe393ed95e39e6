"""Items: what has a memory of its own, and the ids of misconceptions that stand joined in one text."""

from __future__ import annotations

from typing import Final

TOGETHER: Final = "+"
"""What joins the ids of two misconceptions that explain an answer only together."""

EITHER: Final = "|"
"""What joins the ids of misconceptions each of which explains an answer alone."""


def apart(ids: str) -> tuple[str, ...]:
    """The ids of misconceptions that were joined into one text, either way."""
    return tuple(ids.replace(EITHER, TOGETHER).split(TOGETHER))


def chapter_of(item: str) -> str:
    """The chapter of an item: `kind:cnn.conv-output-size` and `card:cnn/C-03/1` belong to cnn."""
    name = item.partition(":")[2]
    return name.partition("/")[0].partition(".")[0]
