"""What the answers of a log add up to: numbers that each answer changes a little, so that nobody reads the whole log.

A count is named by a chapter, by what is counted, and by of what:

- `ANSWERED`, `CORRECT`: the answers and reveals in force that have a verdict, and those of them that were right
- `REVIEWED`, of a quarter of an hour since 1970: the answers in force with a rating, reset since or not
- `MISTAKEN`, of a misconception: the answers in force in which it was diagnosed
- `FOLLOWED`, `KEPT`, `EXPECTED`, of a rating: the reviews after one that was inferred to deserve it, those of them that
  were recalls, and the sum of their predicted recalls in millionths; of 0 after one that its learner rated
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np

from studytool.memory.rating import Rating
from studytool.names import TOGETHER, chapter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from studytool.store.laws import Answer

Count: TypeAlias = tuple[str, str, str]
Counts: TypeAlias = "Counter[Count]"

ANSWERED, CORRECT, REVIEWED, MISTAKEN = "answered", "correct", "reviewed", "mistaken"
FOLLOWED, KEPT, EXPECTED = "followed", "kept", "expected"

GOOD: Final = frozenset({"correct", "follow-through"})
"""The verdicts on what was right; follow-through: from the learner's own earlier value."""
QUARTER_US: Final = 900_000_000
"""Every zone's days begin at a quarter of an hour."""
MILLION: Final = 1_000_000
_SPAN: Final = 1 << 32  # more than twice the quarters that the calendar has


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
    return 0 if chosen or not item.startswith("kind:") else rating


def of_answers(item: str, answers: Iterable[Answer]) -> Iterator[Count]:
    """Yield of what counts the answers of an item are one more each."""
    chapter = chapter_of(item)
    for at_us, _, verdict, mistakes, rating, *_ in answers:
        for name in _names(at_us, verdict, mistakes, rating):
            yield chapter, *name


def of_answer(item: str, at_us: int, verdict: str | None, mistakes: str | None, rating: int | None) -> Counts:
    """Return what one answer counts for by itself."""
    chapter = chapter_of(item)
    return Counter((chapter, *name) for name in _names(at_us, verdict, mistakes, rating))


def _names(at_us: int, verdict: str | None, mistakes: str | None, rating: int | None) -> list[tuple[str, str]]:
    """Return of what counts an answer is one; all but its rating may be told of many at once."""
    names = [] if verdict is None else [(ANSWERED, "")]
    if verdict in GOOD:
        names.append((CORRECT, ""))
    if rating is not None:
        names.append((REVIEWED, str(at_us // QUARTER_US)))
    if mistakes:
        names += [(MISTAKEN, name) for name in mistakes.split(TOGETHER)]
    return names


def of_repeat(item: str, before: int, rating: int, recall: float) -> Counts:
    """Return what a review counts for that follows one whose `inferred` rating was `before`."""
    chapter, of = chapter_of(item), str(before)
    expected = int(np.rint(recall * MILLION))
    return Counter(
        {(chapter, FOLLOWED, of): 1, (chapter, KEPT, of): int(rating > Rating.AGAIN), (chapter, EXPECTED, of): expected}
    )


def of_repeats(
    chapters: Chapters,
    code: NDArray[np.int64],
    before: NDArray[np.int64],
    rating: NDArray[np.int64],
    recall: NDArray[np.float64],
) -> Counts:
    """Return the same for many, of which `code` numbers the items; all columns have the shape (reviews,)."""
    total: Counts = Counter()
    place = chapters.place[code] * (Rating.EASY + 1) + before
    for what, amounts in ((FOLLOWED, None), (KEPT, rating > Rating.AGAIN), (EXPECTED, np.rint(recall * MILLION))):
        found = np.bincount(place, amounts)
        for number in np.flatnonzero(found).tolist():
            chapter, of = divmod(number, Rating.EASY + 1)
            total[chapters.names[chapter], what, str(of)] = int(found[number])
    return total


def of_lines(
    chapters: Chapters,
    code: NDArray[np.int64],
    at_us: NDArray[np.int64],
    said: NDArray[np.int64],
    told: Sequence[Any],
) -> Counts:
    """Return what many answers count for by themselves; `told[said]` has the verdict, mistakes and rating of each."""
    total: Counts = Counter()
    where = chapters.place[code]
    together = np.bincount(where * len(told) + said)
    for number in np.flatnonzero(together).tolist():
        chapter, what = divmod(number, len(told))
        for name in _names(0, told[what].verdict, told[what].mistakes, None):
            total[chapters.names[chapter], *name] += int(together[number])
    rated = np.array([one.rating is not None for one in told], bool)[said]
    keys, times = np.unique(where[rated] * _SPAN + at_us[rated] // QUARTER_US, return_counts=True)
    places = np.rint(keys / _SPAN).astype(np.int64)
    for place, quarter, here in zip(places.tolist(), (keys - places * _SPAN).tolist(), times.tolist(), strict=True):
        total[chapters.names[place], REVIEWED, str(quarter)] = here
    return total


def sums(counts: Counts, *ratings: int) -> tuple[int, int, float]:
    """Return how many reviews followed one of these ratings, how many were recalls, how many were expected to be."""
    total: Counter[str] = Counter()
    for (_, what, of), number in counts.items():
        if what in {FOLLOWED, KEPT, EXPECTED} and int(of) in ratings:
            total[what] += number
    return total[FOLLOWED], total[KEPT], total[EXPECTED] / MILLION
