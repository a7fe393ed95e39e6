from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytool.memory.fsrs import after, first, retrievability
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.text.language import UserError

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
ITEMS = ("kind:cnn.conv-output-size", "kind:rnn.gru", "card:cnn/C-03/2")


def answer(number, item=ITEMS[0], rating=3, hours=0.0, kind="answer"):
    """Return an answer with its own uuid."""
    data = {"typed": "½ \ud800", "verdict": "correct", "misconception": None, "hints": 0, "rating": rating}
    return Event(f"answer-{number}", START + timedelta(hours=hours), kind, item, data)


def rate(number, of, rating, item=ITEMS[0]):
    """Return a rating of an earlier answer."""
    return Event(f"rate-{number}", START, "rate", item, {"of": f"answer-{of}", "rating": rating})


@pytest.fixture
def store(anywhere):
    """Yield an open store that opening it made, once in a file and once on a server."""
    with open_store(anywhere) as opened:
        yield opened


def test_an_event_comes_back_as_it_was(store):
    """Text, time zone and nested data survive, half a surrogate pair included."""
    data = {"question": {"kind": "x", "seed": 7}, "typed": "十 ½ \ud800 \x00", "part": None, "ms": 1.5}
    event = Event("u", datetime(2026, 1, 1, 8, 0, 0, 123456, timezone(timedelta(hours=8))), "skip", "i", data)
    store.append(event)
    assert list(store.events()) == [event]


def test_a_time_without_a_zone_is_refused():
    """An event's time is aware."""
    with pytest.raises(ValueError, match="aware"):
        Event("u", datetime(2026, 1, 1), "skip", "i")  # noqa: DTZ001


def test_a_review_moves_the_memory_and_the_due_time(store):
    """The cache holds the model's state, and recall at the due time is 0.9."""
    store.append(answer(1))
    store.append(answer(2, rating=1, hours=30))
    known = store.memory([ITEMS[0], "kind:never"])[ITEMS[0]]
    assert known.state == after(first(3), 30 / 24, 1)
    assert (known.reviews, known.lapses, known.last) == (2, 1, START + timedelta(hours=30))
    wait = (known.due - known.last) / timedelta(days=1)
    assert retrievability(known.state, wait) == pytest.approx(0.9, abs=1e-5)


def test_what_has_no_rating_is_no_review(store):
    """Unrated answers and skips are logged, and remembered only once they are rated."""
    store.append(answer(1, rating=None))
    store.append(answer(2, kind="skip"))
    assert store.memory() == {}
    store.append(rate(1, of=1, rating=4))
    assert store.memory()[ITEMS[0]].state == first(4)


def test_the_last_rating_of_an_answer_wins(store):
    """Re-rating an early answer replays what came after it."""
    for number, hours in enumerate((0, 20, 90)):
        store.append(answer(number, hours=hours))
    store.append(rate(1, of=0, rating=1))
    store.append(rate(2, of=0, rating=2))
    expected = after(after(first(2), 20 / 24, 3), 70 / 24, 3)
    assert store.memory()[ITEMS[0]].state == expected


def test_due_items_come_longest_overdue_first(store):
    """Due now, of the prefix, in the order of their due times, at most so many."""
    for number, (item, rating) in enumerate(zip(ITEMS, (2, 1, 1), strict=True)):
        store.append(answer(number, item, rating, hours=number))
    later = START + timedelta(days=30)
    by_due = sorted(ITEMS, key=lambda item: store.memory()[item].due)
    assert store.due(later) == by_due
    assert store.due(later, limit=1) == by_due[:1]
    assert store.due(START) == []


def test_seen_counts_answers_and_reveals_only(store):
    """Skips and ratings show no variant."""
    events = [answer(1), answer(2, kind="reveal", rating=None), answer(3, kind="skip"), rate(1, of=1, rating=2)]
    for event in (*events, answer(4, ITEMS[1])):
        store.append(event)
    assert store.seen(ITEMS[0]) == 2
    assert store.seen("kind:never") == 0


def test_events_since_a_time_and_over_many_pages(store):
    """All events come, in order, however many; `since` keeps those at or after it."""
    for number in range(1003):
        store.append(answer(number, kind="skip", hours=number))
    assert [event.uuid for event in store.events()] == [f"answer-{n}" for n in range(1003)]
    assert len(list(store.events(START + timedelta(hours=1000)))) == 3


def test_settings_are_kept_and_replaced(anywhere):
    """A setting outlives the store and cannot touch the schema's version."""
    with open_store(anywhere) as store:
        assert store.setting("language") is None
        store.remember("language", "en")
        store.remember("language", "zh")
        store.remember("schema", "99")
    with open_store(anywhere) as store:
        assert (store.setting("language"), store.setting("schema")) == ("zh", "99")


