"""Undo, redo, the time an answer takes and the intervals foreseen, in a sitting without a screen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studytool.cards.deck import Card
from studytool.memory.rating import Rating
from studytool.questions.modes import asking
from studytool.store.open_store import open_store
from studytool.study.session import Sitting
from studytool.study.task import Task
from studytool.text.language import Text
from tests.sittings import Clock, begun

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
ITEM = "kind:cnn.conv-output-size"
CARD = Card("cnn/C-03/1", "card:cnn/C-03/1", Text("front", "正面"), Text("back", "背面"), None)


@pytest.fixture
def store():
    """A new store."""
    with open_store("sqlite://") as opened:
        yield opened


@pytest.fixture
def clock():
    """A clock at the start."""
    return Clock(START)


@pytest.fixture
def sit(store, clock, conv_variant):
    """A way to begin a sitting of some questions whose answer is 15, or in parts 7 and 15."""

    def sit(*wanted):
        made = [Task(ITEM, question=asking.ask(conv_variant, mode)) for mode in wanted or ("forward",)]
        return begun(store, clock, *made)

    return sit


def answered(one, clock, seconds, typed="15"):
    """Answer after some seconds, and go on; the rating that the answer got."""
    clock.wait(seconds)
    one.submit(typed)
    rating = one.current.rating
    one.next()
    return rating


def test_undoing_the_answer_asks_again(sit, store):
    """Nothing is remembered or counted any more, and the same question takes another answer."""
    one = sit()
    one.submit("17")
    change = one.undo()
    assert (change.event.kind, change.current) == ("answer", True)
    assert store.memory() == {}
    assert (one.summary().asked, one.summary().misconceptions, one.current.review) == (0, (), None)
    one.submit("15")
    assert one.summary().chapters == {"cnn": (1, 1)}
    assert store.memory()[ITEM].reviews == 1


def test_redoing_brings_the_answer_back(sit, store):
    """With its rating, its mistake and its place in the summary."""
    one = sit()
    one.submit("17")
    before = (store.memory(), one.summary(), one.current)
    one.undo()
    change = one.redo()
    assert (change.event.data["typed"], change.current) == ("17", True)
    assert (store.memory(), one.summary(), one.current) == before
    assert one.redo() is None


def test_a_changed_rating_is_undone_by_itself(sit, store):
    """The first undo takes back the rating, the second the answer."""
    one = sit()
    one.submit("15")
    good = store.memory()
    one.rate(Rating.EASY)
    assert one.undo().event.kind == "rate"
    assert (one.current.rating, store.memory()) == (Rating.GOOD, good)
    assert one.undo().event.kind == "answer"
    assert store.memory() == {}
    assert one.undo() is None


def test_a_part_is_undone_by_itself(sit):
    """The second part is asked again with the learner's own value of the first, then the first without."""
    one = sit("parts")
    one.submit("9")
    one.advance()
    one.submit("14")
    assert one.undo().current
    assert (one.current.part, one.current.own, one.current.right) == (1, {"k_eff": 9}, [False])
    assert one.submit("14").own
    one.undo()
    one.undo()
    assert (one.current.part, one.current.own, one.current.right) == (0, {}, [])


def test_an_earlier_task_comes_back_and_the_present_one_after_it(sit, store):
    """Undo by undo, the same variant each, the summary counting one less; then they are asked on in their order."""
    one = sit("forward", "forward", "forward")
    first = one.current.task
    one.submit("15")
    second = one.next()
    one.skip()
    third = one.next()
    for kind, task in (("skip", second), ("answer", first)):
        change = one.undo()
        assert (change.event.kind, change.current, one.current.task is task) == (kind, True, True)
    assert (one.summary().asked, one.summary().skipped, store.memory()) == (0, 0, {})
    one.submit("17")
    assert [one.next() is second, one.next() is third, one.next()] == [True, True, None]


def test_redo_goes_on_again(sit):
    """To the task that is answered once more, from one that is already over."""
    one = sit("forward", "forward", "forward")
    one.submit("15")
    one.next()
    one.submit("17")
    one.next()
    one.undo()
    one.undo()
    assert [one.redo().current, one.current.place, one.redo().current, one.current.place] == [True, 1, True, 2]
    assert one.current.right == [False]
    assert (one.next() is not None, one.current.place, one.next()) == (True, 3, None)


def test_what_was_kept_back_comes_back_when_that_is_undone(sit, store, clock):
    """Suspended unanswered it was left; another item's suspension moves nothing."""
    one = sit("forward", "forward")
    first = one.current.task
    store.suspend(ITEM, clock())
    one.next(kept_back=True)
    assert one.undo().current
    assert one.current.task is first
    store.suspend("kind:rl.bandit", clock())
    assert not one.undo().current


def test_what_was_done_before_the_sitting_is_undone_too(sit, store):
    """Undo knows the whole log, in any later sitting."""
    sit().submit("15")
    later = sit()
    assert not later.undo().current
    assert store.memory() == {}


