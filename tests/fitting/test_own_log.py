from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from studytool.fitting.own_log import own_log
from studytool.store.events import Event

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def event(minute, kind, item, **data):
    """Return an event so many minutes after noon."""
    return Event(f"{minute:04}", START + timedelta(minutes=minute), kind, item, data)


def test_only_what_counts_is_a_review():
    """Later ratings are put in place, what was undone or came before a reset is left out, skips and settings too."""
    log = own_log(
        [
            event(0, "answer", "a", rating=3),
            event(1, "answer", "b", rating=3),
            event(2, "reveal", "a", rating=1),
            event(3, "rate", "a", of="0002", rating=2),
            event(4, "answer", "a", rating=4),
            event(5, "undo", "a", of="0004"),
            event(6, "skip", "a"),
            event(7, "answer", "a"),
            event(8, "reset", "b"),
            event(9, "answer", "b", rating=1),
            event(10, "setting", "", key="wanted-recall", value=0.8),
        ],
        START,
    )
    assert log.ratings.tolist() == [3, 2, 1]
    assert log.repeats.tolist() == [1]
    assert (log.times_us[1] - log.times_us[0]) == 120_000_000


def test_an_unused_log_is_empty():
    """No events, no reviews."""
    assert len(own_log([], START)) == 0


def test_a_day_begins_at_four_by_the_learners_clock():
    """In Beijing four in the morning is 20:00 UTC, in New York 9:00 UTC."""
    days = {zone: own_log([], START.astimezone(timezone(timedelta(hours=zone)))).day_start_us for zone in (8, -5, 0)}
    assert {zone: start / 3_600_000_000 for zone, start in days.items()} == {8: 20.0, -5: 9.0, 0: 4.0}
