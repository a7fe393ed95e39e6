from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from studytool.fitting.own_log import own_log
from studytool.memory.credit import DISCOUNT
from studytool.memory.fsrs import retrievability
from studytool.memory.replay import elapsed_days, replay
from studytool.memory.review_log import predicted_recall
from studytool.memory.skills import NO_SKILLS, SkillGraph
from studytool.store.events import Event, microseconds
from studytool.store.open_store import open_store

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHOLE, PART, OTHER, SKILL, CARD = "kind:whole", "kind:part", "kind:other", "skill:sigmoid", "card:1"
GRAPH = SkillGraph({WHOLE: {PART: 0.8, OTHER: 0.3, SKILL: 1.0}, PART: {OTHER: 1.0, SKILL: 0.5}, OTHER: {SKILL: 1.0}})
ITEMS = (WHOLE, PART, OTHER, CARD, SKILL)


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


def rows(log):
    """Return (minutes after noon, rating, share) of a log, with the place of each item among those of the log."""
    shares = np.ones(len(log)) if log.shares is None else log.shares
    minutes = (log.times_us - microseconds(START)) // 60_000_000
    return list(zip(log.items.tolist(), minutes.tolist(), log.ratings.tolist(), shares.tolist(), strict=True))


def test_a_right_answer_is_a_fraction_of_a_review_of_what_it_contains():
    """After the answer itself; never before an item's first own review, nor of a skill, nor of a wrong answer."""
    log = own_log(
        [
            event(0, "answer", WHOLE, rating=4),
            event(1, "answer", PART, rating=2),
            event(2, "answer", WHOLE, rating=4),
            event(3, "answer", WHOLE, rating=1),
            event(4, "answer", SKILL, rating=3),
        ],
        START,
        GRAPH,
    )
    assert rows(log) == [(0, 0, 4, 1.0), (1, 1, 2, 1.0), (0, 2, 4, 1.0), (1, 2, 3, 0.8 * DISCOUNT), (0, 3, 1, 1.0)]
    assert log.repeats.tolist() == [2, 4]


def test_the_rating_in_force_and_the_last_reset_decide_on_fractions():
    """An answer undone or rated again gives none, and none from before a reset counts, for the node that was reset."""
    log = own_log(
        [
            event(0, "answer", PART, rating=3),
            event(1, "answer", OTHER, rating=3),
            event(2, "answer", WHOLE, rating=3),
            event(3, "rate", WHOLE, of="0002", rating=1),
            event(4, "answer", WHOLE, rating=3),
            event(5, "undo", WHOLE, of="0004"),
            event(6, "answer", WHOLE, rating=1),
            event(7, "rate", WHOLE, of="0006", rating=3),
            event(8, "reset", PART),
            event(9, "answer", PART, rating=1),
        ],
        START,
        GRAPH,
    )
    assert rows(log) == [(1, 1, 3, 1.0), (2, 2, 1, 1.0), (2, 6, 3, 1.0), (1, 6, 3, 0.3 * DISCOUNT), (0, 9, 1, 1.0)]


moves = st.tuples(
    st.sampled_from(["answer", "answer", "answer", "late", "unrated", "undo", "redo", "reset", "rate"]),
    st.sampled_from(ITEMS),
    st.integers(1, 4),
    st.integers(0, 4000),
)


def do(store, number, what, item, rating, minute):
    """Do one thing to a store, a quarter of an hour after the one before."""
    now = 4000 + 15 * number
    if what in {"answer", "late", "unrated"}:
        when, given = minute if what == "late" else now, None if what == "unrated" else rating
        uuid = f"{minute:04}-{number}"
        store.append(Event(uuid, START + timedelta(minutes=when), "answer", item, {"rating": given}))
    elif what == "rate":
        for answer in store.answers(item, 1):
            store.append(event(now, "rate", item, of=answer.uuid, rating=rating))
    elif what == "reset":
        store.reset(item, START + timedelta(minutes=now))
    else:
        getattr(store, what)(START + timedelta(minutes=now))


@settings(max_examples=25)
@given(st.lists(moves, min_size=1, max_size=25))
def test_the_log_leads_where_the_store_does(tmp_path_factory, log):
    """Whatever happened, in whatever order of time: bit for bit the states, clocks and counts that are scheduled by."""
    with open_store(tmp_path_factory.mktemp("log") / "log.db", skills=GRAPH) as store:
        for number, move in enumerate(log):
            do(store, number, *move)
        events = list(store.events(in_force=True))
        known = {item: row for item, row in store.memory().items() if item not in GRAPH.skills}
    own = own_log(events, START, GRAPH)
    end = replay(own.items, own.times_us, own.ratings, shares=own.shares)
    columns = (end.state.slow, end.state.fast, end.state.difficulty, end.last_us, end.reviews, end.lapses)
    found = zip(*(column.tolist() for column in columns), strict=True)
    assert sorted(found) == sorted(
        (row.state.slow, row.state.fast, row.state.difficulty, microseconds(row.last), row.reviews, row.lapses)
        for row in known.values()
    )


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(ITEMS[:-1]), st.integers(1, 4), st.integers(1, 6000)), max_size=25))
def test_a_review_is_predicted_from_what_the_store_held_just_before_it(tmp_path_factory, answers):
    """To the last bit, answer by answer."""
    expected, minute = [], 0
    with open_store(tmp_path_factory.mktemp("log") / "log.db", skills=GRAPH) as store:
        for item, rating, gap in answers:
            minute += gap
            answer = event(minute, "answer", item, rating=rating)
            if held := store.memory([item]).get(item):
                days = elapsed_days(microseconds(held.last), microseconds(answer.at))
                expected.append(float(retrievability(held.state, days)))
            store.append(answer)
        log = own_log(store.events(in_force=True), START, store.graph())
    assert predicted_recall(log)[log.repeats].tolist() == expected


@given(st.lists(st.tuples(st.sampled_from(ITEMS), st.integers(1, 4)), max_size=25))
def test_without_edges_nothing_changes(answers):
    """A graph that says nothing of what was asked gives the log that no graph gives, without shares."""
    events = [event(minute, "answer", item, rating=rating) for minute, (item, rating) in enumerate(answers)]
    unasked = SkillGraph({"kind:unasked": {PART: 1.0}, PART: {"skill:unknown": 0.5}})
    for graph in (NO_SKILLS, unasked):
        log, plain = own_log(events, START, graph), own_log(events, START)
        assert rows(log) == rows(plain)
        assert log.shares is None
