"""Implicit credit in the log: what was worked out answer by answer is what a replay gives, bit for bit."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studytool.memory.credit import DISCOUNT, begun, credited
from studytool.memory.fsrs import first
from studytool.memory.skills import SkillGraph
from studytool.store.events import RATE, RESET, UNDO, Event
from studytool.store.open_store import open_store
from studytool.store.tables import CACHES
from studytool.store.upkeep.connecting import connect
from studytool.store.upkeep.doctor import examine

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
WHOLE, PART, SKILL, CARD = "kind:whole", "kind:part", "skill:sigmoid", "card:cnn/C-03/1"
GRAPH = SkillGraph(
    {WHOLE: {PART: 0.8, SKILL: 1.0}, PART: {SKILL: 0.5}},
    {WHOLE: {"floor": PART, "slope": SKILL}, PART: {"sign": SKILL}},
)
ITEMS = (WHOLE, PART, CARD, SKILL)


def at(hours):
    return START + timedelta(hours=hours)


def answer(number, item, rating=3, hours=0.0, misconception=None):
    """Return an answer with its own uuid."""
    return Event(f"answer-{number:03}", at(hours), "answer", item, {"rating": rating, "misconception": misconception})


def cached(store):
    """Return every row of every cache, to the last bit."""
    with store._database.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(table.select()))) for table in CACHES}


@pytest.fixture
def store(tmp_path):
    """Yield an open store in which the part was answered once."""
    with open_store(tmp_path / "log.db", skills=GRAPH) as opened:
        opened.append(answer(1, PART))
        yield opened


def test_a_right_answer_reviews_what_it_contains_by_a_fraction(store):
    """The part's memory is credited, its own reviews are still one."""
    store.append(answer(2, WHOLE, hours=72))
    part = store.memory()[PART]
    assert part.state == credited(first(3), 3.0, 0.8 * DISCOUNT)
    assert part.last == at(72 * 0.8 * DISCOUNT)
    assert part.reviews == 1
    assert part.due > at(72)


def test_a_wrong_answer_gives_no_credit(store):
    """Whoever fails the whole may have failed the part."""
    before = store.memory([PART, SKILL])
    store.append(answer(2, WHOLE, rating=1, hours=72))
    assert store.memory([PART, SKILL]) == before


def test_an_elementary_skill_is_known_from_the_answers_that_contain_it(store):
    """It begins with a share, is not among what is asked, and falls due by no time."""
    assert store.skills()[SKILL].state == begun(0.5 * DISCOUNT)
    assert SKILL not in store.memory()
    assert store.due(datetime(9999, 1, 1, tzinfo=UTC)) == [PART]


def test_what_was_never_asked_itself_stays_new(store, tmp_path):
    """The whole's right answer makes no memory of a part that was never asked."""
    with open_store(tmp_path / "other.db", skills=GRAPH) as other:
        other.append(answer(1, WHOLE))
        assert other.memory().keys() == {WHOLE}
        other.append(answer(2, PART, hours=5))
        assert other.memory()[PART].state == first(3)


@pytest.mark.parametrize(
    ("ids", "node"), [("floor", PART), ("slope", SKILL), ("other|floor", PART), ("slope+x", SKILL)]
)
def test_a_misconception_sends_its_node_for_review_until_the_next_one(store, ids, node):
    """The node is due from the answer on; its memory stays as it is, and a right answer ends it."""
    before = store.memory([node])[node]
    store.append(answer(2, WHOLE, 1, hours=1, misconception=ids))
    sent = store.memory([node])[node]
    assert (sent.due, sent.state) == (at(1), before.state)
    store.append(answer(3, WHOLE, 3, hours=2))
    assert store.memory([node])[node].due > at(1000 if node == SKILL else 2)


def test_a_misconception_in_an_answer_that_was_rated_better_sends_nothing(store):
    """Who says that it was a slip is believed."""
    before = store.memory([PART])
    store.append(answer(2, WHOLE, 1, hours=1, misconception="floor"))
    store.append(Event("r", at(2), RATE, WHOLE, {"of": "answer-002", "rating": 3}))
    assert store.memory([PART])[PART].due > before[PART].due


def test_undo_and_reset_take_the_credit_back(store):
    """An answer that does not count gives nothing; a node's reset forgets the fractions before it."""
    before = store.memory([PART, SKILL])
    store.append(answer(2, WHOLE, hours=72))
    store.undo(at(73))
    assert store.memory([PART, SKILL]) == before
    store.redo(at(74))
    store.reset(PART, at(75))
    store.append(answer(3, PART, hours=80))
    assert store.memory()[PART].state == first(3)
    assert store.memory()[PART].last == at(80)


def test_another_graph_makes_the_caches_anew(tmp_path):
    """Opened with another graph the memory follows it; opened without one it stays as it is."""
    path = tmp_path / "log.db"
    with open_store(path) as store:
        store.append(answer(1, PART))
        store.append(answer(2, WHOLE, hours=72))
        plain = store.memory()
    with open_store(path, skills=GRAPH) as store:
        assert store.memory()[PART] != plain[PART]
        assert store.graph().json == GRAPH.json
        with_credit = cached(store)
    with open_store(path) as store:
        assert cached(store) == with_credit
        store.append(answer(3, WHOLE, hours=99))
    with open_store(path, skills=SkillGraph()) as store:
        assert store.memory()[PART] == plain[PART]
        assert store.skills() == {}


moves = st.tuples(
    st.sampled_from(["answer", "late", "part", UNDO, "redo", RESET, RATE]),
    st.sampled_from(ITEMS),
    st.integers(1, 4),
    st.sampled_from([None, "floor", "slope", "sign|floor"]),
    st.integers(0, 400),
)


@settings(max_examples=30, deadline=None)
@example(log=[("answer", SKILL, 1, None, 0), (UNDO, SKILL, 1, None, 0)])
@given(log=st.lists(moves, min_size=1, max_size=25))
def test_what_is_cached_is_what_a_replay_gives(tmp_path_factory, log):
    """After any events in any order of time, bit for bit; and the doctor finds nothing."""
    path = tmp_path_factory.mktemp("log") / "log.db"
    with open_store(path, skills=GRAPH) as store:
        for number, move in enumerate(log):
            do(store, number, *move)
            if number % 8 == 0:
                same_after_rebuild(store)
        same_after_rebuild(store)
    with closing(connect(path, wait=1.0)) as database:
        found = {check.name: check.state for check in examine(database, at(10**4))}
    assert {found[table.name] for table in CACHES} == {"ok"}


def same_after_rebuild(store):
    before = cached(store)
    store.rebuild()
    assert cached(store) == before


def do(store, number, what, item, rating, misconception, hours):
    now = at(1000 + number)
    if what in {"answer", "late", "part"}:
        when = at(hours) if what == "late" else now
        data = {"rating": None if what == "part" else rating, "misconception": misconception}
        store.append(Event(f"{hours}-{number}", when, "answer", item, data))
    elif what == UNDO:
        store.undo(now)
    elif what == "redo":
        store.redo(now)
    elif what == RESET:
        store.reset(item, now)
    else:
        answers = store.answers(item, 3)
        if answers:
            store.append(Event(f"rate-{number}", now, RATE, item, {"of": answers[0].uuid, "rating": rating}))
