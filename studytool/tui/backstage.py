"""What works behind the screen: the store, the bank and the cards, in threads and after the first frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from studytool.course.chapters import CHAPTERS
from studytool.course.items import Item, is_card
from studytool.store.opening import OpeningStore
from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from studytool.cards.deck import Card
    from studytool.learner.calibration import Calibrated
    from studytool.learner.exam import Exam
    from studytool.learner.exam_entry import ExamEntry
    from studytool.learner.habits import Habits
    from studytool.learner.stats import Stats
    from studytool.memory.skills import SkillGraph
    from studytool.store.events import JSON, Event
    from studytool.store.store import Store
    from studytool.study.mock import MockSitting
    from studytool.study.session import Change, Sitting
    from studytool.study.wish import Wish
    from studytool.tui.exam_outlook import ExamOutlook

Clock = Callable[[], datetime]

SEEDS_A_SITTING: Final = 10_000
"""A sitting's n-th question takes the n-th seed after its first; none asks so many."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a chapter are due, new (never answered nor kept back), and seen (answered at least once)."""

    due: int
    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be practised: a kind with its level, or a card, whose level is None."""

    item: str
    level: int | None
    title: Text
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many items are due now, and when the next one will be; None if none is remembered.

    `reviews_done` and `new_done` say whether the day's share of due, and of new items has been asked.
    """

    due: int
    later: datetime | None
    reviews_done: bool
    new_done: bool


@dataclass(frozen=True, slots=True)
class Leech:
    """What an item is called that is forgotten again and again, how often it was, and what to practise first."""

    title: Text
    count: int
    easier: Text | None


