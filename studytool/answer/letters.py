"""The letter of a choice: b, B, b), (b)."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase
from typing import Final

from studytool.answer.refusal import NotReadError

_LETTER: Final = re.compile(r"[(\[]?\s*([a-z])\s*(?:[)\].:、。]|[)\]]\.)?")


def letter(text: str, options: str) -> str:
    """The letter among the options, in lower case, or any letter if there are none; NotReadError for anything else."""
    usual = unicodedata.normalize("NFKC", text).strip().lower()
    found = _LETTER.fullmatch(usual)
    half_open = usual[:1] in {"(", "["} and not {")", "]"} & {*usual}
    if found is None or half_open or found[1] not in (options or ascii_lowercase):
        raise NotReadError.option(text, options)
    return found[1]
