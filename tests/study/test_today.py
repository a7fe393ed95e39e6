from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from studytool.learner.habits import WEEKDAYS, habits_of
from studytool.memory.fsrs import interval
from studytool.memory.fuzz import fuzz_range
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.store.opening import OpeningStore
from studytool.study import today
from studytool.study.planning import tasks
from studytool.study.wish import Wish

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)
KINDS = ("cnn.conv-output-size", "cnn.conv-parameters", "cnn.conv-macs", "rl.q-learning-update")


@pytest.fixture
def store(tmp_path):
    """A new store whose days begin at four in UTC."""
    with open_store(tmp_path / "s.db") as opened:
        opened.set("zone", "UTC", NOON - 30 * DAY)
        yield opened


def answer(store, kind, at, rating=3, number=0):
    """Record one answer."""
    data = {"rating": rating, "verdict": "correct", "typed": "1"}
    store.append(Event(f"{kind}{at}{number}", at, "answer", f"kind:{kind}", data))


def habits(store, **settings):
    """Set these, and read them back."""
    for key, value in settings.items():
        store.set(key.replace("_", "-"), value, NOON - 2 * DAY)
    return habits_of(store.settings())


def asked(store, wish=None, now=NOON, count=99):
    return [task.item for task in islice(tasks(wish or Wish(due_only=True), 1, store, list, now), count)]


def test_what_was_done_since_the_day_began_is_taken_off(store):
    """A repeated item counts once, a first review as a new one, and what was before four in the morning not at all."""
    found = habits(store, reviews_a_day=3, new_a_day=2)
    assert today.left(store, found, NOON) == (3, 2)
    answer(store, KINDS[0], NOON - 5 * DAY)
    answer(store, KINDS[1], NOON - timedelta(hours=9))
    assert today.left(store, found, NOON) == (3, 2)
    answer(store, KINDS[0], NOON, number=1)
    answer(store, KINDS[0], NOON, number=2)
    answer(store, KINDS[2], NOON, 1)
    answer(store, KINDS[2], NOON + timedelta(minutes=1), 1)
    assert today.left(store, found, NOON + timedelta(hours=1)) == (2, 1)
    assert today.left(store, found, NOON + DAY) == (3, 2)


def test_an_undone_answer_leaves_its_place(store):
    """It has not been asked."""
    found = habits(store, new_a_day=1)
    answer(store, KINDS[0], NOON)
    assert today.left(store, found, NOON) == (None, 0)
    store.undo(NOON)
    assert today.left(store, found, NOON) == (None, 1)


def test_a_clock_that_was_put_back_loses_nothing(store):
    """What lies ahead by the present clock is still known, and nothing fails."""
    answer(store, KINDS[0], NOON, 1)
    found = habits(store, reviews_a_day=1, new_a_day=1, easy_days=["mon", "tue"])
    for back in (timedelta(minutes=1), DAY, 400 * DAY):
        due, new = today.left(store, found, NOON - back)
        assert (due, new) in {(1, 0), (1, 1)}
        assert f"kind:{KINDS[0]}" not in asked(store, now=NOON - back)
        answer(store, KINDS[1], NOON - back, number=back.days)
    assert store.memory()[f"kind:{KINDS[1]}"].reviews == 3
    assert store.undo(NOON - 400 * DAY) is not None


def test_more_than_the_limit_leaves_nothing(store):
    """Never less than none."""
    for kind in KINDS:
        answer(store, kind, NOON)
    assert today.left(store, habits(store, new_a_day=2), NOON) == (None, 0)


def test_a_sitting_keeps_to_the_limits(store):
    """So many due items, then so many new ones; tomorrow as many again. A kind that is named is asked without end."""
    for kind in KINDS:
        answer(store, kind, NOON - 3 * DAY, 1)
    habits(store, reviews_a_day=2, new_a_day=1)
    found = asked(store, Wish())
    assert len(found) == 3
    assert {item.removeprefix("kind:") for item in found[:2]} <= set(KINDS)
    assert found[2].removeprefix("kind:") not in KINDS
    for item in found:
        answer(store, item.removeprefix("kind:"), NOON)
    assert asked(store, Wish()) == []
    assert len(asked(store, Wish(), NOON + DAY)) == 3
    assert len(asked(store, Wish(kind=KINDS[0]), count=5)) == 5