class Backstage:
    """The learner's log and everything that can be asked; every method may take long and is meant for a thread."""

    def __init__(self, database: str, seed: int, clock: Clock) -> None:
        self.clock = clock
        self._decks: tuple[Card, ...] | None = None
        self._seed = seed
        self.log = OpeningStore(database, _graph)

    @property
    def store(self) -> Store:
        """The open store; UserError if it cannot be opened."""
        return self.log.open()

    def open(self) -> None:
        """Open the store; UserError if that cannot be done."""
        self.log.open()

    def setting(self, key: str) -> str | None:
        """What the learner chose the last time; None if nothing."""
        return self.store.setting(key)

    def remember(self, key: str, value: str) -> None:
        """Remember what the learner chose."""
        self.store.remember(key, value)

    def undo(self) -> Change | None:
        """Take back what was done last; None if nothing is left."""
        return _change(self.store.undo(self.clock()))

    def redo(self) -> Change | None:
        """Do again what was undone last; None if nothing was, or something was done since."""
        return _change(self.store.redo(self.clock()))

    def suspend(self, item: str) -> str:
        """Keep the item back, or no longer where it is already; return which of the two, "suspended" or not."""
        held = self.store.held().get(item)
        if held and held.suspended:
            self.store.unsuspend(item, self.clock())
            return "unsuspended"
        self.store.suspend(item, self.clock())
        return "suspended"

    def bury(self, item: str) -> str:
        """Keep the item back until the learner's next day."""
        now = self.clock()
        self.store.bury(item, self._habits().calendar.tomorrow(now), now)
        return "buried"

    def reset(self, item: str) -> str:
        """Make the item new again."""
        self.store.reset(item, self.clock())
        return "reset"

    def title(self, item: str) -> Text:
        """What the item is called; its own name where it is no longer taught."""
        from studytool.cards.front import front
        from studytool.course.index import entries

        if is_card(item):
            return next((front(card) for card in self.cards() if card.item == item), Text(item, item))
        found = Item.of(item)
        kind = entries().get(found.id) if found else None
        return kind.title if kind else Text(item, item)

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
        from studytool.study.planning import tasks
        from studytool.study.session import Sitting

        seed = self._next_seed()
        wanted = tasks(wish, seed, self.log, self.cards, self.clock())
        return Sitting(wanted, self.log, self.clock, cram=wish.cram)

    def card_sitting(self, item: str) -> Sitting:
        """A sitting that asks one card."""
        from studytool.study.session import Sitting
        from studytool.study.task import Task

        wanted = [Task(card.item, card=card) for card in self.cards() if card.item == item]
        return Sitting(wanted, self.log, self.clock)

    def overview(self) -> dict[str, Counts]:
        """The counts of every chapter."""
        known, due = set(self.store.memory()), set(self._due())
        held = {item for item, why in self.store.held().items() if why.at(self.clock())}
        return {chapter: _counts(self._items(chapter), known, due, held) for chapter in CHAPTERS}

    def shelf(self, chapter: str) -> tuple[Entry, ...]:
        """What a chapter has: its kinds from easy to hard, then its cards."""
        from studytool.cards.mathtext import plain
        from studytool.course.index import of_chapter

        kinds = sorted(of_chapter(chapter), key=lambda kind: kind.level)
        rows = [Entry(Item("kind", kind.id).key, kind.level, kind.title) for kind in kinds]
        fronts = [(card.item, card.front) for card in self._cards(chapter)]
        rows += [Entry(item, None, Text(plain(front.en), plain(front.zh))) for item, front in fronts]
        suspended = {item for item, held in self.store.held().items() if held.suspended}
        return tuple(replace(row, suspended=row.item in suspended) for row in rows)

    def statistics(self) -> Stats:
        """The figures of the whole log, by the learner's own days."""
        from studytool.learner.stats import stats

        store = self.store
        w, calendar = store.model().weights, self._habits().calendar
        return stats(store.counts(), store.reviewed(), store.columns(), w, self.clock(), calendar)

    def calibration(self) -> tuple[Calibrated, ...]:
        """What the inferred ratings were worth."""
        from studytool.learner.calibration import calibration

        return calibration(self.store.counts())

    def leeches(self) -> tuple[Leech, ...]:
        """What is forgotten again and again, with what to practise first."""
        from studytool.learner.leeches import LAPSES, leeches

        return tuple(self._leech(item, count) for item, count in leeches(self.store.lapses(LAPSES)))

    def leech(self, item: str) -> Leech | None:
        """How often this item was forgotten, and what to practise first; None if that was not often."""
        from studytool.learner.leeches import leeches

        found = leeches((item, one.lapses) for one in self.store.memory([item]).values())
        return self._leech(*found[0]) if found else None

    def _leech(self, item: str, count: int) -> Leech:
        from studytool.learner.leeches import easier

        kind = easier(item)
        return Leech(self.title(item), count, kind.title if kind else None)

    def told(self, misconceptions: Iterable[str]) -> dict[str, Text]:
        """What somebody who holds each misconception did, in one sentence."""
        from studytool.learner.misconceptions import named

        return {name: named(name) for name in misconceptions}

    def outlook(self) -> Outlook:
        """What is due now and next."""
        from studytool.study import today

        now = self.clock()
        later = [remembered.due for remembered in self.store.memory().values() if remembered.due > now]
        reviews, new = today.left(self.store, self._habits(), now)
        return Outlook(len(self._due()), min(later, default=None), reviews == 0, new == 0)

    def settings(self) -> dict[str, JSON]:
        """The value of everything that can be set for every day, by name."""
        from studytool.learner.settings import values_of

        return values_of(self.store.settings())

    def change_settings(self, values: Mapping[str, JSON]) -> None:
        """Let these values hold from here on; another wanted recall has the schedule worked out anew."""
        from studytool.learner.settings import change

        for name, value in values.items():
            change(self.store, name, value, self.clock())

    def exam(self) -> Exam | None:
        """The exam that is set."""
        from studytool.learner.exam import exam_of

        return exam_of(self.store)

    def exam_outlook(self) -> ExamOutlook | None:
        """Where the learner stands before the exam; None if none is set, or it has begun."""
        from studytool.study.planning import preparation
        from studytool.tui.exam_outlook import exam_outlook

        prepared = preparation(self.store, self.cards, self.clock())
        return exam_outlook(prepared, self.title) if prepared else None

    def set_exam(self, entry: ExamEntry) -> None:
        """Prepare for the exam that was typed; UnfitEntryError where it is none, and nothing is changed."""
        from studytool.learner.exam import set_exam

        now = self.clock()
        set_exam(self.store, entry.exam(now), now)

    def clear_exam(self) -> None:
        """Prepare for no exam any more."""
        from studytool.learner.exam import clear_exam

        clear_exam(self.store, self.clock())

    def mock(self, count: str | None, minutes: str | None) -> MockSitting:
        """A mock of the exam, or of all chapters where none is set, as it was typed; UnfitEntryError where unfit."""
        from studytool.questions.bank import UnsoundKindError
        from studytool.study.mock import MockSitting, asked_for, paper, shares_of
        from studytool.text.interface import LINES

        exam = self.exam()
        number, limit = asked_for(exam, count, minutes)
        shares = shares_of(exam)
        try:
            asked = paper(shares, number, self._next_seed())
        except UnsoundKindError as why:
            raise UserError(LINES["no-variant"].format(why=why)) from why
        return MockSitting(asked, shares, self.store, self.clock, timedelta(minutes=limit))

    def _due(self) -> list[str]:
        """What is due now and does not wait for the end of an easy day."""
        from studytool.study.today import waiting

        now = self.clock()
        due = self.store.due(now)
        later = waiting(due, self.store, self._habits(), now)
        return [item for item in due if item not in later]

    def _habits(self) -> Habits:
        from studytool.learner.habits import habits_of

        return habits_of(self.store.settings())

    def _next_seed(self) -> int:
        self._seed += SEEDS_A_SITTING
        return self._seed - SEEDS_A_SITTING

    def _cards(self, chapter: str) -> list[Card]:
        return [card for card in self.cards() if card.id.startswith(f"{chapter}/")]

    def _items(self, chapter: str) -> set[str]:
        from studytool.course.index import of_chapter

        kinds = {Item("kind", kind.id).key for kind in of_chapter(chapter)}
        return kinds | {card.item for card in self._cards(chapter)}


def _change(event: Event | None) -> Change | None:
    from studytool.study.session import Change

    return Change(event, current=False) if event else None


def _counts(items: set[str], known: set[str], due: set[str], held: set[str]) -> Counts:
    return Counts(len(items & due), len(items - known - held), len(items & known))


def _graph() -> SkillGraph:
    """What contains what; read when the store is opened."""
    from studytool.course.syllabus import graph

    return graph()
