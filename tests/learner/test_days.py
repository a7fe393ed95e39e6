from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.learner.days import FIRST, LAST, Calendar
from studytool.store.events import EARLIEST_US, LATEST_US, moment

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/Havana", "America/Santiago", "Australia/Lord_Howe",
    "Asia/Shanghai", "Asia/Kathmandu", "Pacific/Apia", "Atlantic/Azores", "Africa/Casablanca",
)  # fmt: skip
calendars = st.builds(Calendar, st.sampled_from(ZONES).map(ZoneInfo), st.integers(0, 23))
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
moments = st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DAY = timedelta(days=1)


@given(calendars, moments)
def test_a_moment_lies_in_its_day(calendar, moment):
    """It is not before its day begins, and before the next one does."""
    day = calendar.day(moment)
    assert calendar.start(day) <= moment < calendar.start(day + DAY)
    assert calendar.today(moment) == calendar.start(day)
    assert calendar.tomorrow(moment) == calendar.start(day + DAY)


@given(calendars, days)
def test_days_follow_each_other_without_gap_or_overlap(calendar, day):
    """The first moment of a day belongs to it, the one before to the day before; only a day left out has none."""
    start, end = calendar.start(day), calendar.start(day + DAY)
    assert timedelta() <= end - start <= timedelta(hours=48)
    if start < end:
        assert calendar.day(start) == day
        assert calendar.day(end - timedelta(microseconds=1)) == day


@given(
    st.builds(Calendar, st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))), st.integers(0, 23)),
    st.datetimes(timezones=st.just(UTC)),
    st.datetimes(timezones=st.just(UTC)),
)
def test_every_moment_has_a_day_and_one_after_it(calendar, moment, other):
    """In year 1 and in year 9999 too, east and west of everybody; and what happens later is not on an earlier day."""
    earlier, later = sorted((moment, other))
    assert calendar.day(earlier) <= calendar.day(later)
    assert calendar.today(moment) < calendar.tomorrow(moment)


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=-12)), timezone(timedelta(hours=14)), None])
def test_a_clock_gone_wrong_shows_the_first_or_last_day(zone):
    """What lies before all days that are told apart is on the first of them, what lies after on the last."""
    calendar = Calendar(zone)
    for end, wrong_us in ((FIRST, EARLIEST_US), (LAST, LATEST_US)):
        assert calendar.day(moment(wrong_us)) == calendar.day(end)
        assert abs(calendar.day(end) - end.date()) <= DAY


@given(calendars, moments, st.timedeltas(timedelta(), timedelta(days=3)))
def test_days_never_run_backwards(calendar, moment, later):
    """What happens later is not on an earlier day."""
    assert calendar.day(moment) <= calendar.day(moment + later)


@given(calendars, days)
def test_the_clock_shows_the_rollover_when_a_day_begins(calendar, day):
    """Or more, where the clocks skip it, and it never showed as much on that date before."""
    start = calendar.start(day).astimezone(calendar.zone)
    assert (start.date(), start.hour) >= (day, calendar.rollover)
    before = (calendar.start(day) - timedelta(microseconds=1)).astimezone(calendar.zone)
    assert (before.date(), before.hour) < (day, calendar.rollover)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25), (date(2026, 7, 1), 24)])
def test_a_day_has_23_or_25_hours_where_the_clocks_change(day, hours):
    """In Berlin the night of the last Sunday of March is an hour short, that of October an hour long."""
    calendar = Calendar(ZoneInfo("Europe/Berlin"))
    assert calendar.start(day + DAY) - calendar.start(day) == timedelta(hours=hours)


def test_a_skipped_rollover_is_when_the_clocks_skip_it():
    """New York has no 2:00 on the day when summer time begins: the day begins at 3:00 by the new time."""
    start = Calendar(ZoneInfo("America/New_York"), 2).start(date(2026, 3, 8))
    assert start == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_a_day_that_a_zone_left_out_has_no_moment():
    """Samoa crossed the date line and had no 30 December 2011."""
    calendar = Calendar(ZoneInfo("Pacific/Apia"))
    start = calendar.start(date(2011, 12, 30))
    assert start == calendar.start(date(2011, 12, 31))
    assert calendar.day(start) == date(2011, 12, 31)


def test_past_midnight_is_still_the_day_before():
    """At three in the morning the day of the evening before goes on; at four the next one begins."""
    calendar = Calendar(UTC)
    assert calendar.day(datetime(2026, 1, 2, 3, 59, tzinfo=UTC)) == date(2026, 1, 1)
    assert calendar.day(datetime(2026, 1, 2, 4, tzinfo=UTC)) == date(2026, 1, 2)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs POSIX")
def test_without_a_zone_the_machines_counts_with_its_changes_of_the_clock(monkeypatch):
    """The machine's own zone knows summer time, where a fixed offset from UTC would not."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        days = [date(2026, 3, 27) + number * DAY for number in range(4)]
        assert [Calendar().start(day) for day in days] == [
            Calendar(ZoneInfo("Europe/Berlin")).start(day) for day in days
        ]
        moment = datetime(2026, 7, 1, 1, tzinfo=UTC)
        assert Calendar().day(moment) == date(2026, 6, 30)
    finally:
        monkeypatch.undo()
        time.tzset()
