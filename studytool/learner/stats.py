"""How the learning goes: reviews to tables and series, without any drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import numpy as np

from studytool.course.chapters import in_course_order
from studytool.course.items import chapter_of
from studytool.learner.days import Calendar
from studytool.memory.fsrs import Weights, retrievability
from studytool.memory.replay import elapsed_days
from studytool.store.counting import ANSWERED, CORRECT, MISTAKEN, QUARTER_US, REVIEWED
from studytool.store.events import EARLIEST_US, microseconds, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from studytool.store.counting import Counts, Reviewed
    from studytool.store.remembered import MemoryColumns

MIDNIGHT: Final = Calendar(UTC, 0)
"""Days that begin at midnight in UTC."""
DAY: Final = timedelta(days=1)
KNOWN = 0.9  # an item recalled at least this probably counts as known


@dataclass(frozen=True, slots=True)
class ChapterStats:
    """One chapter in figures; shares and probabilities are within [0, 1], None where there is nothing to share.

    `correct` is the share of answers right, those revealed counting as not; `recall` the mean probability of
    recall now over the chapter's reviewed items; `known` how many of these are at 0.9 or more;
    `misconceptions` pairs of id and count, the most frequent first.
    """

    chapter: str
    reviews: int
    correct: float | None
    items: int
    due: int
    known: int
    recall: float | None
    misconceptions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """Every chapter by name, and the reviews of each day that had any, in order."""

    chapters: tuple[ChapterStats, ...]
    days: tuple[tuple[date, int], ...]


def stats(
    counts: Counts,
    reviewed: Sequence[Reviewed],
    memory: MemoryColumns,
    w: Weights,
    now: datetime,
    calendar: Calendar = MIDNIGHT,
) -> Stats:
    """Return the figures of a log's counts and of the memory at `now`, by the days of the calendar."""
    chapters = np.array([chapter_of(item) for item in memory.items], object)
    recall = np.asarray(retrievability(memory.state, elapsed_days(memory.last_us, microseconds(now)), w))
    due = memory.due_us <= microseconds(now)
    counted = _by_chapter(counts, reviewed)
    names = sorted({*chapters, *counted}, key=in_course_order)
    rows = (_chapter(name, counted[name], recall[here], due[here]) for name in names for here in [chapters == name])
    return Stats(tuple(rows), days(reviewed, calendar))


def days(reviewed: Sequence[Reviewed], calendar: Calendar) -> tuple[tuple[date, int], ...]:
    """Return the reviews of each day of the calendar that had any, in order."""
    found, day, until_us = Counter[date](), date.min, EARLIEST_US
    for _, quarter, reviews in sorted(reviewed, key=itemgetter(1)):
        at_us = quarter * QUARTER_US
        if at_us >= until_us:
            day = calendar.day(moment(at_us))
            until_us = microseconds(calendar.start(day + DAY))
        found[day] += reviews
    return tuple(sorted(found.items()))


def _by_chapter(counts: Counts, reviewed: Iterable[Reviewed]) -> defaultdict[str, Counter[tuple[str, str]]]:
    """Return what is counted of each chapter, its reviews as one number."""
    found: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for (chapter, what, of), number in counts.items():
        found[chapter][what, of] = number
    for each in reviewed:
        found[each.chapter][REVIEWED, ""] += each.reviews
    return found


def _chapter(
    name: str, counted: Counter[tuple[str, str]], recall: NDArray[np.float64], due: NDArray[np.bool_]
) -> ChapterStats:
    answered = counted[ANSWERED, ""]
    mistakes = [(of, number) for (what, of), number in counted.items() if what == MISTAKEN]
    return ChapterStats(
        chapter=name,
        reviews=counted[REVIEWED, ""],
        correct=counted[CORRECT, ""] / answered if answered else None,
        items=recall.size,
        due=int(np.count_nonzero(due)),
        known=int(np.count_nonzero(recall >= KNOWN)),
        recall=float(recall.mean()) if recall.size else None,
        misconceptions=tuple(sorted(mistakes, key=lambda pair: (-pair[1], pair[0]))),
    )
