"""The laws of undo, redo, suspension, burial and reset, over random logs."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytool.memory.fsrs import after, first
from studytool.store.events import ASKED, BURY, RATE, REDO, RESET, SKIP, SUSPEND, UNDO, UNSUSPEND, Event, microseconds
from studytool.store.laws import Entry, outcome
from studytool.store.open_store import open_store
from studytool.store.tables import CACHES, events
from studytool.text.language import UserError

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
ITEMS = ("kind:cnn.conv-output-size", "kind:rnn.gru", "card:cnn/C-03/2")
ONE = ITEMS[0]


def at(hours):
    return START + timedelta(hours=hours)


def answer(number, item=ONE, rating=3, hours=0.0):
    """Return an answer with its own uuid."""
    return Event(f"answer-{number}", at(hours), "answer", item, {"rating": rating})


def cached(store):
    """Return every row of every cache, to the last bit."""
    with store._database.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(table.select()))) for table in CACHES}


@pytest.fixture
def store(anywhere):
    """Yield an open store with two reviews of one item, a day apart; once in a file and once on a server."""
    with open_store(anywhere) as opened:
        opened.append(answer(1))
        opened.append(answer(2, rating=1, hours=24))
        yield opened


def test_undo_takes_back_the_newest_and_redo_puts_it_in_force(store):
    """An undone review leaves no trace in the memory, and a redo brings all of it back."""
    both = store.memory()
    assert store.undo(at(25)).uuid == "answer-2"
    assert store.memory()[ONE].state == first(3)
    assert store.undo(at(26)).uuid == "answer-1"
    assert store.memory() == {}
    assert store.undo(at(27)) is None
    assert not store.can_undo()
    assert [store.redo(at(28)).uuid, store.redo(at(29)).uuid] == ["answer-1", "answer-2"]
    assert store.memory() == both
    assert store.redo(at(30)) is None
    assert (store.can_undo(), store.can_redo()) == (True, False)


def test_undo_and_redo_reach_across_restarts_without_limit(tmp_path):
    """A hundred answers are undone one by one, each in a sitting of its own for some, and redone in the same way."""
    path, states = tmp_path / "log.db", []
    with open_store(path) as store:
        for number in range(100):
            states.append(store.memory())
            store.append(answer(number, ITEMS[number % 3], 1 + number % 4, hours=number))
        states.append(store.memory())
    for places, step in ((range(99, -1, -1), "undo"), (range(1, 101), "redo")):
        store = open_store(path)
        for place in places:
            if place % 9 == 0:
                store.close()
                store = open_store(path)
            assert getattr(store, step)(at(200)) is not None
            assert store.memory() == states[place]
        assert getattr(store, step)(at(200)) is None
        store.close()


def test_undo_works_while_the_clock_runs_backwards(store):
    """Whatever the clock says, an undo takes back, and a redo after it counts."""
    both = store.memory()
    store.undo(START - timedelta(days=400))
    assert store.memory()[ONE].state == first(3)
    store.redo(START - timedelta(days=800))
    assert store.memory() == both


def test_what_is_done_after_an_undo_ends_the_redoing(store):
    """An answer given instead of the undone one is not joined by it."""
    store.undo(at(25))
    store.append(answer(3, hours=26))
    assert store.to_redo() is None
    assert store.redo(at(27)) is None
    assert store.to_undo().uuid == "answer-3"


DEEDS = {
    "suspend": lambda store: store.suspend(ONE, at(30)),
    "unsuspend": lambda store: store.unsuspend(ITEMS[1], at(30)),
    "bury": lambda store: store.bury(ONE, at(99), at(30)),
    "reset": lambda store: store.reset(ONE, at(30)),
    "rate": lambda store: store.append(Event("r", at(30), RATE, ONE, {"of": "answer-1", "rating": 1})),
    "answer": lambda store: store.append(answer(9, hours=30)),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_can_be_undone_and_redone(store, deed):
    """Suspending, burying, resetting, rating and answering are taken back and put in force by the same two keys."""
    store.suspend(ITEMS[1], at(29))

    def look():
        return store.memory(), store.held()

    before = look()
    DEEDS[deed](store)
    done = look()
    assert done != before
    store.undo(at(31))
    assert look() == before
    store.redo(at(32))
    assert look() == done


def test_a_skip_is_undone_before_the_answer_that_came_before_it(store):
    """Undo never reaches past what the learner did last."""
    store.append(Event("s", at(30), SKIP, ITEMS[1], {}))
    assert store.undo(at(31)).kind == SKIP
    assert store.undo(at(32)).uuid == "answer-2"


def test_a_rating_of_an_undone_answer_has_no_effect(store):
    """Undoing the answer undoes what was said of it; redoing it brings the later rating back."""
    store.append(Event("r", at(25), RATE, ONE, {"of": "answer-2", "rating": 4}))
    rated = store.memory()
    store.append(Event("u", at(26), UNDO, ONE, {"of": "answer-2"}))
    assert store.memory()[ONE].state == first(3)
    store.append(Event("v", at(27), REDO, ONE, {"of": "answer-2"}))
    assert store.memory() == rated


def test_suspended_and_buried_items_are_not_due(store):
    """Not while they are kept back; a buried one comes back by itself."""
    store.append(answer(5, ITEMS[1], rating=1))
    late = at(1000)
    assert set(store.due(late)) == {ONE, ITEMS[1]}
    store.suspend(ONE, at(30))
    store.bury(ITEMS[1], late + timedelta(hours=1), at(30))
    assert store.due(late) == []
    assert store.due(late + timedelta(hours=1)) == [ITEMS[1]]
    assert {item for item, held in store.held().items() if held.at(late)} == {ONE, ITEMS[1]}
    store.unsuspend(ONE, at(31))
    assert store.due(late) == [ONE]


def test_an_item_never_reviewed_may_be_suspended(store):
    """What is new can be kept back too."""
    store.suspend("kind:new", at(30))
    assert store.held()["kind:new"].at(at(9999))
    assert "kind:new" not in store.memory()


def test_a_reset_item_starts_anew(store):
    """The reviews before the reset no longer count, those after it do."""
    store.reset(ONE, at(25))
    assert store.memory() == {}
    store.append(answer(3, rating=4, hours=26))
    assert store.memory()[ONE].state == first(4)
    assert store.memory()[ONE].reviews == 1


def test_an_answer_from_the_past_takes_its_place_in_time(store):
    """Replay goes by time, not by the order of recording."""
    store.append(answer(3, rating=2, hours=12))
    assert store.memory()[ONE].state == after(after(first(3), 0.5, 2), 0.5, 1)


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_of_two_answers_at_one_time_the_uuid_decides(tmp_path, order):
    """Which was recorded first does not matter."""
    ratings = {"a": 4, "b": 1}
    with open_store(tmp_path / "tie.db") as store:
        for uuid in order:
            store.append(Event(uuid, START, "answer", ONE, {"rating": ratings[uuid]}))
        assert store.memory()[ONE].state == after(first(4), 0.0, 1)


def test_undone_events_are_left_out_on_request(store):
    """The log keeps them; a reader who counts what is in force does not see them."""
    store.undo(at(25))
    assert [event.kind for event in store.events()] == ["answer", "answer", "undo"]
    assert [event.uuid for event in store.events(in_force=True)][:1] == ["answer-1"]
    assert "answer-2" not in {event.uuid for event in store.events(in_force=True)}


def test_wanted_recall_and_weights_are_settings_in_the_log(tmp_path):
    """A change makes every due time anew, is kept across restarts, and outlives a rebuild."""
    with open_store(tmp_path / "log.db") as store:
        store.append(answer(1))
        at_90 = store.memory()[ONE]
        store.use(at(1), wanted=0.8)
        assert store.memory()[ONE].due > at_90.due
        weights = (0.2, *store.model().weights[1:-1], 0.1)
        store.use(at(2), weights=weights)
    with open_store(tmp_path / "log.db") as store:
        assert (store.model().wanted, store.model().weights) == (0.8, weights)
        store.append(answer(2, rating=2, hours=50))
        assert store.memory()[ONE].state == after(first(3, weights), 50 / 24, 2, weights)
        before = cached(store)
        store.rebuild()
        assert cached(store) == before
        count = len(list(store.events()))
        store.use(at(60), wanted=0.8, weights=weights)
        assert len(list(store.events())) == count
        assert store.undo(at(61)).uuid == "answer-2"


@pytest.mark.parametrize(
    "event",
    [
        Event("x", START, "dance", ONE, {}),
        Event("x", START, UNDO, ONE, {"of": "nothing"}),
        Event("x", START, REDO, ONE, {}),
        Event("x", START, UNDO, ITEMS[1], {"of": "answer-1"}),
        Event("x", START, BURY, ONE, {"until": "tomorrow"}),
        Event("x", START, SUSPEND, "", {}),
        Event("x", START, "setting", "", {"key": "wanted-recall", "value": 1.5}),
        Event("x", START, "setting", "", {"key": "weights", "value": [1.0]}),
        Event("x", START, "setting", ONE, {"key": "a", "value": 1}),
    ],
)
def test_an_event_that_cannot_stand_in_the_log_changes_nothing(store, event):
    """An unknown kind, or one without what its kind asks for, is told in a line of each language."""
    before = (list(store.events()), cached(store))
    with pytest.raises(UserError) as caught:
        store.append(event)
    assert "\n" not in caught.value.text.en + caught.value.text.zh
    assert (list(store.events()), cached(store)) == before


def test_a_log_with_a_newer_kind_is_refused_on_opening(tmp_path):
    """A program that does not know a kind of event does not guess, and changes nothing."""
    path = tmp_path / "log.db"
    with open_store(path) as store, store._database.reading() as connection:
        connection.exec_driver_sql("INSERT INTO kinds VALUES ('telepathy')")
    content = path.read_bytes()
    with pytest.raises(UserError, match=r"newer kind \(telepathy\); update studytool"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_replay_over_a_newer_kind_is_refused(store):
    """What another program wrote into the log without saying so is met by a refusal, not by a guess."""
    with store._database.reading() as connection:
        row = {"uuid": "x", "at": 0, "kind": "telepathy", "item": ONE, "data": "{}"}
        connection.execute(events.insert(), row)
    before = cached(store)
    for act in (store.rebuild, lambda: store.undo(at(30))):
        with pytest.raises(UserError, match="newer kind"):
            act()
        assert cached(store) == before


KINDS = [*ASKED * 4, SKIP, RATE, RATE, UNDO, UNDO, UNDO, REDO, REDO, SUSPEND, UNSUSPEND, BURY, RESET]
steps = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(ITEMS),
    st.sampled_from([None, 1, 2, 3, 4]),
    st.one_of(st.integers(0, 3), st.integers(-(10**13), 10**14)),
    st.integers(0, 40),
)


def said(pick):
    """Return a verdict and misconceptions, or neither."""
    verdict, mistakes = divmod(pick, 4)
    names = (None, "one", "one+other", "one|other")[mistakes]
    return {"verdict": (None, "correct", "wrong")[verdict % 3], "misconception": names}


def log_of(drawn):
    """Return events: each that names another names an earlier one of the list, and times go as they please."""
    log = []
    for number, (kind, item, rating, offset, pick) in enumerate(drawn):
        named = [e for e in log if e.kind in (ASKED if kind == RATE else set(KINDS) - {UNDO, REDO})]
        data = {"rating": rating, **said(pick)} if kind in ASKED else {}
        if kind in {RATE, UNDO, REDO}:
            if not named:
                continue
            of = named[pick % len(named)]
            data = {"of": of.uuid, **({"rating": rating or 1} if kind == RATE else {})}
        if kind == BURY:
            data = {"until": microseconds(START) + pick * 10**9}
        # The uuid's order is not the order of recording.
        uuid = f"{random.Random(number).getrandbits(64):016x}"
        subject = of.item if "of" in data else item
        log.append(Event(uuid, START + timedelta(microseconds=offset), kind, subject, data))
    return log


@settings(max_examples=80)
@given(st.lists(steps, max_size=25))
def test_every_append_gives_bit_for_bit_what_a_rebuild_gives(drawn):
    """Caches and replay agree to the last bit, with clocks that jump, equal times, and undos of whatever."""
    with open_store("sqlite://") as store:
        for event in log_of(drawn):
            store.append(event)
        before = cached(store)
        store.rebuild()
        assert cached(store) == before


@settings(max_examples=40)
@given(st.lists(steps, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_recording_changes_nothing(drawn, shuffle):
    """Two logs with the same events have the same caches."""
    log = log_of(drawn)
    other = sorted(log, key=lambda event: (event.kind in {RATE, UNDO, REDO}, shuffle.random()))
    with open_store("sqlite://") as one, open_store("sqlite://") as two:
        for event in log:
            one.append(event)
        for event in other:
            two.append(event)
        assert cached(one) == cached(two)


@given(st.lists(steps, max_size=25), st.lists(st.sampled_from(["undo", "redo"]), max_size=12))
def test_undo_and_redo_walk_back_and_forth_over_the_same_states(drawn, walk):
    """Any number of undos and as many redos lead back to the same memory, from any log."""
    with open_store("sqlite://") as store:
        for event in log_of(drawn):
            store.append(event)
        before, depth = cached(store), 0
        for step in walk:
            if step == "undo":
                depth += store.undo(START) is not None
            elif depth:
                assert store.redo(START) is not None
                depth -= 1
        for _ in range(depth):
            assert store.redo(START) is not None
        assert {**cached(store), "kinds": None} == {**before, "kinds": None}


def test_a_clock_that_was_put_back_between_sittings_does_not_confuse_undo(tmp_path):
    """What was done last in this sitting is undone first, though it bears an earlier time than an older sitting."""

    def review(number, hours):
        return Event(f"{number:032x}", START + timedelta(hours=hours), "answer", f"kind:cnn.{number}", {"rating": 3})

    with open_store(tmp_path / "s.db") as store:
        store.append(review(1, 20))
    with open_store(tmp_path / "s.db") as store:
        for number in (2, 3):
            store.append(review(number, 9 + number / 60))
        now = START + timedelta(hours=10)
        assert [store.undo(now).item for _ in range(3)] == ["kind:cnn.3", "kind:cnn.2", "kind:cnn.1"]
        assert [store.redo(now).item for _ in range(2)] == ["kind:cnn.1", "kind:cnn.2"]
        store.append(review(4, 9.5))
        assert not store.can_redo()
        assert store.undo(now).item == "kind:cnn.4"


def test_what_another_program_adds_meanwhile_is_not_undone_first(tmp_path):
    """A merge in a second terminal brings older events; undo and redo stay with what was done here."""
    here = Event("1" * 32, START, "answer", "kind:cnn.mine", {"rating": 3})
    theirs = Event("2" * 32, START - timedelta(days=7), "answer", "kind:cnn.theirs", {"rating": 3})
    with open_store(tmp_path / "s.db") as store, open_store(tmp_path / "s.db") as other:
        store.append(here)
        other.append(theirs)
        assert store.undo(START).item == "kind:cnn.mine"
        assert store.redo(START).item == "kind:cnn.mine"
        assert [store.undo(START).item for _ in range(2)] == ["kind:cnn.mine", "kind:cnn.theirs"]


def naive(entries):
    """Return what the laws say, by the shortest reading of them: the reviews, suspended, buried."""
    log = sorted(entries)
    toggles = {e.of: e.kind for e in log if e.kind in {UNDO, REDO}}
    force = [e for e in log if e.kind in {UNDO, REDO} or toggles.get(e.uuid) != UNDO]
    reviews, suspended, buried = [], False, None
    for e in force:
        if e.kind == RESET:
            reviews = []
        elif e.kind in ASKED:
            rating = next((r.rating for r in reversed(force) if r.kind == RATE and r.of == e.uuid), e.rating)
            reviews += [(e.at_us, rating)] if rating else []
        elif e.kind in {SUSPEND, UNSUSPEND}:
            suspended = e.kind == SUSPEND
        elif e.kind == BURY:
            buried = e.until_us
    return reviews, suspended, buried


uuids = st.sampled_from("abcdefgh")
entries = st.builds(
    lambda at_us, kind, rating, of, until: Entry(
        at_us,
        "",
        kind,
        (rating or 1) if kind == RATE else rating if kind in ASKED else None,
        of if kind in {RATE, UNDO, REDO} else None,
        until if kind == BURY else None,
    ),
    st.integers(0, 5),
    st.sampled_from(KINDS),
    st.sampled_from([None, 1, 2, 3, 4]),
    uuids,
    st.integers(0, 9),
)


@settings(max_examples=300)
@given(st.lists(entries, max_size=8), st.permutations("abcdefgh"))
def test_the_laws_are_what_their_shortest_reading_says(log, names):
    """Dangling names and all, against an independent implementation."""
    named = [entry._replace(uuid=name) for entry, name in zip(log, names, strict=False)]
    came = outcome(named)
    reviews = [(answer.at_us, answer.rating) for answer in came.reviews]
    assert (reviews, came.suspended, came.buried_us) == naive(named)


def test_an_answer_is_mistaken_while_it_counts_and_is_not_rated_well():
    """A misconception before a reset, in an answer that was rated well afterwards, or none at all, is none."""
    wrong = [Entry(number, f"a{number}", "answer", 1, mistakes="padded-once") for number in (1, 3, 4)]
    plain = Entry(5, "a5", "answer", 1)
    rated = Entry(6, "r", RATE, 3, of="a4")
    revealed = Entry(7, "a7", "reveal", mistakes=None)
    found = outcome([*wrong, Entry(2, "reset", RESET), plain, rated, revealed])
    assert [one.uuid for one in found.mistaken] == ["a3"]
    assert [one.uuid for one in found.reviews] == ["a3", "a4", "a5"]
