"""How a call is printed: signs in front of, between and behind its arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

PRODUCT: Final = 5
"""How strongly the operands of a product hold together."""
ATOM: Final = 9
"""How strongly what needs no brackets anywhere holds together."""


@dataclass(frozen=True, slots=True)
class Form:
    """The signs around the arguments of a call.

    An argument that holds together less strongly than `inside` stands in brackets; the whole holds as strongly as
    `holds`.
    """

    before: str
    after: str
    between: str = ", "
    inside: int = 0
    holds: int = ATOM

    def around(self, arguments: Iterable[str]) -> str:
        """The printed arguments with the signs of the call."""
        return self.before + self.between.join(arguments) + self.after


def called(sign: str) -> Form:
    """The form `sign(arguments)` in text."""
    return Form(f"{sign}(", ")")


def typeset(sign: str) -> Form:
    r"""The form `sign(arguments)` in LaTeX; the sign is a command such as \exp."""
    return Form(rf"{sign}\left(", r"\right)")


def operator(word: str) -> Form:
    """The form `word(arguments)` in LaTeX, the word upright."""
    return typeset(rf"\operatorname{{{word}}}")
