from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.course.chapters import CHAPTERS
from studytool.learner.exam import (
    Exam,
    as_value,
    clear_exam,
    exam_name,
    exam_of,
    from_value,
    minutes_a_day,
    set_exam,
    weights,
    when,
    zone_named,
)
from studytool.store.open_store import open_store
from studytool.text.language import UserError

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FINAL = Exam(
    "Final",
    datetime(2026, 12, 14, 9, tzinfo=ZoneInfo("Europe/Berlin")),
    {"cnn": 1.0, "rnn": 2.0},
    40.0,
    "Europe/Berlin",
)

shares = st.dictionaries(st.sampled_from(CHAPTERS), st.floats(0.1, 1000), min_size=1)
exams = st.builds(
    Exam,
    st.text(min_size=1, max_size=20),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    shares,
    st.floats(0.5, 1440),
    st.sampled_from(["", "UTC", "Asia/Shanghai"]),
    st.integers(1, 500),
)


@given(exams)
def test_an_exam_is_read_as_it_was_written(exam):
    """What the log holds gives the same exam again."""
    assert from_value(as_value(exam)) == exam


@given(exams, st.sampled_from(["name", "at", "zone", "chapters", "minutes", "questions"]), st.data())
def test_an_unsound_value_is_no_exam(exam, key, data):
    """A value with an entry that is missing or of no sense is read as no exam, and never as an error."""
    value = as_value(exam)
    value[key] = data.draw(st.sampled_from([None, [], {}, -1, float("nan"), 10**9, "Nowhere/Land", True, {"cnn": 0}]))
    assert from_value(value) is None or (key, value[key]) == ("name", "Nowhere/Land")
    del value[key]
    assert from_value(value) is None


@pytest.mark.parametrize("value", [None, "x", 3, [], {}])
def test_what_is_no_mapping_is_no_exam(value):
    """Whatever else a log may hold under the key is no exam."""
    assert from_value(value) is None


def test_the_log_keeps_the_exam_until_it_is_cleared(tmp_path):
    """The last one set holds, and a store opened anew knows it; once cleared there is none."""
    with open_store(tmp_path / "s.db") as store:
        assert exam_of(store) is None
        set_exam(store, FINAL, NOW)
    with open_store(tmp_path / "s.db") as store:
        assert exam_of(store) == FINAL
        clear_exam(store, NOW + timedelta(hours=1))
        assert exam_of(store) is None


def test_the_last_exam_set_holds_though_the_clock_stands_or_runs_back(tmp_path):
    """What is set later stands later in the log."""
    other = replace(FINAL, minutes=7.5)
    with open_store(tmp_path / "s.db") as store:
        for _ in range(4):
            set_exam(store, FINAL, NOW)
            set_exam(store, other, NOW)
            assert exam_of(store) == other
        set_exam(store, FINAL, NOW - timedelta(days=1))
        assert exam_of(store) == FINAL
        clear_exam(store, NOW)
        assert exam_of(store) is None


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-12-14T09:00:00", "soon"]
)
def test_an_unsound_time_is_no_exam(at):
    """A time that no clock can show, one without a zone, and what is no time at all."""
    assert from_value({**as_value(FINAL), "at": at}) is None


def test_the_shares_of_the_chapters_sum_to_one():
    """A chapter of weight 2 has twice the share of one of weight 1."""
    assert FINAL.shares == {"cnn": pytest.approx(1 / 3), "rnn": pytest.approx(2 / 3)}


def test_the_days_are_counted_to_the_hour_in_its_zone():
    """Nine o'clock in Berlin is eight in UTC; an exam that has begun is no days away."""
    assert FINAL.days(datetime(2026, 12, 13, 8, tzinfo=UTC)) == 1.0
    assert FINAL.days(datetime(2026, 12, 15, 8, tzinfo=UTC)) == 0.0


