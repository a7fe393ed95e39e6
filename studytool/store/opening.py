"""A store that can say what is due, and what was answered last, before it is open.

Loading SQLAlchemy takes longer than everything else before a sitting's first question. What that question needs is told
at a glance, and the store is opened while the learner reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from studytool.store import glancing
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.store.remembered import Held

if TYPE_CHECKING:
    from studytool.memory.skills import SkillGraph
    from studytool.store.counting import Counts
    from studytool.store.remembered import Remembered
    from studytool.store.schedule import Model
    from studytool.store.store import Store
    from studytool.text.language import Text

Value = TypeVar("Value")


class OpeningStore:
    """A store at a path or URL, opened by the first call that needs it; any thread may use it.

    `skills` gives what contains what (`open_store`) when it is opened.
    """

    def __init__(self, where: str, skills: Callable[[], SkillGraph] | None = None) -> None:
        self.where = where
        self._skills = skills
        self._lock = Lock()
        self._store: Store | None = None

    def open(self) -> Store:
        """Open the store for good; UserError if that cannot be done."""
        with self._lock:
            if self._store is None:
                self._store = open_store(self.where, skills=self._skills and self._skills())
            return self._store

    def close(self) -> None:
        """Close the store if it was opened."""
        with self._lock:
            if self._store is not None:
                self._store.close()

    def _at_a_glance(self, glance: Callable[[], Value | None], ask: Callable[[Store], Value]) -> Value:
        """What a glance tells while the store is not yet open; what the store says later, or where a glance cannot."""
        found = glance() if self._store is None else None
        return ask(self.open()) if found is None else found

    def keep_safe(self, now: datetime, *, older_than: timedelta = timedelta(0)) -> Text | None:
        """Back the file up where that is due; return why it could not be. Takes long: for a thread, or after closing.

        See `studytool.store.upkeep.backups.keep_safe`.
        """
        from studytool.store.upkeep.backups import keep_safe

        return keep_safe(self.where, now, older_than=older_than)

    def append(self, event: Event) -> None:
        """Record the event; on return it is on the disk."""
        self.open().append(event)

    def memory(self, items: Iterable[str] | None = None) -> Mapping[str, Remembered]:
        """What is remembered of these items; by default of every one, at a glance while the store is not yet open."""
        wanted = None if items is None else set(items)
        return self._at_a_glance(
            lambda: _of(glancing.memory(self.where, asked=True), wanted), lambda store: store.memory(wanted)
        )

    def skills(self) -> Mapping[str, Remembered]:
        """What is remembered of the elementary skills, likewise."""
        return self._at_a_glance(lambda: glancing.memory(self.where, asked=False), lambda store: store.skills())

    def model(self) -> Model:
        """What the schedule is made with, likewise."""
        return self._at_a_glance(lambda: glancing.model(self.where), lambda store: store.model())

    def undo(self, now: datetime) -> Event | None:
        """Take back what was done last; None if nothing is left."""
        return self.open().undo(now)

    def redo(self, now: datetime) -> Event | None:
        """Put in force again what was undone last; None if nothing is, or something was done since."""
        return self.open().redo(now)

    def held(self) -> Mapping[str, Held]:
        """The items that are suspended, or were buried until a time that may be over; likewise."""
        return self._at_a_glance(lambda: glancing.held(self.where), lambda store: store.held())

    def settings(self) -> Mapping[str, Any]:
        """The logged settings that hold, likewise."""
        return self._at_a_glance(lambda: glancing.settings(self.where), lambda store: store.settings())

    def recent(self, limit: int) -> list[Event]:
        """The newest answers, reveals and ratings in force, in the order of time."""
        return self.open().recent(limit)

    def counts(self) -> Counts:
        """What the answers in force add up to."""
        return self.open().counts()

    def asked(self, since: datetime) -> list[Event]:
        """The answers and reveals in force since then, likewise."""
        return self._at_a_glance(lambda: glancing.asked(self.where, since), lambda store: store.asked(since))

    def due(self, now: datetime) -> list[str]:
        """The items due now, longest overdue first; at a glance while the store is not yet open."""
        return self._at_a_glance(lambda: glancing.due(self.where, now), lambda store: store.due(now))

    def answers(self, item: str, limit: int) -> list[Event]:
        """The latest answers to the item, the last one at the end; at a glance while the store is not yet open."""
        return self._at_a_glance(
            lambda: glancing.answers(self.where, item, limit), lambda store: store.answers(item, limit)
        )


def _of(memory: dict[str, Remembered] | None, wanted: set[str] | None) -> dict[str, Remembered] | None:
    """What is wanted of a memory, if there is one."""
    if memory is None or wanted is None:
        return memory
    return {item: found for item, found in memory.items() if item in wanted}
