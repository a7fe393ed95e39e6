"""A deck of flashcards and its cards, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studytool.text.language import Text


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to recall: a front that asks it and a back that says it, in both languages.

    `id` is chapter/item/number, as `cnn/C-03/1`; `item` is the name under which the memory keeps the card,
    `card:cnn/C-03/1`. Both stay the same for the life of the card. `front` and `back` hold formulas in LaTeX
    between dollar signs and one line a paragraph; `source` is a citation, or None.
    """

    id: str
    item: str
    front: Text
    back: Text
    source: str | None


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of one chapter, in the order of their file."""

    chapter: str
    title: Text
    cards: tuple[Card, ...]
