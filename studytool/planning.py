"""What a sitting asks: what is due first, then what is new, easy before hard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import repeat, zip_longest
from typing import Final

from studytool import bank
from studytool.cards.deck import Card
from studytool.kind import Kind
from studytool.names import CHAPTERS, Mode
from studytool.session import Task, chapter_of, question_task
from studytool.store.log import Log
from studytool.syllabus import catalogue_ids
from studytool.wish import Wish

LEVELS: Final = (1, 2, 3, 4)


Cards = Callable[[], Sequence[Card]]
"""The cards of all decks, read when they are first wanted."""


def tasks(wish: Wish, seed: int, store: Log, cards: Cards, now: datetime) -> Iterator[Task]:
    """The tasks of a sitting, each made when it is asked for; the n-th question has seed + n as its seed.

    With a kind, variants of that kind without end (or `count`); otherwise what is due and, unless `due_only`, what is
    new. Items that are no longer taught are passed over.
    """
    asked = 0
    for item in _items(wish, store, cards, now):
        if asked == wish.count:
            return
        task = _task(item, seed + asked, wish.mode, cards)
        if task:
            asked += 1
            yield task


def _task(item: str, seed: int, mode: Mode | None, cards: Cards) -> Task | None:
    """What asks this item; None if it is no longer taught."""
    if item.startswith("card:"):
        return next((Task(item, card=card) for card in cards() if card.item == item), None)
    chapter, kind = chapter_of(item), item.removeprefix("kind:")
    taught = chapter in CHAPTERS and any(known.id == kind for known in bank.chapter(chapter))
    return question_task(kind, seed, mode) if taught else None


def _items(wish: Wish, store: Log, cards: Cards, now: datetime) -> Iterator[str]:
    if wish.kind is not None:
        yield from repeat(f"kind:{bank.find(wish.kind).id}")
    for item in store.due(now):
        if wish.chapter in (None, chapter_of(item)):
            yield item
    if not wish.due_only:
        known = store.memory()
        yield from (item for item in new_items(wish.chapter, cards()) if item not in known)


def new_items(chapter: str | None, cards: Sequence[Card]) -> Iterator[str]:
    """Every item of the chapter, or of all in turn: kinds from easy to hard, each followed by its model's cards."""
    numbers = catalogue_ids()
    waiting = [card for card in cards if chapter in (None, chapter_of(card.item))]
    for kind in _in_turn([chapter] if chapter else CHAPTERS, list(numbers)):
        yield f"kind:{kind.id}"
        model = numbers[kind.id].partition(".")[0]
        for card in [card for card in waiting if f"/{model}/" in card.id]:
            waiting.remove(card)
            yield card.item
    yield from (card.item for card in waiting)


def _in_turn(chapters: Iterable[str], syllabus: list[str]) -> Iterator[Kind]:
    """Kinds level by level in the order of the syllabus, a kind of each chapter in turn."""
    for level in LEVELS:
        columns = [sorted(_at(level, chapter), key=lambda kind: syllabus.index(kind.id)) for chapter in chapters]
        for row in zip_longest(*columns):
            yield from (kind for kind in row if kind)


def _at(level: int, chapter: str) -> Iterator[Kind]:
    return (kind for kind in bank.chapter(chapter) if kind.level == level)
