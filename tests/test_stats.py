from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from studytool.days import Calendar
from studytool.memory.fsrs import first, retrievability
from studytool.stats import Stats, stats
from studytool.store import open_store
from studytool.store.events import Event

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


def chapter_of(item):
    """Return the word before the dot."""
    return item.split(":")[1].split(".")[0]


@pytest.fixture
def memory():
    """Yield what a store remembers of the log."""
    with open_store("sqlite://") as store:
        for event in LOG:
            store.append(event)
        yield store.memory()


def test_chapters_are_counted_by_themselves(memory):
    """Reviews, shares, due items and misconceptions of each chapter; a skip alone makes none."""
    now = START + timedelta(hours=1)
    cnn, rnn = stats(LOG, memory, chapter_of, now).chapters
    assert (cnn.chapter, cnn.reviews, cnn.correct, cnn.items) == ("cnn", 3, 0.25, 2)
    assert cnn.misconceptions == (("ceil", 2), ("bias", 1))
    assert (rnn.chapter, rnn.reviews, rnn.correct, rnn.items, rnn.due, rnn.known) == ("rnn", 1, 1.0, 1, 0, 1)
    month = stats(LOG, memory, chapter_of, now + timedelta(days=30)).chapters
    assert [(row.due, row.known) for row in month] == [(2, 0), (1, 0)]
    assert month[1].recall == retrievability(first(3), 30.0)


def test_a_later_rating_makes_an_answer_a_review(memory):
    """An answer rated afterwards counts once."""
    later = Event("r", START, "rate", "kind:cnn.b", {"of": "a2", "rating": 2})
    assert stats([*LOG, later, later], memory, chapter_of, START).chapters[0].reviews == 4


def test_days_are_those_of_the_calendar(memory):
    """The same log has other days elsewhere, and where days begin at another hour."""
    assert stats(LOG, memory, chapter_of, START).days == ((date(2026, 9, 1), 1), (date(2026, 9, 2), 3))
    east = timezone(timedelta(hours=8))
    assert stats(LOG, memory, chapter_of, START, Calendar(east, 0)).days == ((date(2026, 9, 2), 4),)
    assert stats(LOG, memory, chapter_of, START, Calendar(UTC, 4)).days == ((date(2026, 9, 1), 4),)


def test_an_empty_log_has_no_figures():
    """Nothing in, nothing out."""
    assert stats([], {}, chapter_of, START) == Stats((), ())


def test_a_chapter_never_rated_has_no_recall():
    """A share of nothing is None, not zero."""
    (row,) = stats([answer(0, "kind:cnn.a", None, None)], {}, chapter_of, START).chapters
    assert (row.reviews, row.correct, row.recall, row.items) == (0, None, None, 0)


def test_two_misconceptions_at_once_count_for_each():
    """An answer that two of them explain together is one of each."""
    both = Event("b", START, "answer", "kind:cnn.a", {"verdict": "wrong", "misconception": "ceil+bias", "rating": 1})
    (row,) = stats([both], {}, chapter_of, START).chapters
    assert row.misconceptions == (("bias", 1), ("ceil", 1))


def test_misconceptions_that_are_not_told_apart_count_as_one():
    """An answer that either of two explains is one entry, which names both."""
    either = Event("b", START, "answer", "kind:cnn.a", {"verdict": "wrong", "misconception": "ceil|bias", "rating": 1})
    (row,) = stats([either], {}, chapter_of, START).chapters
    assert row.misconceptions == (("ceil|bias", 1),)
