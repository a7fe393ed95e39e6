from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.fsrs import State, after, first, interval
from studytool.memory.fuzz import fuzzed
from studytool.memory.outlook import next_intervals
from studytool.memory.rating import Rating
from studytool.store.events import Event
from studytool.store.open_store import open_store

DAY = timedelta(days=1)

stabilities = st.floats(1e-4, 36500.0)
states = st.builds(State, stabilities, stabilities, st.floats(1.0, 10.0))


@given(states, st.floats(0.0, 1000.0), st.floats(0.6, 0.98), st.text(max_size=9), st.integers(1, 99))
def test_the_outlook_is_what_each_rating_would_give(state, elapsed, wanted, item, reviews):
    """Each of the four is the interval after that rating, spread as that review's is, to the last bit."""
    days = [float(interval(after(state, elapsed, rating), wanted)) for rating in Rating]
    expected = tuple(fuzzed(each, item, reviews + 1) for each in days)
    assert next_intervals(item, reviews, state, elapsed, wanted=wanted) == expected


def test_a_new_item_has_an_outlook():
    """Without a state the four are those after a first review, a better rating the longer."""
    found = next_intervals("x", 0, None, 0.0)
    assert found == tuple(fuzzed(float(interval(first(rating), 0.9)), "x", 1) for rating in Rating)
    assert list(found) == sorted(found)


@pytest.mark.parametrize("wanted", [0.7, 0.95])
def test_the_wanted_recall_is_heeded(wanted):
    """Who wants to remember less waits longer."""
    state = State(10.0, 100.0, 5.0)
    waits = zip(next_intervals("x", 3, state, 8.0, wanted=wanted), next_intervals("x", 3, state, 8.0), strict=True)
    assert all((one > other) == (wanted < 0.9) for one, other in waits)


@pytest.mark.parametrize("item", ["kind:cnn.a", "card:cnn/b"])
def test_what_is_foreseen_is_what_the_store_schedules(item):
    """For every rating of each of some reviews: the same moment."""
    now = datetime(2026, 9, 1, tzinfo=UTC)
    with open_store("sqlite://") as store:
        for number in range(24):
            rating, before = 1 + number * 7 % 4, store.memory().get(item)
            known = (before.reviews, before.state, (now - before.last) / DAY) if before else (0, None, 0.0)
            days = next_intervals(item, *known)[rating - 1]
            store.append(Event(f"u{number}", now, "answer", item, {"rating": rating}))
            assert (store.memory()[item].due - now) / DAY == pytest.approx(days, abs=1e-10)
            now += timedelta(days=days)
