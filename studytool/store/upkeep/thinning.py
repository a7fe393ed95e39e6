"""Which backups to keep: many recent ones, fewer old ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

ALL: Final = timedelta(days=2)
DAILY: Final = timedelta(weeks=2)
WEEKLY: Final = timedelta(weeks=13)


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the aware times of the backups to keep.

    All of the last two days (and any from the future), then the newest of each day for two weeks, of each week for
    three months, and of each month beyond; days, weeks and months are those of UTC.
    """
    newest: dict[Hashable, datetime] = {}
    for time in sorted(times):
        newest[_span(time.astimezone(UTC), now - time)] = time
    return set(newest.values())


def _span(time: datetime, age: timedelta) -> Hashable:
    """Return the span of time of which one backup is kept."""
    if age <= ALL:
        return time
    if age <= DAILY:
        return "day", time.date()
    if age <= WEEKLY:
        return "week", time.isocalendar()[:2]
    return "month", time.year, time.month
