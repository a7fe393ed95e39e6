"""One thing that is wrong with a kind."""

from __future__ import annotations

from dataclasses import dataclass

from studytool.text.language import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a kind, where, and what would be right.

    `field` is the kind's field as its author writes it: `steps`, `givens.x`, `mistakes.no-plus-one.steps`. `line`
    counts the lines of a text from 1; None where the field is no text of several lines.
    """

    kind: str
    field: str
    line: int | None
    said: Text
