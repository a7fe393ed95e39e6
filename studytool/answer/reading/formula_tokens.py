"""The pieces of a typed formula: one sign for each meaning, whatever the keyboard or the copied page gave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from studytool.answer.reading.refusal import NotReadError
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.grammar import MAX_LENGTH, Token

__all__ = ["formula_tokens"]

_SPELLINGS: Final = {
    "-": "−－﹣‐‑➖–—‒―",
    "+": "＋➕",
    "*": "∗·⋅∙•・･＊",
    "×": "⨯✕✖",
    "⊙": "∘⊚○⨀",
    "/": "∕⁄÷➗",
    "(": "{｛〔❨﹙",
    ")": "}｝〕❩﹚",
    "[": "【⟦",
    "]": "】⟧",
    "|": "∣│｜",
    "‖": "∥║",
    ".": "。｡",
    ",": "、﹐︐､",
    ";": "﹔",
    "^": "ˆ⌃",
    "≥": "⩾≧",
    "≤": "⩽≦",
    "ᵀ": "⊤ᵗ",
    "μ": "µ",
    "ε": "ϵ",
    "φ": "ϕ",
    "θ": "ϑ",
    "Δ": "∆",
    "": "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff",
}
_TABLE: Final = {ord(sign): usual for usual, signs in _SPELLINGS.items() for sign in signs}
_COMPATIBLE = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
"""Full-width signs, and the letters of mathematical fonts."""
_OPERATORS: Final = {"**": "^", "≥": ">=", "≤": "<=", "≠": "!=", "=": "==", ":=": "==", "||": "‖"}

_GREEK: Final = "Α-Ωα-ω"
_INDEX: Final = rf"(?:_[A-Za-z0-9{_GREEK}]+)*[₀-₉]*"
_BRACKETS: Final = "".join(sorted({sign for function in FUNCTIONS.values() for sign in function.brackets or ()}))
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+(?:\.(?!T))?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<transposed>ᵀ|\.T(?![A-Za-z0-9_]))"
    rf"|(?P<name>Δ[A-Za-z][A-Za-z0-9]*{_INDEX}|[{_GREEK}]{_INDEX}|[A-Za-z][A-Za-z0-9]*{_INDEX}|∑)"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    rf"|(?P<op>\*\*|>=|<=|==|!=|:=|\|\||[-+*/%@^<>⊙×()\[\],:;=≥≤≠√{_BRACKETS}])"
    r"|(?P<end>$)"
    r"|(?P<bad>.))",
    re.DOTALL,
)
_RAISED_T = re.compile(r"\^\s*(?:T(?![A-Za-z0-9_(])|ᵀ|\(T\))")
_WORDS: Final = {"mod": "%"}


def formula_tokens(text: str, known: Collection[str]) -> list[Token]:
    """Cut a typed formula into tokens, the last of kind `end`; NotReadError for a sign that has no meaning in one.

    Beside the kinds of the grammar there are `raised` (superscript digits) and `transposed`.
    """
    if len(text) > MAX_LENGTH:
        raise NotReadError.long(len(text), MAX_LENGTH)
    usual = _respelled(text)
    if "T" not in known:
        usual = _RAISED_T.sub("ᵀ", usual)
    found = [_token(match, known) for match in _TOKEN.finditer(usual)]
    return found[: next(place for place, token in enumerate(found, start=1) if token.kind == "end")]


def _respelled(text: str) -> str:
    """The text with one sign for each meaning; digits of every script become 0 to 9."""
    if text.isascii():
        return text.translate(_TABLE)
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return text.translate(_TABLE)


def _token(match: re.Match[str], known: Collection[str]) -> Token:
    kind = match.lastgroup or "bad"
    text, position = match[kind], match.start(kind)
    if kind == "bad":
        raise NotReadError.sign(text)
    if kind == "op":
        return Token(kind, _OPERATORS.get(text, text), position)
    if kind == "name" and text in _WORDS and text not in known:
        return Token("op", _WORDS[text], position)
    if kind == "number" and any(letter in text and letter in known for letter in "eE"):
        raise _with_an_exponent(text)
    return Token(kind, text, position)


def _with_an_exponent(text: str) -> NotReadError:
    """The refusal of 2e-1 where e is a name."""
    front, letter, exponent = re.split("([eE])", text, maxsplit=1)
    sign = "" if exponent[0] in "+-" else "·"
    return NotReadError.two_ways(text, f"{front}·{letter}{sign}{exponent}", f"{front}·10^{exponent.lstrip('+')}")
