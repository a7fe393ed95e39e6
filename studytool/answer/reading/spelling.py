"""One spelling for every sign: what keyboards, input methods and copied text put in place of digits and operators."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from studytool.answer.reading.refusal import NotReadError
from studytool.text.half_width import HALF_WIDTH

MINUS: Final = "−"
GAP: Final = "\u00a0"
"""Stands for every space that is not typed with the space bar: thin, narrow, no-break, figure space."""

INVISIBLE: Final = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_SPELLINGS: Final = {
    "-": "−－﹣‐‑˗➖",
    "–": "—‒―",
    "*": "×⨯⨉✕✖∗·⋅∙•‧・･＊⊗",
    "/": "∕⁄÷➗",
    "pi": "π𝜋𝛑𝝅",
    ".": "。｡٫",
    ",": "٬",
    "，": "﹐︐",
    "、": "﹑､",
    ";": "﹔",
    "=": "﹦",
    "^": "ˆ",
    "≈": "≃≅≒",
    "%": "﹪٪",
    "~": "〜∼",
    "…": "⋯",
    "'": "’‘ʼ",
    "(": "〔❨",
    ")": "〕❩",
    "[": "【⟦",
    "]": "】⟧",
    "<": "⟨〈《〈",
    ">": "⟩〉》〉",
    " ": "\u3000",
    "  ": "\t",
    "\n": "\r\v\f\x85\u2028\u2029",
    GAP: "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f",
    "": INVISIBLE,
}
_FULL_WIDTH: Final = {code: sign for code, sign in HALF_WIDTH.items() if chr(code) != "，"}
_TABLE: Final = _FULL_WIDTH | {ord(sign): usual for usual, signs in _SPELLINGS.items() for sign in signs}

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_HEXADECIMAL = re.compile(r"(?<![\w.])[-+]?0[xX][0-9A-Fa-f]+")
_TIMES_X = re.compile(r"(?<=[\d.)])([ \u00a0]*)[xX](?=[ \u00a0]*[\d.(])")


def respelled(text: str) -> str:
    """The text with one sign for each meaning, without invisible characters and without space at its ends.

    Digits of every script become 0 to 9; `**` becomes `^`, and x between numbers `*`. Full-width commas stay, because
    they never group digits in a list. A dash that may also mean a range stays an en dash. NotReadError for
    base 16 and control characters.
    """
    # before the times signs become *: 3×× is no power
    text = text.replace("\r\n", "\n").replace("**", "^").replace("＊＊", "^").translate(_TABLE)
    if not text.isascii():
        text = "".join(map(_digit, text))
    text = text.strip()
    if found := _CONTROL.search(text):
        raise NotReadError.character(found.group())
    return _with_times(text) if "x" in text or "X" in text else text


def as_spelled(text: str) -> list[tuple[str, int]]:
    """Every sign of the respelled text with its place in the text as it was typed."""
    marked = text.replace("**", "^\u200b").replace("＊＊", "^\u200b")
    usual = (_TABLE.get(ord(sign), _digit(sign)) for sign in marked)
    return [(sign, place) for place, signs in enumerate(usual) for sign in signs]


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def _with_times(text: str) -> str:
    if found := _HEXADECIMAL.search(text):
        raise NotReadError.hexadecimal(found.group())
    return _TIMES_X.sub(r"\1*", text)
