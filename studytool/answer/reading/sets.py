"""A typed set of numbers: {13, 14}, 13 or 14, 13、14, 13..16, l = 13 or l = 14."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from studytool.answer.reading.exact import settled
from studytool.answer.reading.expression import Part, expression
from studytool.answer.reading.framing import NAME, stands_for_number
from studytool.answer.reading.lists import entries, unwrapped
from studytool.answer.reading.naming import named
from studytool.answer.reading.refusal import NotReadError, quoted
from studytool.answer.reading.spelling import GAP, MINUS
from studytool.answer.reading.tokens import LISTED

MAX_MEMBERS: Final = 500

_GAPS: Final = rf"[ {GAP}]*"
_WORD = re.compile(rf"{_GAPS}[,;，、]?{_GAPS}(?:\b(?:and|or)\b|以及|或者|[和或与及&]){_GAPS}", re.IGNORECASE)
_RUN_SIGN: Final = r"\.{2,}|…+|~+|(?<![A-Za-z])to(?![A-Za-z])|[至到]"
_RUN_GAPS = re.compile(rf"{_GAPS}({_RUN_SIGN}){_GAPS}", re.IGNORECASE)
_RUN = re.compile(rf"(.*?)({_RUN_SIGN})(.*)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(rf"({NAME}){_GAPS}(?:[=∈:]|[为是])[ {GAP}:]*(?=.)", re.DOTALL)
_SUBSCRIPT = re.compile(r"_?[0-9\u2080-\u2089]+$")
_DASHED = re.compile(rf"[0-9]+(?:{_GAPS}[-–]{_GAPS}[0-9]+)+")
_DASHED_LOOSELY = re.compile(rf"(?<![\w.^)/*])[0-9]+{_GAPS}[-–][ {GAP}]+[0-9]+(?![\w.])")
_SEPARATOR = re.compile(r"[,;，、\n]")
_DIGITS = re.compile(r"[0-9]{1,15}")
_SIGNED = re.compile(r"[-–][0-9]{1,15}")


def members(text: str, *, decimal_comma: bool) -> list[Part]:
    """The numbers of a set from small to large, each once; NotReadError where it has two readings or no end."""
    outer, name = _unnamed(text)
    inner, bracketed = unwrapped(outer)
    if not inner:
        raise NotReadError.unfinished(outer[:1] or text)
    texts = _entries(inner, bracketed=bracketed, decimal_comma=decimal_comma)
    found = {settled(part.value): part for part in _read(texts, name)}
    if bracketed and outer[0] in "([":
        _check_no_interval(outer, texts, sorted(found))
    return [found[value] for value in sorted(found)]


def _entries(inner: str, *, bracketed: bool, decimal_comma: bool) -> list[str]:
    if re.fullmatch(r"[-–+]?0,[0-9]+", inner) and not decimal_comma:
        raise NotReadError.two_ways(inner, inner.replace(",", "."), inner.replace(",", ", "))
    if found := _DASHED_LOOSELY.search(inner):
        raise _difference_or_run(found.group())
    listed = _WORD.sub("; " if ";" in inner else ", ", inner)
    joined = _RUN_GAPS.sub(r"\1", listed)
    found_entries = entries(joined, bracketed=bracketed, whole=False, decimal_comma=decimal_comma)
    if not _SEPARATOR.search(joined):
        _check_no_run(found_entries)
    return found_entries


def _check_no_run(texts: list[str]) -> None:
    """Between spaces, 13 -16 may be two numbers or a run; 3 -2 and -3 -2 are no run."""
    for one, other in pairwise(texts):
        if _DIGITS.fullmatch(one) and _SIGNED.fullmatch(other) and int(other[1:]) > int(one):
            raise NotReadError.two_ways(f"{one} {other}", f"{one}, {MINUS}{other[1:]}", f"{one}..{other[1:]}")


def _unnamed(text: str, name: str = "") -> tuple[str, str]:
    """The text without the name before it, and that name without its number; NotReadError for another name."""
    found = _NAMED.match(text)
    if found is None or stands_for_number(found[1]):
        return text, name
    base = _SUBSCRIPT.sub("", found[1])
    if name and base != name:
        both = quoted(name), quoted(base)
        raise NotReadError(
            f"{both[0]} and {both[1]} are two names, but a set is of one thing",
            f"{both[0]}与{both[1]}是两个名称，而集合只属于一个量",
        )
    return text[found.end() :], base


def _read(texts: list[str], name: str) -> Iterator[Part]:
    """Every number, the runs written out."""
    count, before = 0, ""
    bare = _bare(texts, name)
    for place, text in enumerate(bare):
        following = bare[place + 1] if place + 1 < len(bare) else ""
        for part in _one(text, bare[:place], following):
            count += 1
            if count > MAX_MEMBERS:
                raise _too_many(text if before != "…" else before)
            yield part
        before = text


def _bare(texts: list[str], name: str) -> list[str]:
    bare = []
    for text in texts:
        rest, name = _unnamed(text, name)
        bare.append(rest)
    return bare


def _one(text: str, before: list[str], following: str) -> Iterator[Part]:
    """What one entry stands for: a number, a run such as 13..16, or the dots in 5, 6, …, 64."""
    if _DASHED.fullmatch(text):
        raise _difference_or_run(text)
    found = _RUN.fullmatch(text)
    if found is None:
        yield expression(text, LISTED)
    elif found[1] or found[3]:
        yield from _run(found[1], found[2], found[3], before[-1:])
    else:
        yield from _continued(text, before, following)


def _run(first: str, sign: str, last: str, before: list[str]) -> Iterator[Part]:
    if not first or not last:
        raise NotReadError.value(sign) if not first else NotReadError.unfinished(sign)
    low, high = sorted((_whole(first), _whole(last)))
    if before and (sign[0] == "…" or len(sign) > 2) and before[0] != str(low - 1):
        step = f"{before[0]}, {first}, …, {last}"
        raise NotReadError.two_ways(f"{first}{sign}{last}", f"{first}..{last}", step)
    yield from _counted(range(low, high + 1), f"{first}{sign}{last}")


def _continued(sign: str, before: list[str], following: str) -> Iterator[Part]:
    """The numbers that dots stand for: the step is that of the numbers before them."""
    if not before or not following:
        raise NotReadError.value(sign) if not before else NotReadError.unfinished(sign)
    known, last = [_whole(text) for text in before[-3:]], _whole(following)
    steps = {other - one for one, other in pairwise(known)} or {1}
    step = steps.pop()
    if steps or not step or (last - known[-1]) % step or (last - known[-1]) // step < 1:
        raise NotReadError.character(sign)
    yield from _counted(range(known[-1] + step, last, step), sign)


def _counted(run: range, text: str) -> Iterator[Part]:
    if len(run) > MAX_MEMBERS:
        raise _too_many(text)
    yield from (Part(value, str(value).replace("-", MINUS), "number") for value in run)


def _whole(text: str) -> int:
    value = settled(expression(text, LISTED).value)
    if not isinstance(value, int) or abs(value) >= 2**63:
        raise NotReadError.whole(text)
    return value


def _check_no_interval(text: str, texts: list[str], values: list[int | float]) -> None:
    """Two numbers in round or square brackets may be an interval, unless there is nothing between them."""
    if len(texts) != 2 or len(values) != 2 or any(_RUN.fullmatch(entry) for entry in texts):
        return
    low, high = values
    near = isinstance(low, int) and isinstance(high, int) and high - low == 1
    if not near and settled(expression(texts[0], LISTED).value) == low:
        raise NotReadError.two_ways(text, f"{{{texts[0]}, {texts[1]}}}", f"{texts[0]}..{texts[1]}")


def _difference_or_run(text: str) -> NotReadError:
    tight = re.sub(f"[ {GAP}]", "", text)
    return NotReadError.two_ways(text, re.sub(r"[-–]", MINUS, tight), re.sub(r"[-–]", "..", tight))


def _too_many(text: str) -> NotReadError:
    reason = NotReadError(f"More than {MAX_MEMBERS} numbers", f"超过 {MAX_MEMBERS} 个数")
    return named(reason, text)
