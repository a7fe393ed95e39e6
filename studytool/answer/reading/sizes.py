"""A typed shape cut into its sizes: 3×224×224, 3x224x224, (3, 224, 224), 3 224 224."""

from __future__ import annotations

import re

from studytool.answer.reading.commas import CHAIN, GROUPED
from studytool.answer.reading.lists import entries, pieces, unwrapped
from studytool.answer.reading.refusal import NotReadError
from studytool.answer.reading.spelling import GAP, MINUS

_DASHED = re.compile(r"[0-9]+(?:-[0-9]+)+")
_SPACED = re.compile(rf"[0-9][ {GAP}]+[0-9]")


def sizes(text: str) -> list[str]:
    """The sizes of a shape, where a times sign separates and so does a comma; NotReadError where both are used."""
    inner, _ = unwrapped(text)
    if not inner:
        raise NotReadError.unfinished(text[0])
    if _DASHED.fullmatch(inner):
        raise NotReadError.two_ways(inner, inner.replace("-", MINUS), inner.replace("-", "×"))
    factors = pieces(inner, "*")
    if len(factors) == 1:
        return entries(inner, bracketed=True, whole=True, decimal_comma=False)
    if chain := next((chain for chain in CHAIN.findall(inner) if GROUPED.fullmatch(chain)), None):
        raise NotReadError.two_ways(chain, chain.replace(",", ""), chain.replace(",", "×"))
    if mark := re.search(r"[,;，、\n]", inner):
        raise NotReadError.separators("×", mark.group())
    if gap := _SPACED.search(inner.replace(GAP, "")):
        raise NotReadError.several(gap.group()[0], gap.group()[-1])
    if not all(factors):
        raise NotReadError.entry()
    return factors
