"""What a comma means: it groups digits, is the decimal sign, or separates; it is refused where it may do two."""

from __future__ import annotations

import re
from typing import Final

from studytool.answer.reading.refusal import NotReadError

CHAIN = re.compile(r"(?<![\d.,])(?<![\d.][eE])(?<![\d.][eE][-+–])\d+(?:,\d+)+(?:\.\d*)?(?!\d|,\d)")
"""Digits and commas without space, such as 1,024 or 1,2,3: only there may a comma do more than separate."""
GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_RUN = re.compile(r"\d+(?:[.,]\d+)+")
_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_OTHER = re.compile(r"[\s;]")
_PADDED = re.compile(r",0\d")
_NEGATIVE_ZERO = re.compile(r"[-–]0,\d+$")
MARK: Final = "\x1f"
"""Stands for a comma that has been found to separate."""


def in_one_number(text: str, *, decimal_comma: bool) -> str:
    """The text of one number with the decimal sign as a point; NotReadError where a point may group digits."""
    text = text.replace("，", ",")
    return _RUN.sub(lambda run: pointed(run.group()), text) if decimal_comma else text


def pointed(run: str) -> str:
    """A run of digits, points and commas of a writer whose decimal sign is the comma, with a point for it."""
    whole, comma, rest = run.partition(",")
    if "," in rest or "." in rest:
        raise NotReadError.several(f"{whole},{rest.partition(',')[0]}", rest.partition(",")[2] or rest)
    if _POINTS.fullmatch(whole):
        ungrouped = whole.replace(".", "")
        if not comma and whole.count(".") == 1:
            raise NotReadError.two_ways(run, ungrouped, run.replace(".", ",", 1))
        return f"{ungrouped}.{rest}" if comma else ungrouped
    if whole.count(".") > (0 if comma else 1):
        raise NotReadError.character(run)
    return f"{whole}.{rest}" if comma else run


def in_list(text: str, *, bracketed: bool, whole: bool, decimal_comma: bool) -> str:
    """A row with MARK for each comma that separates and no other comma left.

    `bracketed` rows are lists, so 100,200 in them is two entries; entries of `whole` rows have no decimals.
    NotReadError names both readings where there are two.
    """
    loose = re.sub(r"[，、]", ", ", text)
    if decimal_comma:
        loose = _RUN.sub(lambda run: pointed(run.group()), loose)
    elif chains := CHAIN.findall(loose):
        loose = _chains(loose, chains, bracketed=bracketed, whole=whole)
    return loose.replace(",", MARK)


def _chains(text: str, chains: list[str], *, bracketed: bool, whole: bool) -> str:
    grouped = [chain for chain in chains if GROUPED.fullmatch(chain)]
    padded = [chain for chain in grouped if _PADDED.search(chain)]
    if _NEGATIVE_ZERO.match(text):
        raise decimals(chains[0])
    if not _OTHER.search(text.strip()):
        # one sign cannot both group and separate, unless it is all that there is
        if padded or (grouped and not bracketed and text.lstrip("+-–") == chains[0]):
            raise grouping(grouped[0])
        return text
    if len(grouped) == len(chains):
        if len(padded) == len(chains) and "," in CHAIN.sub("", text) and ";" not in text:
            return CHAIN.sub(lambda chain: chain.group().replace(",", ""), text)
        raise grouping(grouped[0])
    if not whole and all(chain.count(",") == 1 and "." not in chain for chain in chains):
        raise decimals(chains[0])
    if padded:
        raise grouping(padded[0])
    return text


def grouping(chain: str) -> NotReadError:
    """A comma that may group the digits of one number or separate several."""
    return NotReadError.two_ways(chain, chain.replace(",", ""), chain.replace(",", ", "))


def decimals(chain: str) -> NotReadError:
    """A comma that may be the decimal sign or separate two entries."""
    return NotReadError.two_ways(chain, chain.replace(",", "."), chain.replace(",", ", "))
