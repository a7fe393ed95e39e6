from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.learner.days import Calendar
from studytool.learner.habits import Habits, habits_of

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
NAMES = ("rollover", "zone", "reviews-a-day", "new-a-day", "easy-days")


def test_every_setting_has_its_place():
    """The hour and the zone make the calendar, the limits and the weekdays stand beside it."""
    found = habits_of({
        "rollover": 0, "zone": "Europe/Berlin", "reviews-a-day": 100, "new-a-day": 0, "easy-days": ["sat", "sun"],
    })  # fmt: skip
    assert found == Habits(Calendar(ZoneInfo("Europe/Berlin"), 0), 100, 0, frozenset({5, 6}))


def test_nothing_set_is_the_machines_day_from_four_without_limits():
    """The defaults."""
    assert habits_of({}) == Habits(Calendar(None, 4), None, None, frozenset())


@given(st.dictionaries(st.sampled_from(NAMES), json))
def test_whatever_another_program_wrote_is_no_error(settings):
    """A value that cannot be meant leaves the default, and a day that is not easy always comes."""
    found = habits_of(settings)
    assert 0 <= found.calendar.rollover <= 23
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert found.next_full_day(now) > now


@pytest.mark.parametrize("easy", [["sun"], ["sat", "sun"], ["fri", "mon", "sat", "sun"]])
def test_the_next_full_day_is_the_first_that_is_not_easy(easy):
    """Counted from the day after."""
    found = habits_of({"easy-days": easy, "zone": "UTC", "rollover": 0})
    friday = datetime(2026, 1, 2, 12, tzinfo=UTC)
    expected = {1: date(2026, 1, 3), 2: date(2026, 1, 5), 4: date(2026, 1, 6)}[len(easy)]
    assert found.next_full_day(friday).date() == expected


def test_seven_easy_days_are_none():
    """Else nothing could ever be put off to another day."""
    assert habits_of({"easy-days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}).easy == frozenset()
