"""How the learning goes: reviews to tables and series, without any drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

import numpy as np

from studytool.days import Calendar
from studytool.memory.fsrs import State, retrievability
from studytool.memory.replay import elapsed_days
from studytool.names import TOGETHER
from studytool.store.events import ASKED, microseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from studytool.store.events import Event
    from studytool.store.remembered import Remembered

MIDNIGHT: Final = Calendar(UTC, 0)
"""Days that begin at midnight in UTC."""
KNOWN = 0.9  # an item recalled at least this probably counts as known
RIGHT = frozenset({"correct", "follow-through"})  # follow-through: right from the learner's own earlier value


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


@dataclass(slots=True)
class _Answers:
    """What the log says of one chapter, while it is read."""

    reviews: int
    verdicts: int
    right: int
    misconceptions: Counter[str]


def stats(
    events: Iterable[Event],
    memory: Mapping[str, Remembered],
    chapter_of: Callable[[str], str],
    now: datetime,
    calendar: Calendar = MIDNIGHT,
) -> Stats:
    """Return the figures of a log and of the store's memory at `now`, by the days of the calendar."""
    log = [event for event in events if event.kind in ASKED or event.rerates]
    chapters = {item: chapter_of(item) for item in {*memory, *(event.item for event in log)}}
    reviewed = _reviewed(log)
    answers = _answers(log, reviewed, chapters)
    items = _items(memory, chapters)
    rows = (_chapter(name, answers[name], items[name], now) for name in sorted(set(chapters.values())))
    days = Counter(calendar.day(event.at) for event in reviewed.values())
    return Stats(tuple(rows), tuple(sorted(days.items())))


def _reviewed(log: list[Event]) -> dict[str, Event]:
    """Return by uuid the answers that have a rating, their own or a later one."""
    asked = {event.uuid: event for event in log if event.kind in ASKED}
    rated = {event.uuid for event in asked.values() if event.rating is not None}
    rated.update(event.rerates[0] for event in log if event.rerates)
    return {uuid: event for uuid, event in asked.items() if uuid in rated}


def _answers(
    log: list[Event], reviewed: Mapping[str, Event], chapters: Mapping[str, str]
) -> defaultdict[str, _Answers]:
    """Return what was answered in each chapter."""
    answers: defaultdict[str, _Answers] = defaultdict(lambda: _Answers(0, 0, 0, Counter()))
    for event in log:
        if event.kind not in ASKED:
            continue
        chapter = answers[chapters[event.item]]
        verdict, misconception = event.data.get("verdict"), event.data.get("misconception")
        chapter.reviews += event.uuid in reviewed
        chapter.verdicts += verdict is not None
        chapter.right += verdict in RIGHT
        if isinstance(misconception, str):
            chapter.misconceptions.update(misconception.split(TOGETHER))
    return answers


def _items(memory: Mapping[str, Remembered], chapters: Mapping[str, str]) -> defaultdict[str, list[Remembered]]:
    """Return the reviewed items of each chapter."""
    items: defaultdict[str, list[Remembered]] = defaultdict(list)
    for item, remembered in memory.items():
        items[chapters[item]].append(remembered)
    return items


def _chapter(name: str, answers: _Answers, items: list[Remembered], now: datetime) -> ChapterStats:
    recall = _recall(items, now)
    return ChapterStats(
        chapter=name,
        reviews=answers.reviews,
        correct=answers.right / answers.verdicts if answers.verdicts else None,
        items=len(items),
        due=sum(item.due <= now for item in items),
        known=int(np.count_nonzero(recall >= KNOWN)),
        recall=float(recall.mean()) if items else None,
        misconceptions=tuple(sorted(answers.misconceptions.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _recall(items: list[Remembered], now: datetime) -> np.ndarray:
    """Return the probability of recall now of each item, shape (items,)."""
    columns = np.array([(i.state.slow, i.state.fast, i.state.difficulty) for i in items]).reshape(-1, 3)
    last = np.fromiter((microseconds(item.last) for item in items), np.int64, len(items))
    return np.asarray(retrievability(State(*columns.T), elapsed_days(last, microseconds(now))))
