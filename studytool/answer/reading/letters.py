"""The letter of a choice: b, B, b), (b), ans: b, 选 B."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase
from typing import Final

from studytool.answer.reading.refusal import NotReadError
from studytool.answer.reading.spelling import INVISIBLE

_LABEL: Final = re.compile(r"(?:ans(?:wer)?|option|答案?|选项?|选择)(?:\s*[:=.是为]\s*|\s+|(?<=[答案选项择]))(?=\S)")
_LETTER: Final = re.compile(r"[(\[【]?\s*([a-z])\s*(?:[)\]】.:、。]|[)\]】][.。])?")


def letter(text: str, options: str) -> str:
    """The letter among the options, in lower case, or any letter if there are none; NotReadError for anything else."""
    visible = text.translate(dict.fromkeys(map(ord, INVISIBLE)))
    usual = unicodedata.normalize("NFKC", visible).strip().lower()
    usual = _LABEL.sub("", usual, count=1) if _LABEL.match(usual) else usual
    found = _LETTER.fullmatch(usual)
    half_open = usual[:1] in {*"([【"} and not {*")]】"} & {*usual}
    if found is None or half_open or found[1] not in (options or ascii_lowercase):
        raise NotReadError.option(text, options)
    return found[1]
