from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytool.memory.skills import SkillGraph
from studytool.store import dangling, notes
from studytool.store.events import ANSWER, RATE, REFERRING, SKIP, UNDO, Event
from studytool.store.open_store import open_store
from studytool.store.rows import to_row
from studytool.store.tables import CACHES, events
from tests.store.test_laws import ITEMS, ONE, answer, at, log_of, steps

SKILLS = SkillGraph({ITEMS[0]: {ITEMS[1]: 0.5, "skill:s": 0.9}}, {ITEMS[0]: {"one": ITEMS[1], "other": "skill:s"}})
NAMING = {
    "rate": Event("n", at(30), "rate", ONE, {"of": "answer-1", "rating": 1}),
    "undo": Event("n", at(30), "undo", ONE, {"of": "answer-1"}),
    "early undo": Event("n", at(-30), "undo", ONE, {"of": "answer-1"}),
}


def cached(store):
    """Return every row of every cache, to the last bit."""
    with store._database.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(table.select()))) for table in CACHES}


def bring(store, log):
    """Put events into the log as a merge does: in a body, whatever they name, and the caches worked out anew."""
    with store._database.writing() as connection:
        for event in log:
            connection.execute(events.insert(), to_row(event))
    store.rebuild()


@pytest.mark.parametrize("named", [answer(1), answer(1, rating=None), Event("answer-1", at(0), "skip", ONE)])
@pytest.mark.parametrize("naming", NAMING.values(), ids=NAMING)
def test_an_event_that_was_named_before_it_came_is_what_a_replay_makes_of_it(naming, named):
    """Its rating or undo counts at once, whichever time it bears."""
    with open_store("sqlite://") as store:
        bring(store, [naming])
        store.append(named)
        store.append(answer(2, hours=40))
        before = cached(store)
        store.rebuild()
        assert cached(store) == before


# Half of the events name another.
more = st.builds(lambda kind, step: (kind, *step[1:]), st.sampled_from([ANSWER, SKIP, RATE, UNDO, UNDO]), steps)


@settings(max_examples=60)
@given(st.lists(more, min_size=8, max_size=20), st.integers(1, 20), st.randoms(use_true_random=False))
def test_whatever_came_first_the_caches_are_those_of_a_replay(drawn, many, shuffle):
    """Some of what names others brought in a body, then all else appended in any order."""
    log = log_of(drawn)
    shuffle.shuffle(log)
    log.sort(key=lambda event: event.kind not in REFERRING)
    rest = sorted(log[many:], key=lambda event: (event.kind in REFERRING, event.kind != RATE))
    with open_store("sqlite://", skills=SKILLS) as store:
        bring(store, log[:many])
        for event in rest:
            store.append(event)
        before = cached(store)
        store.rebuild()
        assert cached(store) == before


def test_it_is_noted_only_as_long_as_there_are_any():
    """A log in which every name is found costs an append nothing more."""

    def noted(store):
        with store._database.reading() as connection:
            return notes.noted(connection, dangling.KEY)

    with open_store("sqlite://") as store:
        store.append(answer(1))
        store.undo(at(1))
        store.rebuild()
        assert noted(store) is None
        bring(store, [Event("n", at(30), "undo", ONE, {"of": "answer-2"})])
        assert noted(store) == "1"
        store.append(answer(2))
        store.rebuild()
        assert noted(store) is None
