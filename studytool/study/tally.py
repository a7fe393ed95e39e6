"""What a sitting came to: every deed by the event that recorded it, so that one taken back no longer counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studytool.store.events import Event
    from studytool.study.task import Progress


@dataclass(frozen=True, slots=True)
class Deed:
    """What an event did in a sitting: its task before and after, and what it counts for.

    `correct` says how the task went that it finished; None where it finished none.
    """

    event: Event
    before: Progress
    after: Progress
    correct: bool | None = None
    skipped: bool = False
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting came to; `misconceptions` counts the named mistakes, `asked` the finished tasks."""

    asked: int
    correct: int
    skipped: int
    chapters: dict[str, tuple[int, int]]
    misconceptions: tuple[tuple[str, int], ...]


class Tally:
    """The deeds of a sitting, by the uuids of their events."""

    def __init__(self) -> None:
        self._counted: dict[str, Deed] = {}
        self._taken_back: dict[str, Deed] = {}

    def add(self, deed: Deed) -> None:
        """Count a deed."""
        self._counted[deed.event.uuid] = deed

    @property
    def counted(self) -> tuple[Deed, ...]:
        """The deeds that count, in the order of their events."""
        return tuple(self._counted.values())

    @property
    def latest(self) -> str | None:
        """The uuid of the deed that was counted last."""
        return next(reversed(self._counted), None)

    def take_back(self, uuid: str) -> Deed | None:
        """Count the deed no longer; None if it is none of this sitting's."""
        return self._moved(uuid, self._counted, self._taken_back)

    def put_back(self, uuid: str) -> Deed | None:
        """Count the deed again; None if it is none of this sitting's."""
        return self._moved(uuid, self._taken_back, self._counted)

    def _moved(self, uuid: str, source: dict[str, Deed], target: dict[str, Deed]) -> Deed | None:
        deed = source.pop(uuid, None)
        if deed:
            target[uuid] = deed
        return deed

    @property
    def begun(self) -> bool:
        """Whether anything was done at all, counted or taken back."""
        return bool(self._counted or self._taken_back)

    @property
    def mistakes(self) -> Counter[str]:
        """How often each misconception was met."""
        return Counter(name for deed in self._counted.values() for name in deed.mistakes)

    def summary(self) -> Summary:
        """What the counted deeds come to."""
        finished = [(deed.after.task.chapter, deed.correct) for deed in self._counted.values()]
        chapters: dict[str, tuple[int, int]] = {}
        for chapter, correct in finished:
            if correct is not None:
                asked, good = chapters.get(chapter, (0, 0))
                chapters[chapter] = (asked + 1, good + correct)
        asked, good = (sum(counts) for counts in zip(*chapters.values(), strict=True)) if chapters else (0, 0)
        skipped = sum(deed.skipped for deed in self._counted.values())
        return Summary(asked, good, skipped, chapters, tuple(self.mistakes.most_common()))
