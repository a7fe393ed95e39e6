"""What a sitting asks: what is due first, then what is new, easy before hard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, repeat, zip_longest
from random import Random
from typing import TYPE_CHECKING, Final

from studytool.cards.deck import Card
from studytool.course.chapters import CHAPTERS
from studytool.course.index import Entry, entry_of, of_chapter
from studytool.course.items import Item, chapter_of, is_card
from studytool.learner.habits import habits_of
from studytool.questions import bank
from studytool.questions.levels import LEVELS
from studytool.store.events import failed_of
from studytool.store.log import Log
from studytool.study import today
from studytool.study.order import due_in_order, new_in_order
from studytool.study.sent import practised_by
from studytool.study.task import Task, question_task
from studytool.study.tracing import next_seed
from studytool.study.wish import Wish
from studytool.text.language import UserError

if TYPE_CHECKING:
    from studytool.study.preparation import Preparation

Cards = Callable[[], Sequence[Card]]
"""The cards of all decks, read when they are first wanted."""
WEEK: Final = timedelta(days=7)


def tasks(wish: Wish, seed: int, store: Log, cards: Cards, now: datetime) -> Iterator[Task]:
    """The tasks of a sitting, each made when it is asked for.

    The n-th question has seed + n as its seed if the wish is for fixed seeds. Otherwise the seed is chosen from that
    one and the log, the answer just given included, so that the answer tells most (`tracing.next_seed`).

    With a kind, variants of that kind without end (or `count`); for the exam what its plan, made anew after each
    answer, has for today; what was wrong this week, the latest first, or everything to be crammed, in an order that
    the seed decides; otherwise what is due and, unless `due_only`, what is new, as `studytool.study.order` has them,
    within what the learner's habits leave for today. Items no longer taught, suspended or buried are passed over.
    """
    asked = 0
    for item in _items(wish, seed, store, cards, now):
        if asked == wish.count:
            return
        task = _task(item, seed + asked, wish, store, cards)
        if task:
            asked += 1
            yield task if _is_chosen(wish) else replace(task, practises=practised_by(item, store, now))


def _task(item: str, seed: int, wish: Wish, store: Log, cards: Cards) -> Task | None:
    """What asks this item; None if it is no longer taught."""
    if is_card(item):
        return next((Task(item, card=card) for card in cards() if card.item == item), None)
    kind = bank.kind_of(item)
    if kind is None:
        return None
    return question_task(kind, seed if wish.fixed else next_seed(kind, seed, store), wish.mode)


def _items(wish: Wish, seed: int, store: Log, cards: Cards, now: datetime) -> Iterator[str]:
    if wish.kind is not None:
        yield from repeat(Item("kind", bank.find(wish.kind).id).key)

    habits = habits_of(store.settings())
    held = {item for item, why in store.held().items() if why.at(now)}
    if not (wish.wrong_this_week or wish.cram):
        held |= today.waiting(store.due(now), store, habits, now)

    def suits(item: str) -> bool:
        return wish.chapter in (None, chapter_of(item)) and item not in held and _is_in_mode(item, wish)

    if wish.exam or wish.wrong_this_week or wish.cram:
        yield from filter(suits, _chosen(wish, seed, store, cards, now))
        return
    due, new = today.left(store, habits, now)
    yield from _at_most(due, due_in_order(store, now, suits), cards)
    if not wish.due_only:
        items = list(filter(suits, new_items(wish.chapter, cards())))
        yield from _at_most(new, new_in_order(items, store, now), cards)


def _is_in_mode(item: str, wish: Wish) -> bool:
    """Whether the item can be asked in the wish's mode, where only that is wanted; no card can."""
    return not wish.only_mode or ((kind := entry_of(item)) is not None and wish.mode in kind.modes)


def _is_chosen(wish: Wish) -> bool:
    """Whether what is asked was chosen for another reason than that it is due or new."""
    return wish.kind is not None or wish.exam or wish.wrong_this_week or wish.cram


def _at_most(limit: int | None, items: Iterator[str], cards: Cards) -> Iterator[str]:
    """So many of the items; those that are no longer taught are none of them."""
    return items if limit is None else islice((item for item in items if _is_taught(item, cards)), limit)


def _is_taught(item: str, cards: Cards) -> bool:
    if is_card(item):
        return any(card.item == item for card in cards())
    return entry_of(item) is not None


def _chosen(wish: Wish, seed: int, store: Log, cards: Cards, now: datetime) -> Iterable[str]:
    """What is asked whether it is due or not, and without a limit."""
    if wish.exam:
        return _for_exam(store, cards, now)
    if wish.wrong_this_week:
        return failed_of(store.asked(now - WEEK))
    everything = list(new_items(wish.chapter, cards()))
    Random(seed).shuffle(everything)
    return everything


def _for_exam(store: Log, cards: Cards, now: datetime) -> Iterator[str]:
    """What the plan has for today, which is made anew after each answer; nothing is asked twice."""
    from studytool.learner.exam import NO_EXAM

    asked = set[str]()
    prepared = preparation(store, cards, now)
    if prepared is None:
        raise UserError(NO_EXAM)
    while prepared and (item := next((item for item in prepared.order if item not in asked), None)):
        asked.add(item)
        yield item
        prepared = preparation(store, cards, now)


def preparation(store: Log, cards: Cards, now: datetime) -> Preparation | None:
    """Where the learner stands before the exam that is set; None if there is none, or it has begun."""
    from studytool.learner.exam import exam_of
    from studytool.study.preparation import prepare

    exam = exam_of(store)
    if exam is None or exam.days(now) <= 0.0:
        return None
    names = (item for chapter in exam.chapters for item in new_items(chapter, cards()))
    return prepare(exam, names, store, now)


def new_items(chapter: str | None, cards: Sequence[Card]) -> Iterator[str]:
    """Every item of the chapter, or of all in turn: kinds from easy to hard, each followed by its model's cards."""
    waiting = [card for card in cards if chapter in (None, chapter_of(card.item))]
    for kind in _in_turn([chapter] if chapter else CHAPTERS):
        yield Item("kind", kind.id).key
        for card in [card for card in waiting if f"/{kind.model}/" in card.id]:
            waiting.remove(card)
            yield card.item
    yield from (card.item for card in waiting)


def _in_turn(chapters: Iterable[str]) -> Iterator[Entry]:
    """Kinds level by level in the order of the course, a kind of each chapter in turn."""
    shelves = [of_chapter(chapter) for chapter in chapters]
    for level in LEVELS:
        columns = [[kind for kind in shelf if kind.level == level] for shelf in shelves]
        for row in zip_longest(*columns):
            yield from (kind for kind in row if kind)
