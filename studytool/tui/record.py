"""What the learner keeps in the store: what is done to items, what is set for every day, the exam."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from studytool.store.opening import OpeningStore

if TYPE_CHECKING:
    from studytool.learner.exam import Exam
    from studytool.learner.exam_entry import ExamEntry
    from studytool.learner.habits import Habits
    from studytool.memory.skills import SkillGraph
    from studytool.store.events import JSON, Event
    from studytool.store.store import Store
    from studytool.study.session import Change

Clock = Callable[[], datetime]


class Record:
    """The learner's log, opened when it is first needed; every method may take long and is meant for a thread."""

    def __init__(self, database: str, clock: Clock) -> None:
        self.clock = clock
        self.log = OpeningStore(database, _graph)

    @property
    def store(self) -> Store:
        """The open store; UserError if it cannot be opened."""
        return self.log.open()

    def open(self) -> None:
        """Open the store; UserError if that cannot be done."""
        self.log.open()

    def close(self) -> None:
        """Close the store, if it was opened."""
        self.log.close()

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
        self.store.bury(item, self.habits().calendar.tomorrow(now), now)
        return "buried"

    def reset(self, item: str) -> str:
        """Make the item new again."""
        self.store.reset(item, self.clock())
        return "reset"

    def habits(self) -> Habits:
        """The learner's days, and how much is asked on each."""
        from studytool.learner.habits import habits_of

        return habits_of(self.store.settings())

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

    def set_exam(self, entry: ExamEntry) -> None:
        """Prepare for the exam that was typed; UnfitEntryError where it is none, and nothing is changed."""
        from studytool.learner.exam import set_exam

        now = self.clock()
        set_exam(self.store, entry.exam(now), now)

    def clear_exam(self) -> None:
        """Prepare for no exam any more."""
        from studytool.learner.exam import clear_exam

        clear_exam(self.store, self.clock())


def _change(event: Event | None) -> Change | None:
    from studytool.study.session import Change

    return Change(event, current=False) if event else None


def _graph() -> SkillGraph:
    """What contains what; read when the store is opened."""
    from studytool.course.syllabus import graph

    return graph()
