from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.fsrs import State, after, first, interval
from studytool.memory.outlook import next_intervals
from studytool.memory.rating import Rating

stabilities = st.floats(1e-4, 36500.0)
states = st.builds(State, stabilities, stabilities, st.floats(1.0, 10.0))


@given(states, st.floats(0.0, 1000.0), st.floats(0.6, 0.98))
def test_the_outlook_is_what_each_rating_would_give(state, elapsed, wanted):
    """Each of the four is the interval after that rating, to the last bit."""
    expected = tuple(float(interval(after(state, elapsed, rating), wanted)) for rating in Rating)
    assert next_intervals(state, elapsed, wanted=wanted) == expected


def test_a_new_item_has_an_outlook():
    """Without a state the four are those after a first review, a better rating the longer."""
    found = next_intervals(None, 0.0)
    assert found == tuple(float(interval(first(rating), 0.9)) for rating in Rating)
    assert list(found) == sorted(found)


@pytest.mark.parametrize("wanted", [0.7, 0.95])
def test_the_wanted_recall_is_heeded(wanted):
    """Who wants to remember less waits longer."""
    state = State(10.0, 100.0, 5.0)
    waits = zip(next_intervals(state, 8.0, wanted=wanted), next_intervals(state, 8.0), strict=True)
    assert all((one > other) == (wanted < 0.9) for one, other in waits)
