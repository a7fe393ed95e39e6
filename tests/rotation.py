"""Which kinds a test plays: by default one of each sort, among the long tests a part of the bank that a number chooses.

A bank of hundreds of kinds cannot be played whole in every run. What is true of every kind by the same code is seen on
a few that differ in what they ask; the others are played in turns, a part a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from studytool.course.modes import Mode
from studytool.kinds.kind import Kind

PARTS: Final = 12
"""After so many days in a row every kind has been played."""
WHOLE: Final = "all"
"""The rotation that plays every kind."""


def today() -> str:
    """The number of the day in the year: the rotation of a run that asks for none."""
    return str(datetime.now(UTC).timetuple().tm_yday)


def is_rotation(text: str) -> bool:
    """Whether this chooses a part of the bank."""
    return text == WHOLE or text.isdecimal()


def told(rotation: str) -> str:
    """The line that says which part is played, and how to play it again."""
    part = "every kind" if rotation == WHOLE else f"part {int(rotation) % PARTS + 1} of {PARTS}"
    return f"bank: one kind of each sort; in the long tests {part} (--rotation {rotation})"


def of_each_sort(kinds: Iterable[Kind], mode: Mode | None = None) -> list[Kind]:
    """The first kinds, in the bank's order, that together ask each type of answer in each of the modes, or in one."""
    found, seen = [], set()
    for kind in kinds:
        sorts = {(kind.type, one) for one in kind.modes if mode in {None, one}}
        if not sorts <= seen:
            found.append(kind)
            seen |= sorts
    return found


def in_turn(kinds: Iterable[Kind], rotation: str, mode: Mode | None = None) -> list[Kind]:
    """The part of the kinds that have this mode, or of all, that a rotation plays."""
    having = [kind for kind in kinds if mode is None or mode in kind.modes]
    return having if rotation == WHOLE else having[int(rotation) % PARTS :: PARTS]
