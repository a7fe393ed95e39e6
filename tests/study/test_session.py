from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from studytool.cards.deck import Card
from studytool.course.items import chapter_of
from studytool.memory.rating import Rating
from studytool.questions import bank
from studytool.questions.modes import asking
from studytool.store.open_store import open_store
from studytool.study.planning import new_items, tasks
from studytool.study.session import Sitting
from studytool.study.tally import Summary
from studytool.study.task import Task, question_task
from studytool.study.tracing import APART
from studytool.study.wish import Wish
from studytool.text.language import Text, UserError
from tests.sittings import Clock, begun

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
CONV = "cnn.conv-output-size"
CARD = Card("cnn/C-03/1", "card:cnn/C-03/1", Text("front", "正面"), Text("back", "背面"), None)


@pytest.fixture
def store(tmp_path):
    """A new store."""
    with open_store(tmp_path / "s.db") as opened:
        yield opened


@pytest.fixture
def clock():
    """A clock at the start."""
    return Clock(START)


@pytest.fixture
def conv_task(conv_variant):
    """A way to ask the convolution whose answer is 15."""
    return lambda mode="forward": Task(f"kind:{CONV}", question=asking.ask(conv_variant, mode))


def reviews(store):
    return [(event.kind, event.data.get("verdict"), event.data.get("rating")) for event in store.events()]


def test_a_right_answer_is_a_good_review(store, clock, conv_task):
    """It is in the log before the verdict is returned, with what rebuilds the question and what was typed."""
    one = begun(store, clock, conv_task())
    clock.now += timedelta(seconds=9)
    assert one.submit("15").verdict == "correct"
    (event,) = store.events()
    assert event.item == "kind:cnn.conv-output-size"
    assert event.data["question"] == {"kind": CONV, "version": 1, "seed": 24, "mode": "forward"}
    assert (event.data["typed"], event.data["ms"], event.data["rating"]) == ("15", 9000, 3)


def test_a_wrong_answer_is_again_and_names_the_mistake(store, clock, conv_task):
    """The misconception is kept with the review, and counted in the summary."""
    one = begun(store, clock, conv_task())
    one.submit("17")
    (event,) = store.events()
    assert (event.data["rating"], event.data["misconception"]) == (1, "dilation-ignored")
    assert one.summary().misconceptions == (("dilation-ignored", 1),)


def test_a_number_of_several_mistakes_counts_as_either(store, clock, shared_variant):
    """The review and the summary keep all of them, as one mistake that is not told apart."""
    one = begun(store, clock, Task(f"kind:{CONV}", question=asking.ask(shared_variant, "forward")))
    one.submit("3")
    (event,) = store.events()
    assert event.data["misconception"] == "padded-once|no-plus-one"
    assert one.summary().misconceptions == (("padded-once|no-plus-one", 1),)


def test_an_unreadable_answer_is_no_attempt(store, clock, conv_task):
    """Nothing is logged, and the question stands."""
    one = begun(store, clock, conv_task())
    assert one.submit("fourteen").verdict == "unreadable"
    assert list(store.events()) == []
    assert one.submit("15").verdict == "correct"


def test_a_hint_makes_it_hard(store, clock, conv_task):
    """Hints come one at a time, never with a number, and a right answer after one is hard."""
    one = begun(store, clock, conv_task())
    assert [len(one.hint()) for _ in range(3)] == [1, 2, 2]
    one.submit("15")
    assert reviews(store) == [("answer", "correct", 2)]


def test_the_rating_can_be_changed(store, clock, conv_task):
    """Another rating is an event of its own, and the memory follows it."""
    one = begun(store, clock, conv_task())
    one.submit("15")
    good = store.memory()["kind:" + CONV].due
    one.rate(Rating.EASY)
    one.rate(Rating.EASY)
    assert store.memory()["kind:" + CONV].due > good
    assert [event.kind for event in store.events()] == ["answer", "rate"]


def test_revealing_is_not_knowing(store, clock, conv_task):
    """A revealed solution is a review that failed."""
    one = begun(store, clock, conv_task())
    one.reveal()
    assert reviews(store) == [("reveal", "revealed", 1)]
    assert one.summary().correct == 0


def test_skipping_remembers_nothing(store, clock, conv_task):
    """A skipped task is logged but is no review."""
    one = begun(store, clock, conv_task(), question_task(bank.find(CONV), 2))
    one.skip()
    assert one.next().question.seed == 2
    assert store.memory() == {}
    assert one.summary().skipped == 1


def test_parts_follow_the_learners_own_values(store, clock, conv_task):
    """A wrong part costs that part only: what follows is judged from the learner's value, and the whole is again."""
    one = begun(store, clock, conv_task("parts"))
    assert one.submit("9").verdict == "wrong"
    assert one.advance()
    feedback = one.submit("14")
    assert (feedback.verdict, feedback.own) == ("correct", True)
    assert not one.advance()
    assert reviews(store) == [("answer", "wrong", None), ("answer", "correct", 1)]


