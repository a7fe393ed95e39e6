from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.course.chapters import CHAPTERS
from studytool.learner.exam import Exam
from studytool.learner.exam_entry import ExamEntry, UnfitEntryError, whole_number
from studytool.text.language import Text, UserError

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
ENTRY = ExamEntry("Final", "2026-12-14", zone="UTC")

numbers = st.integers(1, 1440 * 10**6).map(lambda millionths: millionths / 1e6)
exams = st.builds(
    lambda name, minutes, chapters, wait, questions, zone: Exam(
        name,
        datetime(2026, 12, 1, 10, 30, tzinfo=ZoneInfo(zone)) + timedelta(days=wait),
        chapters,
        minutes,
        zone,
        questions,
    ),
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=80),
    numbers,
    st.dictionaries(st.sampled_from(CHAPTERS), st.integers(1, 10**9).map(lambda one: one / 1e6), min_size=1),
    st.integers(0, 3000),
    st.integers(1, 500),
    st.sampled_from(["UTC", "Asia/Shanghai", "Europe/Berlin"]),
)


@given(exams)
def test_an_exam_typed_as_it_is_stays_as_it_is(exam):
    """What would be typed for an exam gives that exam, to the last decimal."""
    assert ExamEntry.of(exam).exam(NOW) == exam


def test_what_is_left_out_is_usual():
    """Nine o'clock, 40 minutes a day, every chapter alike, 30 questions."""
    at = datetime(2026, 12, 14, 9, tzinfo=ZoneInfo("UTC"))
    assert ENTRY.exam(NOW) == Exam("Final", at, dict.fromkeys(CHAPTERS, 1.0), 40.0, "UTC", 30)


@pytest.mark.parametrize(
    ("entry", "typed"),
    [
        ("name", ""),
        ("date", "tomorrow"),
        ("date", "2026-11-01"),
        ("time", "nine"),
        ("zone", "Nowhere"),
        ("minutes", "1e3"),
        ("chapters", ""),
        ("questions", "501"),
    ],
)
def test_a_refusal_names_its_entry(entry, typed):
    """The error says to which entry it belongs."""
    whole = {"name": "Final", "date": "2026-12-14", entry: typed}
    with pytest.raises(UnfitEntryError) as refused:
        ExamEntry(**whole).exam(NOW)
    assert refused.value.entry == entry


def test_an_hour_that_the_clocks_skip_is_the_fault_of_the_time():
    """The day may stay, so the entry to change is the hour."""
    with pytest.raises(UnfitEntryError, match="choose another time") as refused:
        ExamEntry("Final", "2027-03-28", "02:30", "Europe/Berlin").exam(NOW)
    assert refused.value.entry == "time"


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "٣", "0", "9", "1" * 40])
def test_a_whole_number_lies_between_its_bounds(typed):
    """Digits alone, from the least to the most."""
    with pytest.raises(UserError, match="from 1 to 8"):
        whole_number(typed, 3, 8, Text("number", "数"))
    assert whole_number(None, 3, 8, Text("number", "数")) == 3
    assert whole_number("8", 3, 8, Text("number", "数")) == 8
