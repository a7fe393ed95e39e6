"""A line of a step text written out for given sizes: braces filled with integers, collections with their entries.

`h_{t-1}` is `h_2` where t is 3, and `[e_{j} for j in 1..3]` is `[e_1, e_2, e_3]`. All errors are ValueErrors of one
line, which say what was wrong and where.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from studytool.formula.evaluate import Value, formula
from studytool.formula.grammar import MAX_LENGTH

BRACES: Final = re.compile(r"\{([^{}]+)\}")
FOR: Final = re.compile(r"\s+for\s+(?P<index>[a-z])\s+in\s+")
MOST: Final = 1000
"""No loop of a question runs more often."""

Scope = Mapping[str, Value]


class Collection(NamedTuple):
    """`[body for name in first..last]`, and where in the text it starts and ends."""

    start: int
    end: int
    body: str
    name: str
    first: str
    last: str


def filled(text: str, scope: Scope) -> str:
    """The text with the integer in place of each formula in braces."""
    return BRACES.sub(lambda found: str(int(_value(found[1], scope))), text)


def written_out(text: str, scope: Scope) -> str:
    """The formula with its collections written out and its braces filled."""
    found = collection(text)
    if found is None:
        return filled(text, scope)
    front, behind = filled(text[: found.start], scope), written_out(text[found.end :], scope)
    return f"{front}[{_entries(found, scope)}]{behind}"


def collection(text: str) -> Collection | None:
    """The first collection in a formula that is inside no other."""
    for start, sign in enumerate(text):
        end = _closing(text, start) if sign == "[" else 0
        inner = text[start + 1 : end]
        for found in FOR.finditer(inner):
            if inner.count("[", 0, found.start()) == inner.count("]", 0, found.start()):
                first, dots, last = inner[found.end() :].partition("..")
                if not dots:
                    raise ValueError(f"no bounds such as 1..3 behind 'in' in {text[start : end + 1]!r}")
                return Collection(start, end + 1, inner[: found.start()], found["index"], first, last)
    return None


def pieces(text: str) -> Iterator[str]:
    """The formulas in a formula: bounds of collections, what stands in braces, and the rest with 1 for each brace."""
    while found := collection(text):
        yield from (found.first, found.last)
        text = f"{text[: found.start]}[{found.body}]{text[found.end :]}"
    yield from BRACES.findall(text)
    yield BRACES.sub("1", text)


def places(first: str, last: str, scope: Scope) -> range:
    """The integers that a loop runs through, its bounds included."""
    start, stop = _bound(first, scope), _bound(last, scope) + 1
    if stop - start > MOST:
        raise ValueError(f"a loop runs {MOST} times at most, and {first}..{last} are {stop - start}")
    return range(start, stop)


def _closing(text: str, start: int) -> int:
    """Where the square bracket that opens at `start` is closed; 0 if it is not, which the parser will say."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "[") - (text[place] == "]")
        if depth == 0:
            return place
    return 0


def _entries(found: Collection, scope: Scope) -> str:
    entries: list[str] = []
    for value in places(found.first, found.last, scope):
        entry = written_out(found.body, {**scope, found.name: value})
        # in brackets, so that two entries where one belongs are no formula
        entries.append(f"({entry})" if "," in entry else entry)
        if sum(map(len, entries)) > MAX_LENGTH:
            raise ValueError(f"a collection of over {MAX_LENGTH} characters when it is written out")
    if not entries:
        raise ValueError(f"a vector of no entries: {found.name} in {found.first}..{found.last}")
    return ", ".join(entries)


def _bound(text: str, scope: Scope) -> int:
    value = _value(text, scope)
    try:
        return operator.index(value)
    except TypeError:
        raise ValueError(f"{text!r} is {value}, but a loop needs a whole number") from None


def _value(text: str, scope: Scope) -> Value:
    try:
        return formula(text)(scope)
    except KeyError as unknown:
        raise ValueError(f"no given is called {unknown.args[0]!r}, as in {text!r}") from None
