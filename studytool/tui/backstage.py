"""What works behind the screen: the store, the bank and the cards, in threads and after the first frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from studytool.course.chapters import CHAPTERS
from studytool.text.language import Text, UserError
from studytool.tui.record import Clock, Record
from studytool.tui.taught import Entry, Taught

if TYPE_CHECKING:
    from studytool.cards.deck import Card
    from studytool.learner.calibration import Calibrated
    from studytool.learner.stats import Stats
    from studytool.study.mock import MockSitting
    from studytool.study.session import Sitting
    from studytool.study.wish import Wish
    from studytool.tui.exam_outlook import ExamOutlook

SEEDS_A_SITTING: Final = 10_000
"""A sitting's n-th question takes the n-th seed after its first; none asks so many."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a chapter are due, new (never answered nor kept back), and seen (answered at least once)."""

    due: int
    new: int
    known: int


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


class Backstage(Record):
    """The learner's log and everything that can be asked; every method may take long and is meant for a thread."""

    def __init__(self, database: str, seed: int, clock: Clock) -> None:
        super().__init__(database, clock)
        self.taught = Taught()
        self._seed = seed

    def title(self, item: str) -> Text:
        """What the item is called; its own name where it is no longer taught."""
        return self.taught.title(item)

    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, read once; UserError for a deck that cannot be."""
        return self.taught.cards()

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
        return {chapter: _counts(self.taught.items(chapter), known, due, held) for chapter in CHAPTERS}

    def shelf(self, chapter: str) -> tuple[Entry, ...]:
        """What a chapter has: its kinds from easy to hard, then its cards."""
        suspended = {item for item, held in self.store.held().items() if held.suspended}
        return tuple(replace(row, suspended=row.item in suspended) for row in self.taught.entries(chapter))

    def statistics(self) -> Stats:
        """The figures of the whole log, by the learner's own days."""
        from studytool.learner.stats import stats

        store = self.store
        w, calendar = store.model().weights, self.habits().calendar
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
        reviews, new = today.left(self.store, self.habits(), now)
        return Outlook(len(self._due()), min(later, default=None), reviews == 0, new == 0)

    def exam_outlook(self) -> ExamOutlook | None:
        """Where the learner stands before the exam; None if none is set, or it has begun."""
        from studytool.study.planning import preparation
        from studytool.tui.exam_outlook import exam_outlook

        prepared = preparation(self.store, self.cards, self.clock())
        return exam_outlook(prepared, self.title) if prepared else None

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
        later = waiting(due, self.store, self.habits(), now)
        return [item for item in due if item not in later]

    def _next_seed(self) -> int:
        self._seed += SEEDS_A_SITTING
        return self._seed - SEEDS_A_SITTING


def _counts(items: set[str], known: set[str], due: set[str], held: set[str]) -> Counts:
    return Counts(len(items & due), len(items - known - held), len(items & known))
