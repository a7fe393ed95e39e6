"""What stands in the output for the signs that its encoding lacks: a minus in a GBK terminal is an ASCII one."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

SPELLED: Final = "studytool.spelled"
"""The name under which codecs know this way of dealing with errors."""
BRACKETS: Final = {"⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")"}


def spelled(error: UnicodeError) -> tuple[str, int]:
    """What is written for the characters that cannot be encoded, and where to go on; any other error is raised.

    A mathematical sign is spelled in ASCII; a letter of a name or a path, which has no other spelling, is escaped.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_spelled, error.object[error.start : error.end])), error.end


def _spelled(sign: str) -> str:
    from studytool.text.ascii import to_ascii

    plain = BRACKETS.get(sign) or to_ascii(sign)
    return plain if plain.isascii() and plain != "?" and not _is_of_a_name(sign) else ascii(sign)[1:-1]


def _is_of_a_name(sign: str) -> bool:
    return unicodedata.category(sign) in {"Lu", "Ll"} and unicodedata.name(sign, "").startswith("LATIN")


codecs.register_error(SPELLED, spelled)
