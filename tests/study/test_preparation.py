from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from studytool.cards.deck import Card
from studytool.learner.exam import Exam, clear_exam, set_exam
from studytool.memory.exam_plan import FIRST_MINUTES, REVIEW_MINUTES
from studytool.store.events import ANSWER, RATE, Event
from studytool.store.open_store import open_store
from studytool.store.opening import OpeningStore
from studytool.study.planning import preparation, tasks
from studytool.study.preparation import PRIOR, pace_of, prepare
from studytool.study.wish import Wish
from studytool.text.language import Text, UserError

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
FINAL = Exam("Final", NOW + timedelta(days=20, hours=15), {"cnn": 1.0, "rl": 3.0}, 40.0, "UTC")
CARD = Card("rl/Q-04/1", "card:rl/Q-04/1", Text("front", "正面"), Text("back", "背面"), None)


@pytest.fixture
def store(tmp_path):
    """A new store."""
    with open_store(tmp_path / "s.db") as opened:
        yield opened


def answer(item, at, rating, ms=90_000):
    return Event(str(uuid.uuid4()), at, ANSWER, item, {"rating": rating, "ms": ms})


def cards():
    return [CARD]


def test_the_items_are_those_of_the_exams_chapters(store):
    """Every kind and card of the chapters, and no other; chapters weigh as the exam says, items alike within one."""
    set_exam(store, FINAL, NOW)
    found = preparation(store, cards, NOW)
    assert {name.partition(":")[2].partition(".")[0].partition("/")[0] for name in found.names} == {"cnn", "rl"}
    assert CARD.item in found.names
    rl = np.array([".rl" in name or ":rl" in name for name in found.names])
    assert found.items.weight[rl].sum() == pytest.approx(0.75)
    assert found.items.weight.sum() == pytest.approx(1.0)


def test_there_is_nothing_to_prepare_for_without_an_exam_or_after_it(store):
    """Without an exam, after it was cleared, and from its hour on."""
    assert preparation(store, cards, NOW) is None
    set_exam(store, FINAL, NOW)
    assert preparation(store, cards, FINAL.at) is None
    clear_exam(store, NOW + timedelta(seconds=1))
    assert preparation(store, cards, NOW) is None


def test_what_was_reviewed_is_known_and_what_is_suspended_is_left_out(store):
    """The memory's states enter the plan; a suspended item is not asked."""
    store.append(answer("kind:cnn.conv-macs", NOW - timedelta(days=2), 3))
    store.suspend("kind:rl.three-targets", NOW)
    names = ["kind:cnn.conv-macs", "kind:rl.three-targets", "kind:rl.q-learning-update"]
    found = prepare(FINAL, names, store, NOW)
    assert found.names == ["kind:cnn.conv-macs", "kind:rl.q-learning-update"]
    assert found.items.known.tolist() == [True, False]
    assert found.items.elapsed[0] == pytest.approx(2.0)


def test_minutes_spent_today_are_minutes_less(store):
    """What was answered since four in the morning counts, what was answered yesterday does not."""
    store.append(answer("kind:cnn.conv-macs", NOW - timedelta(hours=30), 3, 6 * 60_000))
    assert prepare(FINAL, [], store, NOW).today == 40.0
    store.append(answer("kind:cnn.conv-macs", NOW - timedelta(hours=1), 3, 6 * 60_000))
    assert prepare(FINAL, [], store, NOW).today == 34.0


def test_the_pace_is_the_learners_own_as_far_as_the_log_reaches(store):
    """Times and first answers are shrunk towards the usual; a rating put in place of another is the one that counts."""
    first, second = answer("kind:a.b", NOW, 1), answer("kind:a.b", NOW + timedelta(days=1), 1, 10_000)
    better = Event(str(uuid.uuid4()), NOW + timedelta(days=1), RATE, "kind:a.b", {"of": second.uuid, "rating": 3})
    for event in (first, second, better):
        store.append(event)
    found = prepare(FINAL, [], store, NOW + timedelta(days=9)).pace
    assert found.first_minutes == pytest.approx((1.5 + PRIOR * FIRST_MINUTES) / (1 + PRIOR))
    assert found.minutes == pytest.approx((1 / 6 + PRIOR * REVIEW_MINUTES) / (1 + PRIOR))
    assert found.first_right == pytest.approx(6 / 11)
    assert found.calibration.reviews == 1
    assert 0 < found.calibration.surplus < 1
    assert pace_of([], {}).first_minutes == FIRST_MINUTES


