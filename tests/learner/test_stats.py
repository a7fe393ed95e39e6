from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.course.chapters import CHAPTERS
from studytool.learner.days import Calendar
from studytool.learner.stats import MIDNIGHT, Stats, days, stats
from studytool.memory.fsrs import DEFAULT_WEIGHTS, first, retrievability
from studytool.store.counting import QUARTER_US, Reviewed
from studytool.store.events import EARLIEST_US, LATEST_US, Event, microseconds, moment
from studytool.store.open_store import open_store
from studytool.text.language import UserError
from tests.effort import calls

START = datetime(2026, 9, 1, 23, 30, tzinfo=UTC)


def answer(number, item, verdict, rating=3, misconception=None, hours=0):
    """Return one answer."""
    data = {"verdict": verdict, "rating": rating, "misconception": misconception}
    return Event(f"a{number}", START + timedelta(hours=hours), "answer", item, data)


LOG = [
    answer(0, "kind:cnn.a", "correct"),
    answer(1, "kind:cnn.a", "wrong", 1, "ceil", hours=1),
    answer(2, "kind:cnn.b", "wrong", None, "ceil", hours=1),
    answer(3, "kind:cnn.b", "wrong", 1, "bias", hours=1),
    answer(4, "kind:rnn.c", "follow-through", hours=1),
    Event("s", START, "skip", "kind:gan.d", {}),
]


def figures(log, now, calendar=MIDNIGHT):
    """Return the figures of a store that these events were appended to."""
    with open_store("sqlite://") as store:
        for event in log:
            store.append(event)
        return stats(store.counts(), store.reviewed(), store.columns(), store.model().weights, now, calendar)


def test_chapters_are_counted_by_themselves():
    """Reviews, shares, due items and misconceptions of each chapter; a skip alone makes none."""
    now = START + timedelta(hours=1)
    cnn, rnn = figures(LOG, now).chapters
    assert (cnn.chapter, cnn.reviews, cnn.correct, cnn.items) == ("cnn", 3, 0.25, 2)
    assert cnn.misconceptions == (("ceil", 2), ("bias", 1))
    assert (rnn.chapter, rnn.reviews, rnn.correct, rnn.items, rnn.due, rnn.known) == ("rnn", 1, 1.0, 1, 0, 1)
    month = figures(LOG, now + timedelta(days=30)).chapters
    assert [(row.due, row.known) for row in month] == [(2, 0), (1, 0)]
    assert month[1].recall == retrievability(first(3), 30.0)


def test_recall_is_that_of_the_weights_in_use():
    """A learner's own weights give other probabilities."""
    with open_store("sqlite://") as store:
        store.append(LOG[0])
        store.use(START, weights=(*DEFAULT_WEIGHTS[:2], 9.0, *DEFAULT_WEIGHTS[3:]))
        w, now = store.model().weights, START + timedelta(days=9)
        (row,) = stats(store.counts(), store.reviewed(), store.columns(), w, now).chapters
        assert row.recall == retrievability(first(3, w), 9.0, w) != retrievability(first(3), 9.0)


def test_a_later_rating_makes_an_answer_a_review():
    """An answer rated afterwards, twice, counts once."""
    later = [
        Event(f"r{n}", START + timedelta(hours=2), "rate", "kind:cnn.b", {"of": "a2", "rating": 2}) for n in (1, 2)
    ]
    assert figures([*LOG, *later], START).chapters[0].reviews == 4


def test_days_are_those_of_the_calendar():
    """The same log has other days elsewhere, and where days begin at another hour."""
    assert figures(LOG, START).days == ((date(2026, 9, 1), 1), (date(2026, 9, 2), 3))
    east = timezone(timedelta(hours=8))
    assert figures(LOG, START, Calendar(east, 0)).days == ((date(2026, 9, 2), 4),)
    assert figures(LOG, START, Calendar(UTC, 4)).days == ((date(2026, 9, 1), 4),)


@given(
    st.lists(st.integers(-(10**9), 4 * 10**9), max_size=20),
    st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"]),
    st.integers(0, 23),
)
def test_days_are_counted_as_if_one_looked_at_every_review(seconds, zone, rollover):
    """In any zone, whatever its clocks do, and at any hour: quarters of an hour are fine enough."""
    calendar = Calendar(ZoneInfo(zone), rollover)
    moments = [datetime(1975, 1, 1, tzinfo=UTC) + timedelta(seconds=abs(second)) for second in seconds]
    quarters = Counter(microseconds(moment) // QUARTER_US for moment in moments)
    reviewed = [Reviewed("cnn", quarter, number) for quarter, number in quarters.items()]
    assert dict(days(reviewed, calendar)) == Counter(calendar.day(moment) for moment in moments)


@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_a_clock_gone_wrong_makes_no_days_in_between(hours):
    """Reviews at both ends of time count on the first and the last day; the years between are not walked."""
    calendar = Calendar(timezone(timedelta(hours=hours)), 4)
    ends = moment(EARLIEST_US), moment(LATEST_US)
    with open_store("sqlite://") as store:
        for number, at in enumerate((*ends, START)):
            store.append(Event(f"a{number}", at, "answer", "kind:cnn.a", {"verdict": "correct", "rating": 3}))
        walked = []
        assert calls(lambda: walked.append(days(store.reviewed(), calendar))) < 10_000
        (found,) = walked
    first, last = map(calendar.day, ends)
    assert found == ((first, 1), (calendar.day(START), 1), (last, 1))


def test_a_count_outside_of_time_is_damage():
    """A quarter of an hour that the calendar does not have was written by no program of ours."""
    with open_store("sqlite://") as store:
        with store._database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO counts VALUES ('cnn', 'reviewed', '1000000000000', 1)")
        with pytest.raises(UserError, match="damaged"):
            store.reviewed()


def test_an_empty_log_has_no_figures():
    """Nothing in, nothing out."""
    assert figures([], START) == Stats((), ())


def test_a_chapter_never_rated_has_no_recall():
    """A share of nothing is None, not zero."""
    (row,) = figures([answer(0, "kind:cnn.a", "wrong", None)], START).chapters
    assert (row.reviews, row.correct, row.recall, row.items) == (0, 0.0, None, 0)


def test_two_misconceptions_at_once_count_for_each():
    """An answer that two of them explain together is one of each."""
    (row,) = figures([answer(0, "kind:cnn.a", "wrong", 1, "ceil+bias")], START).chapters
    assert row.misconceptions == (("bias", 1), ("ceil", 1))


def test_misconceptions_that_are_not_told_apart_count_as_one():
    """An answer that either of two explains is one entry, which names both."""
    (row,) = figures([answer(0, "kind:cnn.a", "wrong", 1, "ceil|bias")], START).chapters
    assert row.misconceptions == (("ceil|bias", 1),)


def test_what_was_undone_is_not_counted():
    """Neither as a review nor as a mistake; redone, it is again."""
    with open_store("sqlite://") as store:
        for event in LOG:
            store.append(event)
        before = store.counts(), store.reviewed()
        undone = [store.undo(START + timedelta(hours=2)) for _ in LOG]
        assert None not in undone
        assert (store.counts(), store.reviewed()) == (Counter(), [])
        for _ in LOG:
            store.redo(START + timedelta(hours=2))
        assert (store.counts(), store.reviewed()) == before


def test_chapters_stand_in_their_order():
    """As everywhere else; one that is no longer taught comes last."""
    log = [answer(place, f"kind:{name}.a", "correct") for place, name in enumerate(["gone", *reversed(CHAPTERS)])]
    assert [row.chapter for row in figures(log, START).chapters] == [*CHAPTERS, "gone"]
