"""What a learner has set for every day: when days begin, how much is asked on one, and on which weekdays less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final

from studytool.learner.days import ROLLOVER, Calendar
from studytool.text.language import UserError

if TYPE_CHECKING:
    from studytool.store.events import JSON

HOUR: Final = "rollover"
"""The setting of the hour at which a day begins, 0 to 23."""
ZONE: Final = "zone"
"""The setting of the IANA time zone; empty for the machine's own."""
REVIEWS: Final = "reviews-a-day"
"""The setting of how many due items are asked a day; null for all."""
NEW: Final = "new-a-day"
"""The setting of how many new items are asked a day; null for any number."""
EASY: Final = "easy-days"
"""The setting of the weekdays on which only what cannot wait is asked."""
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST: Final = 9999
MACHINES: Final = Calendar()
"""Days by this machine's clock."""


@dataclass(frozen=True, slots=True)
class Habits:
    """The settings of every day; None for no limit, `easy` holds weekdays from 0 for Monday, never all seven."""

    calendar: Calendar = MACHINES
    reviews: int | None = None
    new: int | None = None
    easy: frozenset[int] = frozenset()

    def is_easy(self, day: date) -> bool:
        """Whether less is asked on this day."""
        return day.weekday() in self.easy

    def next_full_day(self, now: datetime) -> datetime:
        """When the next day begins, after that of `now`, that is not easy."""
        day = self.calendar.day(now) + timedelta(days=1)
        while self.is_easy(day):
            day += timedelta(days=1)
        return self.calendar.start(day)


def habits_of(settings: Mapping[str, JSON]) -> Habits:
    """The habits that the settings of a log make; the default for each that is not there, or is none."""
    hour = _count(settings.get(HOUR), 23)
    return Habits(
        Calendar(_zone(settings.get(ZONE)), ROLLOVER if hour is None else hour),
        _count(settings.get(REVIEWS), MOST),
        _count(settings.get(NEW), MOST),
        _weekdays(settings.get(EASY)),
    )


def _count(value: Any, most: int) -> int | None:
    return value if type(value) is int and 0 <= value <= most else None


def _zone(value: Any) -> tzinfo | None:
    if not isinstance(value, str) or not value:
        return None
    from studytool.learner.exam import zone_named

    try:
        return zone_named(value)
    except UserError:
        return None


def _weekdays(value: Any) -> frozenset[int]:
    names = value if isinstance(value, list) else []
    found = frozenset(WEEKDAYS.index(name) for name in names if name in WEEKDAYS)
    return found if len(found) < len(WEEKDAYS) else frozenset()