def test_the_earliest_of_many_recent_answers_need_not_be_an_items_first(store):
    """An item that has more reviews than there are among the newest was met before."""
    for day in range(3):
        store.append(answer("kind:a.b", NOW + timedelta(days=day), 3, 60_000))
    newest, memory = store.recent(2), store.memory()
    assert pace_of(newest, memory).first_minutes == FIRST_MINUTES
    assert pace_of(newest, memory).minutes == pytest.approx((2 + PRIOR * REVIEW_MINUTES) / (2 + PRIOR))
    assert pace_of(store.recent(9), memory).first_minutes == pytest.approx((1 + PRIOR * FIRST_MINUTES) / (1 + PRIOR))


def test_the_outlook_joins_plan_band_and_risks(store):
    """Chapters in the exam's order, a band around the mark, risks sorted, and marks that grow with the minutes."""
    set_exam(store, FINAL, NOW)
    found = preparation(store, cards, NOW)
    assert [one.chapter for one in found.chapters()] == ["cnn", "rl"]
    assert found.prediction.low <= found.prediction.mean <= found.prediction.high
    assert found.without == 0.0
    losses = [risk.lost for risk in found.risks()]
    assert losses == sorted(losses, reverse=True)
    marks = [mark for _, mark in found.more()]
    assert marks == sorted(marks)
    assert found.order_minutes <= 40.0


def test_a_sitting_for_the_exam_asks_the_plan_in_its_order(store):
    """`quiz --exam` asks what today's plan has, in order; with no exam set it is refused."""
    wish = Wish(exam=True)
    with pytest.raises(UserError, match="no exam is set"):
        next(tasks(wish, 1, store, cards, NOW))
    set_exam(store, FINAL, NOW)
    order = preparation(store, cards, NOW).order
    assert [task.item for task in tasks(wish, 1, store, cards, NOW)] == order
    assert len(order) == 10


def test_the_plan_is_made_anew_after_each_answer(store):
    """Minutes that are spent are no longer planned, and what was answered, skipped or suspended does not come again."""
    set_exam(store, FINAL, NOW)
    asked = []
    for task in tasks(Wish(exam=True), 1, store, cards, NOW):
        asked.append(task.item)
        if len(asked) == 1:
            store.append(answer(task.item, NOW + timedelta(minutes=15), 3, 15 * 60_000))
            rest = preparation(store, cards, NOW).order
        elif len(asked) == 2:
            assert task.item == rest[0]
            store.suspend(task.item, NOW + timedelta(minutes=16))
    assert len(asked) == len(set(asked))
    assert 4 < len(asked) < 10


def test_other_minutes_are_marked_as_the_prediction_is(store):
    """What the model was wrong so far moves all marks alike, and minutes spent today count for every factor."""
    set_exam(store, FINAL, NOW)
    for day in range(12):
        store.append(answer("kind:cnn.conv-macs", NOW - timedelta(days=30 - day), 1 if day else 3))
    store.append(answer("kind:cnn.conv-output-size", NOW - timedelta(minutes=30), 3, 18 * 60_000))
    found = preparation(store, cards, NOW)
    assert found.pace.calibration.shift < -0.05
    assert found.pace.spent_today == 18.0
    marks = dict(found.more())
    assert marks[40.0] == pytest.approx(found.prediction.mean)
    assert 0.0 <= found.without < marks[20.0]


def test_a_store_that_is_not_yet_open_is_opened_for_the_exam(tmp_path):
    """The interface's store opens itself when the exam is asked for."""
    opening = OpeningStore(str(tmp_path / "s.db"))
    assert preparation(opening, cards, NOW) is None
    opening.close()
