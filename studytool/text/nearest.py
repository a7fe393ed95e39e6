"""The nearest one to a name that is not known, and what somebody typed, short enough to repeat."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from studytool.text.language import Text, UserError

NEAR: Final = 0.6
"""A name that is less alike than this is no help."""
LONGEST: Final = 60
LISTED: Final = 16
"""Only kinds, models and commands are more than so many."""


def nearest(name: str, known: Iterable[str], what: Text, *, lister: str = "studytool kinds") -> UserError:
    """The one line for a name that is not known: it says the nearest one that is, or which there are.

    `lister` is the command that lists them where they are too many for a line.
    """
    names = list(known)
    # of names that are equally alike the one that begins alike: A-03 for A-08, not R-08
    close = max(names, key=lambda one: (_likeness(name, one), one[:1].casefold() == name[:1].casefold()), default="")
    listed = ", ".join(names[:LISTED])
    if _likeness(name, close) >= NEAR:
        hint = Text(f"the nearest is {close}", f"最接近的是 {close}")
    elif len(names) > LISTED:
        hint = Text(f"`{lister}` lists them all", f"`{lister}` 列出全部")
    else:
        hint = Text(f"known: {listed}", f"可用的有 {listed}")
    wrong = shortened(name)
    return UserError(
        Text(f"unknown {what.en} {wrong!r}; {hint.en}", f"没有名为 {wrong or '“”'} 的{what.zh}；{hint.zh}")
    )


def shortened(text: str) -> str:
    """What somebody typed, short enough to be repeated in one line."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _likeness(name: str, known: str) -> float:
    """From 0 to 1, whatever the case: to the whole known name, or to a word or the last part of it."""
    left, right = shortened(name).casefold(), known.casefold()
    tail = right.rpartition(".")[2]
    if len(left) > 1 and left in tail.split("-"):
        return 0.99
    return max(difflib.SequenceMatcher(None, left, whole).ratio() for whole in (right, tail))
