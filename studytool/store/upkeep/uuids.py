"""How many of many UUIDs are none, told in a few steps where all look as usual."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

UUID: Final = re.compile(r"^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$", re.MULTILINE)
_PATTERN: Final = np.frombuffer(b"00000000-0000-0000-0000-000000000000\n", np.uint8)
_KINDS_OF_SIGN: Final = np.zeros(256, np.uint8)
_KINDS_OF_SIGN[np.frombuffer(b"0123456789abcdef", np.uint8)] = 1
_KINDS_OF_SIGN[ord("-")], _KINDS_OF_SIGN[ord("\n")] = 2, 3


def strange(uuids: Sequence[Any]) -> int:
    """Count the UUIDs that are none: all in one text, a line each, unless some are no texts or more than a line."""
    try:
        text = "\n".join(uuids)
    except TypeError:
        text = ""
    if _are_usual(text, len(uuids)):
        return 0
    if text.count("\n") == len(uuids) - 1:
        return len(uuids) - len(UUID.findall(text))
    return sum(not isinstance(one, str) or "\n" in one or UUID.match(one) is None for one in uuids)


def _are_usual(text: str, count: int) -> bool:
    """Whether all the lines are UUIDs with hyphens, in small letters: a look at all in a few steps."""
    if len(text) != 37 * count - 1 or not text.isascii():
        return False
    table = np.frombuffer(f"{text}\n".encode(), np.uint8).reshape(count, 37)
    return bool((_KINDS_OF_SIGN[table] == _KINDS_OF_SIGN[_PATTERN]).all())