def test_what_was_typed_makes_an_exam():
    """Dates, times, zones, chapters with weights and minutes are read as they are written."""
    at = when("2026-12-14", "09:00", "Europe/Berlin", NOW)
    assert at == FINAL.at
    assert when("2026-12-14", "09:00", "", NOW).utcoffset() is not None
    assert weights("cnn,rnn:2, rl:0.5") == {"cnn": 1.0, "rnn": 2.0, "rl": 0.5}
    assert minutes_a_day("22.5") == 22.5
    assert exam_name(" 期末考试 ") == "期末考试"


@pytest.mark.parametrize(
    ("make", "typed", "en"),
    [
        (
            when,
            (
                "2026-11-22",
                "09:00",
                "UTC",
                NOW,
            ),
            "lies ahead",
        ),
        (
            when,
            (
                "2026-11-23",
                "12:00",
                "UTC",
                NOW,
            ),
            "lies ahead",
        ),
        (
            when,
            (
                "2126-11-22",
                "09:00",
                "UTC",
                NOW,
            ),
            "check the year",
        ),
        (
            when,
            (
                "14.12.2026",
                "09:00",
                "UTC",
                NOW,
            ),
            "write 2026-12-14",
        ),
        (
            when,
            (
                "2026-12-14",
                "9 o'clock",
                "UTC",
                NOW,
            ),
            "write 09:00",
        ),
        (
            when,
            (
                "2026-12-14",
                "09:00+01:00",
                "UTC",
                NOW,
            ),
            "write 09:00",
        ),
        (
            when,
            (
                "2026-12-14",
                "09:00",
                "Europe/Berln",
                NOW,
            ),
            "Europe/Berlin",
        ),
        (
            when,
            (
                "2026-12-14",
                "09:00",
                "../etc/passwd",
                NOW,
            ),
            "unknown time zone",
        ),
        (
            when,
            (
                "2027-03-28",
                "02:30",
                "Europe/Berlin",
                NOW,
            ),
            "does not exist",
        ),
        (weights, ("cnn,rn",), "the nearest is rnn"),
        (weights, ("cnn,cnn:2",), "named twice"),
        (weights, (" , ",), "no chapter is named"),
        (weights, ("cnn:0",), "above 0"),
        (weights, ("cnn:nan",), "above 0"),
        (weights, ("cnn:",), "above 0"),
        (minutes_a_day, ("0",), "above 0 and at most 1440"),
        (minutes_a_day, ("1440.5",), "above 0 and at most 1440"),
        (minutes_a_day, ("-5",), "above 0 and at most 1440"),
        (minutes_a_day, ("inf",), "above 0 and at most 1440"),
        (minutes_a_day, ("٣",), "above 0 and at most 1440"),
        (exam_name, (" ",), "1 to 80"),
        (exam_name, ("x" * 81,), "1 to 80"),
        (exam_name, ("a\nb",), "1 to 80"),
    ],
)
def test_what_makes_no_exam_is_refused_with_what_would(make, typed, en):
    """Each refusal says what would be right, in both languages."""
    with pytest.raises(UserError) as refused:
        make(*typed)
    assert en in refused.value.text.en
    assert refused.value.text.zh != refused.value.text.en


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("tokyo", "Asia/Tokyo"),
        ("New York", "America/New_York"),
        ("Asia/Shangai", "Asia/Shanghai"),
        ("Mars/Phobos", "Europe/Berlin"),
        ("/etc/localtime", "Europe/Berlin"),
    ],
)
def test_an_unknown_zone_is_told_the_one_of_the_city_that_was_meant(typed, near):
    """The city counts, whatever the case; where none is alike, an example shows the form."""
    with pytest.raises(UserError) as refused:
        zone_named(typed)
    assert refused.value.text.en.endswith(f"write for instance {near}")
    assert f"应写成 {near} 这样" in refused.value.text.zh


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs POSIX")
def test_an_hour_that_the_machine_s_own_zone_skips_is_refused_by_name(monkeypatch):
    """Where no zone was named, the line says whose it is."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        with pytest.raises(UserError) as refused:
            when("2027-03-28", "02:30", "", NOW)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "does not exist in your time zone," in refused.value.text.en
    assert refused.value.text.zh.startswith("本机时区没有 2027-03-28 02:30 ")
