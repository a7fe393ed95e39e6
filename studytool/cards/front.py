"""What a card is called in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studytool.cards.mathtext import plain
from studytool.text.language import Text

if TYPE_CHECKING:
    from studytool.cards.deck import Card


def front(card: Card) -> Text:
    """The first line of a card's front."""
    return Text(*(plain(side).splitlines()[0] for side in (card.front.en, card.front.zh)))
