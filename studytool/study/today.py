"""What is left of a day's share, and what may wait until an easy day is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studytool.memory.fsrs import interval
from studytool.memory.fuzz import fuzz_range
from studytool.store.events import reviews_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studytool.learner.habits import Habits
    from studytool.store.log import Log
    from studytool.store.remembered import Remembered
    from studytool.store.schedule import Model

DAY = timedelta(days=1)


def left(store: Log, habits: Habits, now: datetime) -> tuple[int | None, int | None]:
    """Return how many due and how many new items may still be asked on the day of `now`; None for any number.

    An item counts once a day, as a new one where it had its first review on that day.
    """
    if habits.reviews is None and habits.new is None:
        return None, None
    done = reviews_of(store.asked(habits.calendar.today(now)))
    memory = store.memory(done)
    new = sum(item not in memory or memory[item].reviews <= count for item, count in done.items())
    return _rest(habits.reviews, len(done) - new), _rest(habits.new, new)


def _rest(limit: int | None, done: int) -> int | None:
    return None if limit is None else max(limit - done, 0)


def waiting(due: Iterable[str], store: Log, habits: Habits, now: datetime) -> frozenset[str]:
    """Return those of the due items that an easy day puts off until the next day that is none.

    Only within the range in which an interval may be drawn anyway (`memory.fuzz`): what would come later than that
    is asked on an easy day too.
    """
    if not habits.is_easy(habits.calendar.day(now)):
        return frozenset()
    due = list(due)
    then, memory, model = habits.next_full_day(now), store.memory(due), store.model()
    return frozenset(item for item in due if item in memory and _may_wait(memory[item], then, model))


def _may_wait(remembered: Remembered, then: datetime, model: Model) -> bool:
    longest = float(fuzz_range(interval(remembered.state, model.wanted, model.weights))[1])
    return (then - remembered.last) / DAY <= longest
