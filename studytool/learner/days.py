"""Days as a learner lives them: they begin at an hour of the learner's own, in a time zone of the learner's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

ROLLOVER: Final = 4
"""Four in the morning, as Anki has it: who studies past midnight has not slept yet."""
FIRST: Final = datetime(1971, 1, 1, tzinfo=UTC)
LAST: Final = datetime(2999, 12, 31, tzinfo=UTC)
"""Between these every zone knows its days, the machine's own on any system."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When days begin: at `rollover` o'clock, 0 to 23, by the clocks of `zone`; None is the machine's own zone.

    A day lasts until the next one begins: 23 or 25 hours where the clocks are changed, and not at all where a zone has
    left one out. A rollover that the clocks skip is when they skip it; of one that they show twice, the first counts.
    Only a clock gone wrong shows a time before `FIRST` or after `LAST`: it belongs to the day of that one.
    """

    zone: tzinfo | None = None
    rollover: int = ROLLOVER

    def start(self, day: date) -> datetime:
        """Return when the day begins, in UTC."""
        return datetime.combine(day, time(self.rollover), self.zone).astimezone(UTC)

    def day(self, moment: datetime) -> date:
        """Return the day that an aware moment belongs to."""
        known = min(max(moment, FIRST), LAST)
        day = known.astimezone(self.zone).date()
        while known < self.start(day):
            day -= _DAY
        while known >= self.start(day + _DAY):
            day += _DAY
        return day

    def today(self, now: datetime) -> datetime:
        """Return when the day of `now` began, in UTC."""
        return self.start(self.day(now))

    def tomorrow(self, now: datetime) -> datetime:
        """Return when the day after that of `now` begins, in UTC."""
        return self.start(self.day(now) + _DAY)
