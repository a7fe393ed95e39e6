"""What the answers of a log add up to: numbers that each answer changes a little, so that nobody reads the whole log.

A count is named by a chapter, by what is counted, and by of what:

- `ANSWERED`, `CORRECT`: the answers and reveals in force that have a verdict, and those of them that were right
- `REVIEWED`, of a quarter of an hour since 1970: the answers in force with a rating, reset since or not
- `MISTAKEN`, of a misconception: the answers in force in which it was diagnosed
- `FOLLOWED`, `KEPT`, `EXPECTED`, of a rating: the reviews after one that was inferred to deserve it, those of them that
  were recalls, and the sum of their predicted recalls in millionths; of 0 after one that its learner rated
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np

from studytool.course.items import TOGETHER, chapter_of, is_kind
from studytool.memory.rating import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from studytool.store.laws import Answer

Count: TypeAlias = tuple[str, str, str]
Counts: TypeAlias = "Counter[Count]"

ANSWERED, CORRECT, REVIEWED, MISTAKEN = "answered", "correct", "reviewed", "mistaken"
FOLLOWED, KEPT, EXPECTED = "followed", "kept", "expected"

GOOD: Final = frozenset({"correct", "follow-through"})
"""The verdicts on what was right; follow-through: from the learner's own earlier value."""
OF: Final = tuple(map(str, range(Rating.EASY + 1)))
"""Of what a following review is one: of 0, or of the rating inferred before it."""
QUARTER_US: Final = 900_000_000
"""Every zone's days begin at a quarter of an hour."""
MILLION: Final = 1_000_000


class Reviewed(NamedTuple):
    """How many reviews of a chapter's items there were in a quarter of an hour, counted since 1970."""

    chapter: str
    quarter: int
    reviews: int


class Said(NamedTuple):
    """What an answer says of itself; `wrong` is a rating that is none."""

    rating: int | None = None
    verdict: str | None = None
    mistakes: str | None = None
    wrong: Any = None


class Chapters(NamedTuple):
    """The chapters of some items, and each item's place among them, shape (items,)."""

    names: list[str]
    place: NDArray[np.int64]

    @classmethod
    def of(cls, items: Iterable[str]) -> Chapters:
        """Find the chapter of every item."""
        found = list(map(chapter_of, items))
        names = list(dict.fromkeys(found))
        places = {name: place for place, name in enumerate(names)}
        return cls(names, np.array([places[name] for name in found], np.int64))


def inferred(item: str, rating: int, *, chosen: bool) -> int:
    """Return the rating if it was inferred from a checked answer; 0 if its learner gave it."""
    return 0 if chosen or not is_kind(item) else rating


def of_answers(item: str, answers: Iterable[Answer]) -> Counts:
    """Return what the answers of an item count for by themselves."""
    total: Counts = Counter()
    for at_us, _, verdict, mistakes, rating, *_ in answers:
        total.update(of_answer(item, at_us, verdict, mistakes, rating))
    return total


def of_answer(item: str, at_us: int, verdict: str | None, mistakes: str | None, rating: int | None) -> Counts:
    """Return what one answer counts for by itself."""
    chapter = chapter_of(item)
    counts = Counter([(chapter, what, of) for what, of in _said(verdict, mistakes)])
    if rating is not None:
        counts[chapter, REVIEWED, str(at_us // QUARTER_US)] = 1
    return counts


def _said(verdict: str | None, mistakes: str | None) -> list[tuple[str, str]]:
    """Return of what counts an answer is one, whenever it was given."""
    names = [] if verdict is None else [(ANSWERED, "")]
    if verdict in GOOD:
        names.append((CORRECT, ""))
    if mistakes:
        names += [(MISTAKEN, name) for name in mistakes.split(TOGETHER)]
    return names


def of_repeat(item: str, before: int, rating: int, recall: float) -> Counts:
    """Return what a review counts for that follows one whose `inferred` rating was `before`."""
    chapter, of = chapter_of(item), OF[before]
    kept, expected = int(rating > Rating.AGAIN), round(recall * MILLION)
    return Counter({(chapter, FOLLOWED, of): 1, (chapter, KEPT, of): kept, (chapter, EXPECTED, of): expected})


def of_repeats(
    chapters: Chapters,
    code: NDArray[np.int64],
    before: NDArray[np.int64],
    rating: NDArray[np.int64],
    recall: NDArray[np.float64],
) -> Counts:
    """Return the same for many, of which `code` numbers the items; all columns have the shape (reviews,)."""
    total: Counts = Counter()
    place = chapters.place[code] * len(OF) + before
    for what, amounts in ((FOLLOWED, None), (KEPT, rating > Rating.AGAIN), (EXPECTED, np.rint(recall * MILLION))):
        found = np.bincount(place, amounts)
        for number in np.flatnonzero(found).tolist():
            chapter, of = divmod(number, len(OF))
            total[chapters.names[chapter], what, OF[of]] = int(found[number])
    return total


class Totals:
    """What whole items' answers count for by themselves, summed up; quarters of an hour are told apart at the end."""

    def __init__(self) -> None:
        self._counts: Counts = Counter()
        self._times: defaultdict[str, list[NDArray[np.int64]]] = defaultdict(list)

    def add(self, counts: Counts) -> None:
        """Add what was counted elsewhere."""
        self._counts.update(counts)

    def add_answers(self, item: str, answers: Sequence[Answer]) -> None:
        """Add an item's answers."""
        chapter = chapter_of(item)
        names = (name for answer in answers for name in _said(answer.verdict, answer.mistakes))
        self._counts.update((chapter, *name) for name in names)
        self._times[chapter].append(np.array([one.at_us for one in answers if one.rating is not None], np.int64))

    def add_lines(
        self,
        chapters: Chapters,
        code: NDArray[np.int64],
        at_us: NDArray[np.int64],
        said: NDArray[np.int64],
        told: Sequence[Said],
    ) -> None:
        """Add the answers of many items, which `code` numbers; all columns have the shape (answers,).

        `told[said]` has the verdict, the mistakes and the rating of each.
        """
        where = chapters.place[code]
        together = np.bincount(where * len(told) + said)
        for number in np.flatnonzero(together).tolist():
            place, what = divmod(number, len(told))
            for count in _said(told[what].verdict, told[what].mistakes):
                self._counts[chapters.names[place], *count] += int(together[number])
        rated = np.array([one.rating is not None for one in told], bool)[said]
        for place, name in enumerate(chapters.names):
            self._times[name].append(at_us[rated & (where == place)])

    @property
    def counts(self) -> Counts:
        """The sums so far."""
        found = Counter(self._counts)
        for chapter, times in self._times.items():
            quarters, numbers = np.unique(np.concatenate(times) // QUARTER_US, return_counts=True)
            for quarter, number in zip(quarters.tolist(), numbers.tolist(), strict=True):
                found[chapter, REVIEWED, str(quarter)] += number
        return found


def sums(counts: Counts, rating: int | None = None) -> tuple[int, int, float]:
    """Return how many reviews followed one of this rating, how many were recalls, how many were expected to be.

    Without a rating, all that followed another.
    """
    total: Counter[str] = Counter()
    for (_, what, of), number in counts.items():
        if what in {FOLLOWED, KEPT, EXPECTED} and (rating is None or of == OF[rating]):
            total[what] += number
    return total[FOLLOWED], total[KEPT], total[EXPECTED] / MILLION
