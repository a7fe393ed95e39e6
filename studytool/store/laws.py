"""What a set of events comes to, whatever the order in which they were recorded.

Events are taken in the order of (time, uuid), so two logs united give the same in either order:

- Of the undo and redo events that name an event, the last decides: after an undo it is not in force. Only what was
  done to an item can be undone, by an event of the same item.
- The last rate event in force that names an answer or reveal gives its rating.
- A review is an answer or reveal in force with a rating, after the item's last reset in force.
- The last reset in force, and the misconceptions in answers after it, matter to `studytool.store.crediting`.
- An item is suspended if the last of its suspend and unsuspend events in force suspends it, and buried until the time
  that its last bury event in force says.
- The last value of a setting holds.
- An event that names one that is not there has no effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from studytool.memory.rating import Rating
from studytool.store.events import ASKED, BURY, RATE, REDO, REFERRING, RESET, SUSPEND, UNDO, UNDOABLE, UNSUSPEND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Entry(NamedTuple):
    """What the laws ask of an event; entries sort by (time, uuid)."""

    at_us: int
    uuid: str
    kind: str
    rating: int | None = None
    of: str | None = None
    until_us: int | None = None
    mistakes: str | None = None
    verdict: str | None = None


class Answer(NamedTuple):
    """An answer or reveal in force: what was said of it, and the rating that holds.

    `chosen` says whether a rate event gave that rating, `counts` whether the item was not reset since.
    """

    at_us: int
    uuid: str
    verdict: str | None
    mistakes: str | None
    rating: int | None
    chosen: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the events of one item come to.

    `answers` are in order; `reset` is the (microseconds, uuid) of the last reset; `undone` says by uuid which undo
    decided, as (microseconds, uuid); `dangling` counts the events that name one that is not there.
    """

    answers: list[Answer]
    reset: tuple[int, str] | None
    suspended: bool
    buried_us: int | None
    undone: dict[str, tuple[int, str]]
    dangling: int

    @property
    def reviews(self) -> list[Answer]:
        """The answers with a rating that count."""
        return [answer for answer in self.answers if answer.counts and answer.rating is not None]

    @property
    def mistaken(self) -> list[Answer]:
        """The answers that count in which misconceptions were diagnosed, rated again or not at all."""
        return [answer for answer in self.answers if answer.counts and answer.mistakes and not _good(answer.rating)]


def outcome(entries: Iterable[Entry]) -> Outcome:
    """Return what all events of one item come to."""
    log = sorted(entries)
    undone = _undone(log)
    force = [entry for entry in log if entry.uuid not in undone] if undone else log
    suspended = [entry.kind for entry in force if entry.kind in {SUSPEND, UNSUSPEND}][-1:] == [SUSPEND]
    buried = [entry.until_us for entry in force if entry.kind == BURY]
    place = max((place for place, entry in enumerate(force) if entry.kind == RESET), default=-1)
    reset = None if place < 0 else (force[place].at_us, force[place].uuid)
    answers = list(_answers(force, place))
    return Outcome(answers, reset, suspended, buried[-1] if buried else None, undone, _dangling(log))


def _undone(log: list[Entry]) -> dict[str, tuple[int, str]]:
    """Return the events that are not in force, and the undo that took each back."""
    last = {entry.of: entry for entry in log if entry.kind in {UNDO, REDO}}
    if not last:
        return {}
    there = (entry.uuid for entry in log if entry.kind in UNDOABLE)
    by = {uuid: last[uuid] for uuid in there if uuid in last}
    return {uuid: (entry.at_us, entry.uuid) for uuid, entry in by.items() if entry.kind == UNDO}


def _answers(force: list[Entry], reset: int) -> Iterator[Answer]:
    """Yield the answers and reveals; those after this place count."""
    rated = {entry.of: entry.rating for entry in force if entry.kind == RATE}
    for place, entry in enumerate(force):
        if entry.kind in ASKED:
            chosen = entry.uuid in rated
            rating = rated[entry.uuid] if chosen else entry.rating
            yield Answer(entry.at_us, entry.uuid, entry.verdict, entry.mistakes, rating, chosen, place > reset)


def _good(rating: int | None) -> bool:
    return rating is not None and rating > Rating.AGAIN


def _dangling(log: list[Entry]) -> int:
    referring = [entry for entry in log if entry.kind in REFERRING]
    if not referring:
        return 0
    undoable = {entry.uuid: entry.kind for entry in log if entry.kind in UNDOABLE}
    return sum(entry.of not in undoable or not _fits(entry, undoable[entry.of]) for entry in referring)


def _fits(entry: Entry, kind: str) -> bool:
    """Whether an event of this kind is what the referring one may name."""
    return kind in ASKED if entry.kind == RATE else kind in UNDOABLE
