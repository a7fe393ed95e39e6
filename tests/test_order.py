from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from studytool import syllabus
from studytool.memory.fsrs import DEFAULT_WEIGHTS, first, interval
from studytool.order import due_in_order, is_open, new_in_order
from studytool.store import open_store
from studytool.store.events import Event

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
SIZE, MACS, PARAMETERS = "kind:cnn.conv-output-size", "kind:cnn.conv-macs", "kind:cnn.conv-parameters"
ALEXNET = "kind:cnn.alexnet-map"
CARD = "card:cnn/C-06/1"


@pytest.fixture
def store(tmp_path):
    """A new store that knows the skills."""
    with open_store(tmp_path / "s.db", skills=syllabus.graph()) as opened:
        yield opened


def answer(store, item, rating=3, at=START, misconception=None):
    number = sum(1 for _ in store.events())
    store.append(Event(f"{number:08}", at, "answer", item, {"rating": rating, "misconception": misconception}))


def both_due(store):
    """Answer the map, then the side that it contains, and return a time at which both are due, the side for longer."""
    days = float(interval(first(4), 0.9))
    answer(store, ALEXNET, rating=4, at=START + timedelta(days=5.2 - days))
    answer(store, SIZE)
    return max(found.due for found in store.memory().values()) + timedelta(hours=1)


def everything(_):
    return True


def test_a_kind_opens_when_what_it_needs_is_known(store):
    """A wrong answer to it does not open it, a right one does, and forgetting closes it again."""
    for item, rating, days, opened in ((SIZE, 3, 0, False), (PARAMETERS, 1, 1, False), (PARAMETERS, 3, 2, True)):
        at = START + timedelta(days=days)
        answer(store, item, rating, at)
        assert is_open(MACS, store.memory(), at + timedelta(hours=1), DEFAULT_WEIGHTS) is opened
    assert is_open(SIZE, {}, START, DEFAULT_WEIGHTS)
    assert not is_open(MACS, store.memory(), START + timedelta(days=400), DEFAULT_WEIGHTS)


def test_a_skill_that_other_kinds_have_taught_opens_a_kind(store):
    """What is needed may be known through any kind that contains it."""
    sweeps = "kind:rl.value-iteration-sweeps"
    assert not is_open(sweeps, store.skills(), START, DEFAULT_WEIGHTS)
    answer(store, "kind:rl.q-learning-update")
    assert is_open(sweeps, store.skills(), START + timedelta(hours=1), DEFAULT_WEIGHTS)


def test_new_kinds_wait_until_they_are_open_and_their_cards_with_them(store):
    """The answer just given counts; where nothing is open the order stays as it was."""
    items = [MACS, CARD, SIZE, PARAMETERS]
    asked = new_in_order(items, store, START)
    assert next(asked) == SIZE
    answer(store, SIZE)
    assert next(asked) == PARAMETERS
    answer(store, PARAMETERS)
    assert list(asked) == [MACS, CARD]
    assert list(new_in_order([ALEXNET, MACS], store, START - timedelta(days=1))) == [ALEXNET, MACS]


def test_where_nothing_is_open_the_first_is_asked(tmp_path):
    """Nobody is left without a question."""
    with open_store(tmp_path / "s.db") as store:
        assert list(new_in_order([MACS, CARD, ALEXNET], store, START)) == [MACS, CARD, ALEXNET]


def test_what_knocks_out_others_is_asked_first_and_they_are_asked_no_more(store):
    """Of a map and the side that it contains only the map is left, if it is answered right."""
    later = both_due(store)
    assert store.due(later) == [SIZE, ALEXNET]
    asked = due_in_order(store, later, everything)
    assert next(asked) == ALEXNET
    answer(store, ALEXNET, at=later)
    assert list(asked) == []


def test_of_very_many_only_the_longest_overdue_are_weighed(store, monkeypatch):
    """What is past the bound waits, though it would knock out others."""
    monkeypatch.setattr("studytool.order.WEIGHED", 1)
    assert list(due_in_order(store, both_due(store), everything)) == [SIZE, ALEXNET]


def test_a_wrong_answer_knocks_out_nothing_and_each_is_asked_once(store):
    """The part is still asked, the whole not again."""
    later = both_due(store)
    asked = due_in_order(store, later, everything)
    next(asked)
    answer(store, ALEXNET, rating=1, at=later)
    assert list(asked) == [SIZE]
    assert list(due_in_order(store, later, lambda item: item == ALEXNET)) == []


def test_a_skill_that_a_misconception_sent_is_practised(store):
    """By a kind that contains it, though it is not due; and not by one of another chapter than asked for."""
    answer(store, "kind:gnn.sage-layer")
    answer(store, "kind:gnn.gcn-layer", rating=1, at=START + timedelta(hours=1), misconception="relu-forgotten")
    soon = START + timedelta(hours=1, minutes=1)
    asked = list(due_in_order(store, soon, everything))
    assert asked[0] in {"kind:gnn.gcn-layer", "kind:gnn.sage-layer"}
    assert store.skills()["skill:relu"].due == START + timedelta(hours=1)
    assert list(due_in_order(store, soon, lambda item: item.startswith("kind:rl"))) == []
