"""What works behind the screen: the store, the bank and the cards, in threads and after the first frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from studytool.names import CHAPTERS
from studytool.store.opening import OpeningStore
from studytool.text.language import Text

if TYPE_CHECKING:
    from studytool.cards.deck import Card
    from studytool.session import Sitting
    from studytool.stats import Stats
    from studytool.store.store import Store
    from studytool.wish import Wish

Clock = Callable[[], datetime]

SEEDS_A_SITTING: Final = 10_000
"""A sitting's n-th question takes the n-th seed after its first; none asks so many."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a chapter are due, never seen, and learned (seen at least once)."""

    due: int
    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be practised: a kind with its level, or a card, whose level is None."""

    item: str
    level: int | None
    title: Text


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many items are due now, and when the next one will be; None if none is remembered."""

    due: int
    later: datetime | None


class Backstage:
    """The learner's log and everything that can be asked; every method may take long and is meant for a thread."""

    def __init__(self, database: str, seed: int, clock: Clock) -> None:
        self.clock = clock
        self._decks: tuple[Card, ...] | None = None
        self._seed = seed
        self.log = OpeningStore(database)

    @property
    def store(self) -> Store:
        """The open store; UserError if it cannot be opened."""
        return self.log.open()

    def open(self) -> None:
        """Open the store; UserError if that cannot be done."""
        self.log.open()

    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, read once; UserError for a deck that cannot be."""
        if self._decks is None:
            from studytool.cards.reading import load_decks
            from studytool.locations import data_path

            self._decks = tuple(card for deck in load_decks(data_path() / "decks") for card in deck.cards)
        return self._decks

    def close(self) -> None:
        """Close the store, if it was opened."""
        self.log.close()

    def sitting(self, wish: Wish) -> Sitting:
        """A sitting that asks for this; no two sittings of a run draw the same variants."""
        from studytool.planning import tasks
        from studytool.session import Sitting

        seed = self._next_seed()
        return Sitting(tasks(wish, seed, self.log, self.cards, self.clock()), self.log, self.clock)

    def card_sitting(self, item: str) -> Sitting:
        """A sitting that asks one card."""
        from studytool.session import Sitting, Task

        wanted = [Task(card.item, card=card) for card in self.cards() if card.item == item]
        return Sitting(wanted, self.log, self.clock)

    def overview(self) -> dict[str, Counts]:
        """The counts of every chapter."""
        known, due = set(self.store.memory()), set(self.store.due(self.clock()))
        return {chapter: _counts(self._items(chapter), known, due) for chapter in CHAPTERS}

    def shelf(self, chapter: str) -> tuple[Entry, ...]:
        """What a chapter has: its kinds from easy to hard, then its cards."""
        from studytool import bank
        from studytool.cards.mathtext import plain

        kinds = sorted(bank.chapter(chapter), key=lambda kind: kind.level)
        rows = [Entry(f"kind:{kind.id}", kind.level, kind.title) for kind in kinds]
        fronts = [(card.item, card.front) for card in self._cards(chapter)]
        rows += [Entry(item, None, Text(plain(front.en), plain(front.zh))) for item, front in fronts]
        return tuple(rows)

    def statistics(self) -> Stats:
        """The figures of the whole log, days ending at this machine's midnight."""
        from studytool.session import chapter_of
        from studytool.stats import stats

        now = self.clock()
        zone = now.astimezone().tzinfo
        return stats(self.store.events(), self.store.memory(), chapter_of, now, *([zone] if zone else []))

    def told(self, misconceptions: Iterable[str]) -> dict[str, Text]:
        """What somebody who holds each misconception did, in one sentence."""
        from studytool.misconceptions import named

        return {name: named(name) for name in misconceptions}

    def outlook(self) -> Outlook:
        """What is due now and next."""
        now = self.clock()
        later = [remembered.due for remembered in self.store.memory().values() if remembered.due > now]
        return Outlook(len(self.store.due(now)), min(later, default=None))

    def _next_seed(self) -> int:
        self._seed += SEEDS_A_SITTING
        return self._seed - SEEDS_A_SITTING

    def _cards(self, chapter: str) -> list[Card]:
        return [card for card in self.cards() if card.id.startswith(f"{chapter}/")]

    def _items(self, chapter: str) -> set[str]:
        from studytool import bank

        kinds = {f"kind:{kind.id}" for kind in bank.chapter(chapter)}
        return kinds | {card.item for card in self._cards(chapter)}


def _counts(items: set[str], known: set[str], due: set[str]) -> Counts:
    return Counts(len(items & due), len(items - known), len(items & known))
