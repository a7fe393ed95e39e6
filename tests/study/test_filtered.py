"""Sittings of what was wrong this week, and cramming, which changes nothing that is remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from studytool.cards.deck import Card
from studytool.course.items import chapter_of
from studytool.course.syllabus import graph
from studytool.memory.rating import Rating
from studytool.questions import bank
from studytool.questions.modes import asking
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.study.planning import new_items, tasks
from studytool.study.session import Sitting
from studytool.study.task import Task
from studytool.study.wish import Wish
from studytool.text.language import Text

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CONV = "kind:cnn.conv-output-size"
CARD = Card("cnn/C-03/1", "card:cnn/C-03/1", Text("front", "正面"), Text("back", "背面"), None)


@pytest.fixture
def store():
    """A new store that knows what contains what."""
    with open_store("sqlite://", skills=graph()) as opened:
        yield opened


def answered(store, item, at, verdict="wrong", kind="answer"):
    """Record one answer."""
    rating = 3 if verdict == "correct" else 1
    store.append(Event(f"{item}{at}", at, kind, item, {"rating": rating, "verdict": verdict}))


def asked(store, wish, seed=1):
    return [task.item for task in islice(tasks(wish, seed, store, lambda: [CARD], NOON), 99)]


def test_only_what_was_wrong_in_the_last_seven_days(store):
    """The latest first, due or not, each once; neither what was right only, nor what was wrong before."""
    answered(store, CONV, NOON - 6 * DAY)
    answered(store, CONV, NOON - 5 * DAY, "correct")
    answered(store, "kind:rl.three-targets", NOON - 2 * DAY, "revealed", "reveal")
    answered(store, CARD.item, NOON - 3 * DAY)
    answered(store, "kind:gan.value", NOON - DAY, "correct")
    answered(store, "kind:rnn.gru-step", NOON - 8 * DAY)
    assert asked(store, Wish(wrong_this_week=True)) == ["kind:rl.three-targets", CARD.item, CONV]
    assert asked(store, Wish(wrong_this_week=True, chapter="rl")) == ["kind:rl.three-targets"]


def test_an_answer_taken_back_was_not_wrong(store):
    """What is undone was not answered, and what is suspended is not asked."""
    answered(store, CONV, NOON - 2 * DAY)
    answered(store, CARD.item, NOON - DAY)
    store.undo(NOON)
    assert asked(store, Wish(wrong_this_week=True)) == [CONV]
    store.suspend(CONV, NOON)
    assert asked(store, Wish(wrong_this_week=True)) == []


def test_cramming_asks_everything_once_in_an_order_of_the_seed(store):
    """Of the chapter, due, new or known; another seed gives another order."""
    answered(store, CONV, NOON - DAY, "correct")
    store.set("new-a-day", 0, NOON)
    one = asked(store, Wish(chapter="cnn", cram=True))
    assert sorted(one) == sorted(new_items("cnn", [CARD]))
    assert one == asked(store, Wish(chapter="cnn", cram=True))
    assert one != asked(store, Wish(chapter="cnn", cram=True), 2)
    assert {chapter_of(item) for item in asked(store, Wish(cram=True))} == {kind.chapter for kind in bank.kinds()}


def test_cramming_changes_nothing_that_is_remembered(store, conv_variant):
    """Right, wrong with a known mistake, revealed, or a card rated: recorded, counted, and no review of anything."""
    for number in range(3):
        answered(store, CONV, NOON - (9 - 2 * number) * DAY, "correct" if number else "wrong")
    answered(store, CARD.item, NOON - DAY, "correct")
    before = (store.memory(), store.skills(), store.due(NOON), store.held())
    question = asking.ask(conv_variant, "forward")
    wanted = [Task(CONV, question=question) for _ in range(3)] + [Task(CARD.item, card=CARD)] * 2
    one = Sitting(wanted, store, lambda: NOON, cram=True)
    for act in (
        lambda: one.submit("15"),
        lambda: one.submit("17"),
        one.reveal,
        lambda: one.rate(Rating.AGAIN),
        lambda: one.rate(Rating.EASY),
    ):
        one.next()
        act()
        one.rate(Rating.HARD)
        assert one.current.rating is None
    assert (store.memory(), store.skills(), store.due(NOON), store.held()) == before
    store.rebuild()
    assert (store.memory(), store.skills()) == before[:2]
    crammed = [event for event in store.events() if event.data.get("cram")]
    assert [event.kind for event in crammed] == ["answer", "answer", "reveal", "answer", "answer"]
    assert all(event.data["rating"] is None and event.data["misconception"] is None for event in crammed)
    assert crammed[1].data["named"] == "dilation-ignored"
    summary = one.summary()
    assert (summary.asked, summary.correct, summary.misconceptions) == (5, 2, (("dilation-ignored", 1),))


def test_what_was_crammed_is_undone_like_anything(store, conv_variant):
    """The question is asked again."""
    one = Sitting([Task(CONV, question=asking.ask(conv_variant, "forward"))], store, lambda: NOON, cram=True)
    one.next()
    one.submit("15")
    assert one.undo().current
    assert one.summary().asked == 0
