"""What an author may have meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from studytool.text.language import Text

NEAR: Final = 0.5
"""A name that is less alike than this is no help."""
LISTED: Final = 16


def hint(name: str, known: Iterable[str]) -> Text:
    """The nearest of the known names, or which there are, as the end of a sentence."""
    names = list(dict.fromkeys(known))
    folded = {one.casefold(): one for one in reversed(names)}
    close = get_close_matches(name.casefold(), folded, 1, NEAR)
    if close:
        return Text(f"the nearest is {folded[close[0]]}", f"最接近的是 {folded[close[0]]}")
    if not names:
        return Text("there is none", "目前一个也没有")
    listed = ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
    return Text(f"there are {listed}", f"可用的有 {listed}")