def test_an_own_value_that_makes_the_rest_trivial_earns_nothing(store, clock, conv_task):
    """Who answers so that the next part is 1 gets no marks for that 1."""
    one = begun(store, clock, conv_task("parts"))
    one.submit("36")
    one.advance()
    feedback = one.submit("1")
    assert (feedback.verdict, feedback.own, feedback.marks) == ("wrong", False, 0.0)
    assert reviews(store) == [("answer", "wrong", None), ("answer", "wrong", 1)]


def test_parts_all_right_are_good(store, clock, conv_task):
    """One review for the whole question, at its last part."""
    one = begun(store, clock, conv_task("parts"))
    one.submit("7")
    one.advance()
    one.submit("15")
    assert reviews(store) == [("answer", "correct", None), ("answer", "correct", 3)]
    assert one.summary().chapters == {"cnn": (1, 1)}


def test_cards_are_rated_by_hand(store, clock):
    """A card's rating is its review."""
    one = begun(store, clock, Task(CARD.item, card=CARD))
    one.rate(Rating.HARD)
    assert reviews(store) == [("answer", "correct", 2)]
    assert "card:cnn/C-03/1" in store.memory()


def test_what_is_due_comes_first_and_fresh(store, clock, conv_task):
    """Tomorrow what was learned today is asked again, before anything new, in another variant."""
    one = begun(store, clock, conv_task())
    one.submit("17")
    clock.now += timedelta(days=1)
    first, second = islice(tasks(Wish(), 50, store, lambda: [CARD], clock.now), 2)
    assert first.item == "kind:" + CONV
    assert first.question.seed != 24
    assert second.item != first.item


def test_only_due_means_only_due(store, clock):
    """With nothing due, a due sitting is empty."""
    assert list(tasks(Wish(due_only=True), 0, store, lambda: [CARD], clock.now)) == []


def test_a_kind_is_asked_in_ever_new_variants(store, clock):
    """With fixed seeds the n-th question has seed + n, so that `ask` shows the same ones; else each has its own."""
    made = list(tasks(Wish(kind=CONV, count=3, fixed=True), 7, store, list, clock.now))
    assert [task.question.seed for task in made] == [7, 8, 9]
    chosen = [task.question.seed for task in tasks(Wish(kind=CONV, count=3), 7, store, list, clock.now)]
    assert [(seed - 7) % APART for seed in chosen] == [0, 1, 2]


def test_a_chapter_has_its_cards_and_kinds_from_easy_to_hard():
    """New items of a chapter: kinds by level, each followed by the cards of its model."""
    items = list(new_items("cnn", (CARD,)))
    assert all(chapter_of(item) == "cnn" for item in items)
    assert items.index(CARD.item) == items.index("kind:" + CONV) + 1
    levels = [bank.find(item.removeprefix("kind:")).level for item in items if item.startswith("kind:")]
    assert levels == sorted(levels)


def test_chapters_take_turns():
    """Without a chapter, the first new kinds come from different chapters, and every kind comes once."""
    items = list(new_items(None, ()))
    assert len({chapter_of(item) for item in items[:5]}) == 5
    assert sorted(items) == sorted(f"kind:{kind.id}" for kind in bank.kinds())


def test_an_unknown_kind_is_a_users_mistake(store, clock):
    """The sitting does not start, and the nearest kind is named."""
    with pytest.raises(UserError, match="conv-output-size"):
        next(tasks(Wish(kind="cnn.conv-output"), 0, store, list, clock.now))


def test_items_of_another_version_are_passed_over(store, clock):
    """What is due but no longer taught is not asked."""
    one = begun(store, clock, Task("kind:cnn.gone", card=CARD))
    one.rate(Rating.AGAIN)
    assert list(tasks(Wish(due_only=True), 0, store, list, clock.now + timedelta(days=9))) == []


def test_another_mode_holds_from_here_on(store, clock):
    """An unanswered question is asked anew in the mode, later ones too; an answered one stays."""
    one = begun(store, clock, question_task(bank.find(CONV), 1), question_task(bank.find(CONV), 2))
    assert one.ask_in("choice")
    assert one.current.task.question.mode == "choice"
    one.submit("a")
    assert not one.ask_in("forward")
    assert one.current.task.question.mode == "choice"
    one.next()
    assert one.current.task.question.mode == "forward"


def test_a_mode_that_a_kind_lacks_changes_nothing(store, clock):
    """A card has no modes."""
    one = begun(store, clock, Task(CARD.item, card=CARD))
    assert not one.ask_in("choice")


@pytest.mark.parametrize("act", [lambda one: one.submit("99"), Sitting.reveal, Sitting.skip])
def test_what_could_not_be_recorded_was_not_done(store, clock, monkeypatch, conv_task, act):
    """When the store fails, the sitting is where it was, and the same again is recorded once."""
    one = begun(store, clock, conv_task())
    with monkeypatch.context() as broken:
        broken.setattr(store, "append", lambda _: (_ for _ in ()).throw(UserError(Text("full", "已满"))))
        with pytest.raises(UserError):
            act(one)
    assert (one.current.right, one.current.own, one.summary()) == ([], {}, Summary(0, 0, 0, {}, ()))
    act(one)
    assert len(list(store.events())) == 1