@pytest.mark.parametrize(
    "event",
    [
        answer(1, rating=2),
        answer(9, rating=5),
        answer(9, rating="3"),
        rate(9, of=8, rating=3),
        rate(9, of=1, rating=0),
        rate(9, of=1, rating=3, item=ITEMS[1]),
        Event("x", START, "rate", ITEMS[0], {"rating": 3}),
    ],
)
def test_a_refused_event_changes_nothing(store, event):
    """A repeated uuid, a rating that is none, a rating of nothing: told in a line, log and cache as before."""
    store.append(answer(1))
    log, memory = list(store.events()), store.memory()
    with pytest.raises(UserError):
        store.append(event)
    assert (list(store.events()), store.memory()) == (log, memory)
    store.append(answer(2))


def test_data_beyond_json_is_refused_before_anything_is_written(store):
    """NaN has no JSON."""
    with pytest.raises(ValueError, match="JSON"):
        store.append(Event("u", START, "skip", "i", {"x": float("nan")}))
    assert list(store.events()) == []


steps = st.tuples(
    st.sampled_from(["answer", "reveal", "skip", "rate"]),
    st.sampled_from(ITEMS),
    st.sampled_from([None, 1, 2, 3, 4]),
    st.integers(-40 * 24 * 3600 * 10**6, 900 * 24 * 3600 * 10**6),
    st.integers(0, 30),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=30))
def test_a_rebuild_gives_bit_for_bit_what_every_append_gave(log):
    """Cache and replay agree to the last bit, with clocks that jump and answers rated again."""
    with open_store("sqlite://") as store:
        asked = []
        for number, (kind, item, rating, at, pick) in enumerate(log):
            moment = START + timedelta(microseconds=at)
            if kind != "rate":
                event = Event(f"answer-{number}", moment, kind, item, {"rating": rating})
                asked += [event] if kind != "skip" else []
            elif asked:
                of = asked[pick % len(asked)]
                event = Event(f"rate-{number}", moment, "rate", of.item, {"of": of.uuid, "rating": rating or 1})
            else:
                continue
            store.append(event)
        before = store.memory()
        assert store.rebuild() == len(before)
        assert store.memory() == before


def test_other_threads_may_read_and_write(store):
    """A worker thread uses the store that another opened."""
    store.append(answer(0))
    threads = [Thread(target=_work, args=(store, number)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.events())) == 1 + 4 * 25
    assert store.memory()[ITEMS[0]].reviews == 101


def _work(store, number):
    for turn in range(25):
        store.append(answer(f"{number}-{turn}"))
        assert ITEMS[0] in store.memory()


def test_two_programs_may_share_one_database(anywhere):
    """What one appends the other sees, and neither loses a review."""
    with open_store(anywhere) as one, open_store(anywhere) as two:
        for number in range(10):
            (one, two)[number % 2].append(answer(number))
        assert one.memory() == two.memory()
        assert one.memory()[ITEMS[0]].reviews == 10


def test_the_orm_is_never_loaded_and_sqlalchemy_only_on_opening(tmp_path):
    """Importing the package and its values costs no SQLAlchemy; a used store no ORM."""
    program = """
import sys
import studytool.store.open_store, studytool.store.events, studytool.store.remembered
assert not any(name.startswith("sqlalchemy") for name in sys.modules)
with studytool.store.open_store.open_store(sys.argv[1]) as store:
    store.rebuild()
assert "sqlalchemy" in sys.modules
assert not any(name.startswith("sqlalchemy.orm") for name in sys.modules)
"""
    subprocess.run([sys.executable, "-c", program, tmp_path / "log.db"], check=True)


def test_the_latest_answers_of_an_item_come_in_order(store):
    """Only answers, only the item's own, the last one at the end, and no more than wanted."""
    for number in range(5):
        store.append(answer(number, hours=number))
    store.append(answer(5, item=ITEMS[1], hours=5))
    store.append(answer(6, hours=6, kind="reveal"))
    store.append(rate(1, of=4, rating=1))
    assert [event.uuid for event in store.answers(ITEMS[0], 3)] == ["answer-2", "answer-3", "answer-4"]
    assert store.answers(ITEMS[0], 9)[0] == answer(0)
    assert store.answers("kind:never", 3) == []


def test_an_answer_that_was_taken_back_is_none(store):
    """An undone answer is not among the latest; once it is put in force again it is."""
    for number in range(2):
        store.append(answer(number, hours=number))
    store.append(Event("undo-1", START + timedelta(hours=3), "undo", ITEMS[0], {"of": "answer-1"}))
    assert [event.uuid for event in store.answers(ITEMS[0], 3)] == ["answer-0"]
    store.append(Event("redo-1", START + timedelta(hours=4), "redo", ITEMS[0], {"of": "answer-1"}))
    assert [event.uuid for event in store.answers(ITEMS[0], 3)] == ["answer-0", "answer-1"]
