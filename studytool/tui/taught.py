"""What can be practised: the kinds of the bank, and the cards of the decks, which are read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studytool.course.items import Item, is_card
from studytool.text.language import Text

if TYPE_CHECKING:
    from studytool.cards.deck import Card


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be practised: a kind with its level, or a card, whose level is None."""

    item: str
    level: int | None
    title: Text
    suspended: bool = False


class Taught:
    """Everything that can be asked; every method may take long the first time."""

    def __init__(self) -> None:
        self._decks: tuple[Card, ...] | None = None

    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, read once; UserError for a deck that cannot be."""
        if self._decks is None:
            from studytool.cards.reading import load_decks
            from studytool.locations import data_path

            self._decks = tuple(card for deck in load_decks(data_path() / "decks") for card in deck.cards)
        return self._decks

    def title(self, item: str) -> Text:
        """What the item is called; its own name where it is no longer taught."""
        from studytool.cards.front import front
        from studytool.course.index import entry_of

        if is_card(item):
            return next((front(card) for card in self.cards() if card.item == item), Text(item, item))
        kind = entry_of(item)
        return kind.title if kind else Text(item, item)

    def entries(self, chapter: str) -> list[Entry]:
        """What a chapter has: its kinds from easy to hard, then its cards."""
        from studytool.cards.mathtext import plain
        from studytool.course.index import of_chapter

        kinds = sorted(of_chapter(chapter), key=lambda kind: kind.level)
        rows = [Entry(Item("kind", kind.id).key, kind.level, kind.title) for kind in kinds]
        fronts = [(card.item, card.front) for card in self._cards(chapter)]
        return rows + [Entry(item, None, Text(plain(front.en), plain(front.zh))) for item, front in fronts]

    def items(self, chapter: str) -> set[str]:
        """The items of a chapter."""
        from studytool.course.index import of_chapter

        kinds = {Item("kind", kind.id).key for kind in of_chapter(chapter)}
        return kinds | {card.item for card in self._cards(chapter)}

    def _cards(self, chapter: str) -> list[Card]:
        return [card for card in self.cards() if card.id.startswith(f"{chapter}/")]
