"""A typed list cut into its entries, and a typed matrix into its rows."""

from __future__ import annotations

import re
from typing import Final

from studytool.answer.reading.commas import MARK, in_list
from studytool.answer.reading.refusal import NotReadError
from studytool.answer.reading.spelling import GAP

OPENING: Final = {"(": ")", "[": "]", "{": "}", "<": ">"}
CLOSING: Final = frozenset(OPENING.values())

_ABOUT_OPERATOR = re.compile(r"[ \u00a0]*([*/^])[ \u00a0]*")
_AFTER_FUNCTION = re.compile(r"(?<=[A-Za-z√])[ \u00a0]+(?=[(\d.])")
_PERCENT = re.compile(r"[ \u00a0]+(?=[%‰])")
_SUM = re.compile(r"[\w.]*[^ \u00a0*/^(\[{+–-][ \u00a0]*[-+–][ \u00a0]+(?:[\w.]+|\S)")
_SIGNED_AFTER_GAP = re.compile(r"[\w.]*[^ \u00a0*/^(\[{+–-][ \u00a0]+[-+–](?:[\w.]+|[^ \u00a0])")
_GAP_GROUP = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:\u00a0\d{3})+(?!\d)")
_SPACE_GROUP = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?: \d{3})+(?!\d)")
_SIGN = re.compile(r"[ \u00a0]*([-+–])[ \u00a0]*")
_SPACES = re.compile(r"[ \u00a0]+")
_CONSTANT = re.compile(r"(?<![A-Za-z])(?:pi|e)$", re.IGNORECASE)
_SEPARATED = re.compile(r"[,，;、 ]")


def unwrapped(text: str) -> tuple[str, bool]:
    """The text without the brackets around all of it, and whether there were any; NotReadError if they do not match."""
    bracketed = False
    while text[:1] in OPENING and partner(text, 0) == len(text) - 1:
        text, bracketed = text[1:-1].strip(f" \n{GAP}"), True
    return text, bracketed


def partner(text: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed; NotReadError if it is not."""
    expected: list[str] = []
    for place in range(start, len(text)):
        sign = text[place]
        if sign in OPENING:
            expected.append(OPENING[sign])
        elif sign in CLOSING:
            if sign != expected.pop():
                raise NotReadError.bracket(sign)
            if not expected:
                return place
    raise NotReadError.bracket(text[start])


def entries(row: str, *, bracketed: bool, whole: bool, decimal_comma: bool) -> list[str]:
    """The entries of one row: separated by commas, by semicolons or new lines, or else by spaces.

    NotReadError where the row has two readings, or an entry is empty.
    """
    marked = in_list(row, bracketed=bracketed, whole=whole, decimal_comma=decimal_comma)
    found = [separator for separator in (MARK, ";", "\n") if len(pieces(marked, separator)) > 1]
    if {MARK, ";"} <= {*found}:
        raise NotReadError.separators(",", ";")
    if not found:
        return _spaced(marked.replace(MARK, ", "))
    parts = pieces(marked.replace("\n", " ") if found[0] != "\n" else marked, found[0])
    parts = [part.replace(MARK, ", ") for part in parts]
    parts = parts[:-1] if bracketed and len(parts) > 1 and not parts[-1] else parts
    if not all(parts):
        raise NotReadError.entry()
    for part in parts:
        _no_hidden_gap(part)
    return parts


def pieces(text: str, separator: str) -> list[str]:
    """The text cut at each separator that stands outside brackets, without space around the pieces."""
    found, start, place = [], 0, 0
    while place < len(text):
        if text[place] in OPENING and text[place] != "<":
            place = partner(text, place)
        elif text[place] == separator:
            found.append(text[start:place])
            start = place + 1
        place += 1
    return [piece.strip(f" \n{GAP}") for piece in (*found, text[start:])]


def rows(text: str) -> list[str]:
    """The rows of a matrix: in brackets of their own, or between semicolons and lines; NotReadError if one is empty."""
    wrapped = text[:1] in OPENING and partner(text, 0) == len(text) - 1
    inner = text[1:-1].strip(f" \n{GAP}") if wrapped else text
    series = _series(inner)
    if len(series) > 1 or (series and wrapped):
        return series
    lines = [line for part in pieces(inner, ";") for line in _lines(part)]
    lines = lines[:-1] if len(lines) > 1 and not lines[-1] else lines
    if not all(lines):
        raise NotReadError.entry()
    return lines


def _lines(part: str) -> list[str]:
    return [line for line in pieces(part, "\n") if line] or [""]


def _series(text: str) -> list[str]:
    """What stands in the brackets of [1, 2], [3, 4]; nothing if the text is no series of bracketed rows."""
    found, place, listed = [], 0, False
    while place < len(text):
        if text[place] in OPENING:
            end = partner(text, place)
            found.append(text[place + 1 : end].strip(f" \n{GAP}"))
            listed = listed or text[place] != "(" or _SEPARATED.search(found[-1]) is not None
            place = end
        elif text[place] not in f" ,;\n，、{GAP}":
            return []
        place += 1
    return found if listed else []


def _no_hidden_gap(part: str) -> None:
    """An entry between separators in which a space may group digits or separate two entries is refused."""
    if found := _SPACE_GROUP.search(part):
        raise NotReadError.two_ways(found.group(), found.group().replace(" ", ""), found.group().replace(" ", ", "))
    if found := _SIGNED_AFTER_GAP.search(part):
        raise _sum_or_two(found.group())


def _sum_or_two(part: str) -> NotReadError:
    return NotReadError.two_ways(part, _SPACES.sub("", part), _SIGN.sub(r", \1", part))


def _spaced(row: str) -> list[str]:
    """The entries between spaces; a sign directly before a number belongs to it."""
    joined = _PERCENT.sub("", _AFTER_FUNCTION.sub(_kept_gap, _ABOUT_OPERATOR.sub(r"\1", row)))
    if found := _GAP_GROUP.search(joined):
        spaced = found.group().replace(GAP, ", ")
        raise NotReadError.two_ways(found.group(), found.group().replace(GAP, ""), spaced)
    if found := _SUM.search(joined):
        raise _sum_or_two(found.group())
    return [part.replace("\x00", " ") for part in _SPACES.split(joined)]


def _kept_gap(match: re.Match[str]) -> str:
    """The space after a function's name stays inside the entry; after a constant it separates."""
    before = match.string[: match.start()]
    return " " if _CONSTANT.search(before) else "\x00"