def test_a_card_is_taken_back_after_the_next_one_is_asked(store, clock):
    """Its review is gone; it is asked again, and the next card after it."""
    one = begun(store, clock, Task(CARD.item, card=CARD), Task("card:cnn/C-03/2", card=CARD))
    one.rate(Rating.GOOD)
    one.next()
    assert one.undo().current
    assert (one.current.task.item, one.current.review, store.memory()) == (CARD.item, None, {})
    assert one.next().item == "card:cnn/C-03/2"


steps = st.lists(st.sampled_from(["right", "wrong", "reveal", "skip", "rate", "undo", "redo"]), max_size=14)


@settings(max_examples=40)
@given(steps)
def test_the_summary_counts_what_is_in_force(conv_variant, steps):
    """Whatever is done, undone and redone, the summary, the log and the memory agree."""
    acts = {
        "right": lambda one: one.submit("15"),
        "wrong": lambda one: one.submit("17"),
        "reveal": Sitting.reveal,
        "skip": Sitting.skip,
    }
    with open_store("sqlite://") as store:
        task = Task(ITEM, question=asking.ask(conv_variant, "forward"))
        one = begun(store, Clock(START), *(Task(task.item, question=task.question) for _ in range(20)))
        for step in steps:
            if step in {"undo", "redo"}:
                getattr(one, step)()
            elif step == "rate" and one.current.review:
                one.rate(Rating.HARD)
            elif step in acts:
                if one.current.review:
                    one.next()
                acts[step](one)
                if step == "skip":
                    one.next()
        force = list(store.events(in_force=True))
        kinds = [event.kind for event in force]
        summary = one.summary()
        assert summary.asked == kinds.count("answer") + kinds.count("reveal")
        assert summary.skipped == kinds.count("skip")
        assert summary.correct == sum(event.data.get("verdict") == "correct" for event in force)
        assert dict(summary.misconceptions).get("dilation-ignored", 0) == sum(
            event.data.get("verdict") == "wrong" for event in force
        )
        known = store.memory().get(ITEM)
        assert (known.reviews if known else 0) == summary.asked


def test_an_answer_is_rated_by_ones_own_usual_time(sit, clock):
    """After five right answers of ten seconds: four are easy, thirty hard, twelve good."""
    one = sit(*["forward"] * 9)
    assert [answered(one, clock, 10) for _ in range(5)] == [Rating.GOOD] * 5
    assert answered(one, clock, 4) is Rating.EASY
    assert answered(one, clock, 30) is Rating.HARD
    assert answered(one, clock, 12) is Rating.GOOD
    assert answered(one, clock, 1, "17") is Rating.AGAIN


def test_a_hint_to_any_part_is_help(sit):
    """A question in parts is hard when only its first part needed a hint; undone, the hint was still given."""
    one = sit("parts")
    one.hint()
    one.submit("7")
    one.advance()
    one.submit("15")
    assert one.current.rating is Rating.HARD
    one.undo()
    one.undo()
    assert (one.current.hints, len(one.hints())) == (1, 1)
    one.submit("7")
    one.advance()
    one.submit("15")
    assert one.current.rating is Rating.HARD


def test_another_mode_has_its_own_usual_time(sit, clock):
    """Five quick choices make no whole answer slow, and wrong answers count for neither."""
    one = sit(*["choice"] * 5, *["forward"] * 7)
    for _ in range(5):
        right = one.part.right.key
        answered(one, clock, 1, right)
    for _ in range(5):
        answered(one, clock, 1, "17")
    assert answered(one, clock, 60) is Rating.GOOD


def test_a_clock_that_runs_back_rates_nothing(sit, clock):
    """The time is not known then, so the answer is good, and it stands in the log all the same."""
    one = sit(*["forward"] * 7)
    for _ in range(6):
        answered(one, clock, 10)
    clock.wait(-3600)
    one.submit("15")
    assert one.current.rating is Rating.GOOD
    assert one.undo().current


@pytest.mark.parametrize("rating", list(Rating))
def test_the_foreseen_intervals_come_true(sit, store, clock, rating):
    """Whichever rating is chosen, the item is due when that was said before: new, or reviewed before."""
    one = sit("forward", "forward")
    for seconds in (5, 100_000):
        clock.wait(seconds)
        foreseen = one.foresee()
        one.submit("15")
        assert one.current.intervals == foreseen
        one.rate(rating)
        known = store.memory()[ITEM]
        assert (known.due - known.last).total_seconds() == pytest.approx(foreseen[rating - 1] * 86400, abs=1)
        one.next()


def test_a_cards_intervals_are_known_before_it_is_rated(store, clock):
    """In the order of the ratings, each longer than the one before."""
    one = begun(store, clock, Task(CARD.item, card=CARD))
    assert list(one.foresee()) == sorted(one.foresee())
    store.use(clock(), wanted=0.8)
    assert one.foresee()[2] > 0
    one.rate(Rating.GOOD)
    assert store.memory()[CARD.item].reviews == 1
