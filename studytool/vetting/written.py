"""The formulas of a kind as its author wrote them, each with the field and the line that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from studytool.kinds.derivation import LOOP, Line, read_lines
from studytool.kinds.expansion import BRACES, collection, pieces
from studytool.kinds.kind import Kind
from studytool.kinds.misconceptions import Mistake

FORMULAS: Final = frozenset({"size", "rows", "columns", "formula"})
"""The fields of a draw that may be formulas of the givens before it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a step text, the field that it stands in, and its number there."""

    field: str
    number: int
    line: Line

    @property
    def text(self) -> str:
        """The step without its note."""
        return f"{self.line.name} = {self.line.formula.strip()}"


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression that a kind has: its text, which stands at `start` of `shown`, and where it is."""

    field: str
    number: int | None
    text: str
    shown: str
    start: int = 0


def numbered(field: str, text: str) -> tuple[Written, ...]:
    """The steps of a text with their line numbers, counted from the first line that is not empty."""
    rows = enumerate(text.strip("\n").splitlines(), start=1)
    numbers = [number for number, row in rows if row.strip() and not LOOP.fullmatch(row.strip())]
    return tuple(Written(field, number, line) for number, line in zip(numbers, read_lines(text), strict=True))


def steps_field(mistake: Mistake) -> str:
    """How the steps of a misconception are called."""
    return f"mistakes.{mistake.id}.steps"


def formulas(kind: Kind) -> Iterator[Formula]:
    """Every expression of a kind: of its draws, conditions, steps and misconceptions."""
    for name, given in kind.givens.items():
        yield from (Formula(f"givens.{name}", None, text, text) for text in of_draw(given))
    yield from (Formula("where", place, text, text) for place, text in enumerate(kind.where, start=1))
    for written in numbered("steps", kind.steps):
        yield from _of_step(written)
    for mistake in kind.mistakes:
        for written in numbered(steps_field(mistake), mistake.steps):
            yield from _of_step(written)


def of_draw(given: Any) -> Iterator[str]:
    """The formulas that a draw, or a draw within it, has."""
    for field in fields(given) if is_dataclass(given) and not isinstance(given, type) else ():
        value = getattr(given, field.name)
        if isinstance(value, str) and field.name in FORMULAS:
            yield value
        yield from of_draw(value)


def _of_step(written: Written) -> Iterator[Formula]:
    """The bounds of the loop, what stands in braces, and the formula with digits in place of the braces."""
    line, field, number = written.line, written.field, written.number
    for bound in (line.loop or ())[1:]:
        yield Formula(field, number, bound, f"for {(line.loop or '')[0]} in {'..'.join((line.loop or ())[1:])}")
    for inner in BRACES.findall(line.name + line.formula):
        yield Formula(field, number, inner, written.text)
    if collection(line.formula):
        yield from (Formula(field, number, piece.strip(), piece.strip()) for piece in pieces(line.formula))
    else:
        yield Formula(field, number, filled(line.formula).strip(), written.text, len(line.name) + 3)


def loops(line: Line) -> Iterator[tuple[str, tuple[str, str]]]:
    """The index of each loop that the line stands in or has in a collection, with the bounds."""
    if line.loop:
        yield line.loop[0], line.loop[1:]
    text = line.formula
    while found := collection(text):
        yield found.name, (found.first, found.last)
        text = f"{text[: found.start]}[{found.body}]{text[found.end :]}"


def filled(text: str) -> str:
    """The text with a digit in place of each sign of its braces, so that every other sign keeps its place."""
    return BRACES.sub(lambda found: "1" * len(found[0]), text)
