"""The pieces of one typed expression, and the value of a literal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from studytool.answer.reading.exact import Number, as_float, bounded
from studytool.answer.reading.refusal import NotReadError
from studytool.answer.reading.spelling import GAP, MINUS

MAX_DIGITS: Final = 320
MAX_EXPONENT: Final = 999

_GROUPS: Final = r"[1-9][0-9]{0,2}(?P<gap>[,'_%s])[0-9]{3}(?:(?P=gap)[0-9]{3})*(?![0-9])"
_EXPONENT: Final = r"(?:[eE][-–+]?[0-9]+)?"
_REST: Final = (
    r"|(?P<vulgar>[⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁄/][₀₁₂₃₄₅₆₇₈₉]+|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<name>log₂|log_?(?:2|10)(?= *\()|[A-Za-z]+|√)"
    r"|(?P<op>[-–+*/^()\[\]{}⌊⌋⌈⌉,;%‰])"
    r"|(?P<bad>.))"
)


def _pattern(gaps: str) -> re.Pattern[str]:
    whole = (_GROUPS % gaps) + r"|[0-9]+"
    number = rf"(?P<number>(?:(?:{whole})(?:\.[0-9]*)?|\.[0-9]+){_EXPONENT})"
    return re.compile(rf"(?P<space>[ \n{GAP}]*)(?:{number}{_REST}", re.DOTALL)


ALONE: Final = _pattern(f" {GAP}")
"""Where one number is asked for, spaces may group its digits."""
LISTED: Final = _pattern(GAP)
"""In a list the space bar does not group digits."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: number, vulgar, raised, name, op, bad or end; `spaced` if space stands before it.

    It stands in the text from `start` to `end`.
    """

    kind: str
    text: str
    spaced: bool
    start: int = 0
    end: int = 0


def tokens(text: str, pattern: re.Pattern[str]) -> list[Token]:
    """Cut an expression into its pieces, ending with one of kind end."""
    found = [
        Token(kind := m.lastgroup or "bad", m.group(kind), bool(m.group("space")), *m.span(kind))
        for m in pattern.finditer(text)
    ]
    found.append(Token("end", "", False, len(text), len(text)))
    return found


def literal(text: str) -> tuple[Number, str]:
    """The value of a decimal literal and its text in one spelling; NotReadError if it is too long."""
    if len(text) > MAX_DIGITS:
        raise NotReadError.digits(text)
    plain = text.translate(_UNGROUPED)
    mantissa, e, exponent = plain.replace("E", "e").partition("e")
    whole, _, rest = mantissa.partition(".")
    shown = f"{int(whole or 0):,}" + (f".{rest}" if rest else "")
    if not e:
        return decimal(whole, rest, 0), shown
    if len(exponent) > 6 or abs(int(exponent)) > MAX_EXPONENT:
        raise NotReadError.large() if exponent[:1] != "-" else NotReadError.small()
    return decimal(whole, rest, int(exponent)), f"{shown}×10^{int(exponent)}".replace("-", MINUS)


def decimal(whole: str, rest: str, exponent: int) -> Number:
    """The exact value of whole.rest times a power of ten."""
    digits, shift = int(whole + rest), exponent - len(rest)
    if not digits or shift == 0:
        return bounded(digits)
    value = bounded(Fraction(digits * 10**shift) if shift > 0 else Fraction(digits, 10**-shift))
    as_float(value)
    return value


def vulgar(text: str) -> Number:
    """The value of a fraction that is one sign, or superscripts over subscripts."""
    parts = unicodedata.normalize("NFKC", text).replace("⁄", "/")
    top, _, bottom = parts.partition("/")
    if len(parts) > MAX_DIGITS:
        raise NotReadError.digits(text)
    if not int(bottom):
        raise NotReadError.zero()
    return bounded(Fraction(int(top), int(bottom)))


def raised(text: str) -> int:
    """The whole number that a run of superscripts is."""
    if len(text) > 9:
        raise NotReadError.digits(text)
    return int(text.translate(_LOWERED))


_UNGROUPED: Final = {ord(gap): None for gap in f",'_ {GAP}"} | {ord("–"): "-"}
_LOWERED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