def test_what_is_no_longer_taught_takes_no_place(store):
    """The limit is of what is asked."""
    answer(store, "cnn.gone", NOON - 4 * DAY, 1)
    answer(store, KINDS[0], NOON - 3 * DAY, 1)
    habits(store, reviews_a_day=1)
    assert asked(store) == [f"kind:{KINDS[0]}"]


def test_a_store_that_is_not_yet_open_knows_the_same(store, tmp_path):
    """Settings, what is held and what was reviewed today, read from the file alone."""
    answer(store, KINDS[0], NOON - 3 * DAY, 1)
    answer(store, KINDS[1], NOON, 1)
    store.suspend(f"kind:{KINDS[2]}", NOON)
    store.bury(f"kind:{KINDS[3]}", NOON + DAY, NOON)
    answer(store, KINDS[1], NOON + timedelta(hours=1), 1)
    store.undo(NOON + timedelta(hours=2))
    habits(store, reviews_a_day=2, easy_days=["sat"])
    glance = OpeningStore(str(tmp_path / "s.db"))
    start = NOON - timedelta(hours=8)
    assert glance.settings() == store.settings()
    assert glance.held() == store.held()
    assert glance.asked(start) == store.asked(start)
    assert [event.item for event in glance.asked(start)] == [f"kind:{KINDS[1]}"]
    assert asked(glance, Wish(), count=6) == asked(store, Wish(), count=6)
    assert glance._store is None
    new = OpeningStore(str(tmp_path / "none.db"))
    assert (new.settings(), new.held(), new.asked(start)) == ({}, {}, [])
    assert not (tmp_path / "none.db").exists()


def test_what_is_held_is_not_asked(store, tmp_path):
    """Neither due nor new, with the store open or not; what is buried comes back when that is over."""
    answer(store, KINDS[0], NOON - 3 * DAY, 1)
    store.bury(f"kind:{KINDS[0]}", NOON + DAY, NOON)
    store.suspend(f"kind:{KINDS[1]}", NOON)
    assert asked(store) == []
    glance = OpeningStore(str(tmp_path / "s.db"))
    assert (glance.due(NOON), glance.due(NOON + 2 * DAY)) == ([], [f"kind:{KINDS[0]}"])
    assert f"kind:{KINDS[1]}" not in asked(store, Wish(chapter="cnn"))
    assert asked(store, now=NOON + 2 * DAY) == [f"kind:{KINDS[0]}"]


@pytest.mark.parametrize(("rating", "waits"), [(4, True), (1, False)])
def test_an_easy_day_puts_off_what_may_wait(store, rating, waits):
    """A long interval reaches into the next day, a short one does not; on another day neither waits."""
    answer(store, KINDS[0], NOON, rating)
    item = f"kind:{KINDS[0]}"
    due = store.memory()[item].due
    day = habits_of({"zone": "UTC"}).calendar.day(due).weekday()
    easy, other = (habits_of({"zone": "UTC", "easy-days": [WEEKDAYS[(day + later) % 7]]}) for later in (0, 3))
    assert (item in today.waiting([item], store, easy, due)) is waits
    assert today.waiting([item], store, other, due) == frozenset()


def test_what_waits_stays_within_the_range_of_its_interval(store):
    """On the day that it waits for, its interval is still one that could have been drawn."""
    found = habits(store, easy_days=["wed", "thu"])
    for number, kind in enumerate(KINDS):
        answer(store, kind, NOON - 40 * DAY, 2 + number % 3)
        answer(store, kind, NOON - 20 * DAY, 3, 1)
    for hour in range(0, 24 * 60, 7):
        now = NOON + timedelta(hours=hour)
        due = store.due(now)
        for item in today.waiting(due, store, found, now):
            known = store.memory()[item]
            longest = fuzz_range(interval(known.state, 0.9))[1]
            assert (found.next_full_day(now) - known.last) / DAY <= longest
            assert found.calendar.day(now).weekday() in {2, 3}
