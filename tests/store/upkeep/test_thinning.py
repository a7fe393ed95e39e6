from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studytool.store.upkeep.thinning import ALL, DAILY, WEEKLY, kept

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
ages = st.one_of(st.timedeltas(-timedelta(days=2), DAILY * 2), st.timedeltas(timedelta(0), timedelta(days=900)))
histories = st.sets(ages.map(lambda age: NOW - age), max_size=60)


@given(histories)
def test_the_newest_is_never_removed(times):
    """However old, the last backup stays."""
    assert not times or max(times) in kept(times, NOW)


@given(histories)
def test_thinning_twice_removes_no_more_than_once(times):
    """What is kept is kept again."""
    once = kept(times, NOW)
    assert once <= times
    assert kept(once, NOW) == once


@given(histories)
def test_the_last_two_days_stay_whole(times):
    """No backup of the last two days is removed, nor one from a clock that ran ahead."""
    assert {time for time in times if NOW - time <= ALL} <= kept(times, NOW)


@given(histories)
def test_whatever_is_removed_has_a_newer_one_close_by(times):
    """A day within two weeks, a week within three months, a month beyond: in each the newest stays."""
    left = kept(times, NOW)
    for gone in times - left:
        age = NOW - gone
        within = timedelta(days=1 if age <= DAILY else 7 if age <= WEEKLY else 31)
        assert any(gone < time < gone + within for time in left)


def test_two_years_of_daily_backups_come_to_a_few_dozen():
    """Two days in full, twelve more days, twelve weeks, and a month each before."""
    times, now = set(), NOW
    for day in range(730):
        now = NOW + timedelta(days=day)
        times = kept({*times, now, now - timedelta(hours=3)}, now)
    recent = {time for time in times if now - time <= ALL}
    assert len(recent) == 5
    assert 5 + 11 + 11 + 20 < len(times) < 5 + 13 + 13 + 24
    assert min(times) < NOW + timedelta(days=31)
