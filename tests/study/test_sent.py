"""What a learner is told of mistakes that send skills for review."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from studytool.course import syllabus
from studytool.memory.rating import Rating
from studytool.questions.modes import asking
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.study.planning import tasks
from studytool.study.sent import listed, names, practised_by, sent_by
from studytool.study.task import Task
from studytool.study.wish import Wish
from studytool.text.language import Text
from tests.sittings import Clock, begun

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SIZE, MACS, ALEXNET = "kind:cnn.conv-output-size", "kind:cnn.conv-macs", "kind:cnn.alexnet-map"
INPUTS = "kind:cnn.input-sizes-of-output"
WINDOW, DILATION = "skill:convolution-size", "skill:dilation"
NAME = Text("Effective size of a dilated kernel", "空洞卷积核的等效尺寸")


@pytest.fixture
def store():
    """A new store that knows the skills."""
    with open_store("sqlite://", skills=syllabus.graph()) as opened:
        yield opened


@pytest.fixture
def clock():
    """A clock a day after the start."""
    return Clock(START + DAY)


@pytest.fixture
def sit(store, clock, conv_variant):
    """A way to begin a sitting of a convolution: 15 is right, or in parts 7 and 15; 17 ignores the dilation."""

    def sit(mode="forward", *, count=1, cram=False):
        made = [Task(SIZE, question=asking.ask(conv_variant, mode)) for _ in range(count)]
        return begun(store, clock, *made, cram=cram)

    return sit


def answer(store, item, rating=3, at=START, misconception=None):
    number = sum(1 for _ in store.events())
    event = Event(f"{number:08}", at, "answer", item, {"rating": rating, "misconception": misconception})
    store.append(event)
    return event


def test_a_mistake_sends_its_skill_and_says_its_name(store, sit):
    """What is told is what has become due with the answer, in both languages."""
    answer(store, SIZE)
    one = sit()
    one.submit("17")
    (event,) = [event for event in store.events() if event.data.get("misconception")]
    assert one.just_sent() == one.sent() == (NAME,)
    assert store.skills()[DILATION].due == event.at


def test_a_skill_that_was_never_reviewed_is_not_sent(store, sit):
    """After a wrong first answer nothing is told, for nothing falls due."""
    one = sit()
    one.submit("17")
    assert (one.just_sent(), one.sent()) == ((), ())
    assert store.skills() == {}


def test_a_kind_is_sent_only_once_it_was_asked_itself(store):
    """What other kinds have exercised of it does not count as knowing it; then it is called by its title."""
    early = answer(store, MACS, 1, START, "padding-ignored")
    assert sent_by([early], store) == ()
    answer(store, SIZE, at=START + HOUR)
    late = answer(store, MACS, 1, START + DAY, "padding-ignored")
    assert sent_by([early, late], store) == (SIZE,)
    assert names([SIZE]) == (Text("Output size of a convolution", "卷积的输出尺寸"),)


@pytest.mark.parametrize("typed", ["15", "99"])
def test_no_misconception_sends_nothing(store, sit, typed):
    """A right answer and a number that no mistake explains leave everything as it was."""
    answer(store, SIZE)
    one = sit()
    assert not one.submit(typed).claim
    assert one.just_sent() == ()


def test_cramming_sends_nothing(store, sit):
    """A misconception met there is named, and that is all."""
    answer(store, SIZE)
    one = sit(cram=True)
    assert one.submit("17").claim
    assert (one.just_sent(), one.sent()) == ((), ())


def test_undo_takes_it_back_and_redo_brings_it_again(store, sit):
    """What is told follows the log."""
    answer(store, SIZE)
    one = sit()
    one.submit("17")
    told = []
    for step in (one.undo, one.redo, one.undo):
        step()
        told.append((one.just_sent(), one.sent()))
    assert told == [((), ()), ((NAME,), (NAME,)), ((), ())]
    one.submit("15")
    assert one.sent() == ()


def test_a_better_rating_takes_it_back(store, sit):
    """The learner is believed, until that rating is undone."""
    answer(store, SIZE)
    one = sit()
    one.submit("17")
    one.rate(Rating.GOOD)
    assert (one.just_sent(), one.sent()) == ((), ())
    one.undo()
    assert (one.just_sent(), one.sent()) == ((NAME,), (NAME,))


def test_a_step_with_a_mistake_sends_before_the_question_is_over(store, sit):
    """A part that carries on from it rightly sends nothing more; the sitting still knows."""
    answer(store, SIZE)
    one = sit("parts")
    feedback = one.submit("3")
    assert feedback.claim
    assert feedback.claim.id == "dilation-ignored"
    assert one.just_sent() == (NAME,)
    one.advance()
    one.submit("17")
    assert (one.just_sent(), one.sent()) == ((), (NAME,))


def test_the_sitting_names_each_once_and_none_that_was_practised_since(store, sit, clock):
    """Two mistakes of one skill are one line; a right answer that contains it takes it away."""
    answer(store, SIZE)
    one = sit(count=3)
    for typed, told in (("17", (NAME,)), ("17", (NAME,)), ("15", ())):
        clock.now += HOUR
        one.submit(typed)
        assert one.sent() == told
        one.next()


def test_of_a_number_of_several_mistakes_all_their_nodes_are_sent(store):
    """Whether each explains it alone or both explain it only together."""
    answer(store, SIZE)
    for place, ids in enumerate(("padded-once|dilation-ignored", "padded-once+dilation-ignored"), start=1):
        event = answer(store, SIZE, 1, START + place * DAY, ids)
        assert sent_by([event], store) == (WINDOW, DILATION)


def test_what_is_suspended_does_not_come_up(store):
    """A kind that the learner keeps back is not announced."""
    answer(store, SIZE)
    event = answer(store, MACS, 1, START + DAY, "padding-ignored")
    store.suspend(SIZE, START + DAY)
    assert sent_by([event], store) == ()
    store.unsuspend(SIZE, START + DAY)
    assert sent_by([event], store) == (SIZE,)


def test_a_store_without_skills_sends_nothing(clock, conv_variant):
    """The memory has the last word, not the syllabus."""
    with open_store("sqlite://") as store:
        one = begun(store, clock, *[Task(SIZE, question=asking.ask(conv_variant, "forward"))] * 2)
        one.submit("15")
        one.next()
        one.submit("17")
        assert one.just_sent() == ()


def test_a_question_practises_the_skill_that_was_sent(store):
    """From the mistake on until its next review, and only a question that contains it."""
    answer(store, SIZE)
    answer(store, "kind:rl.q-learning-update")
    assert practised_by(SIZE, store, START + HOUR) == ()
    answer(store, SIZE, 1, START + DAY, "dilation-ignored")
    assert practised_by(SIZE, store, START + DAY) == (DILATION,)
    assert practised_by(SIZE, store, START + DAY - HOUR) == ()
    assert practised_by("kind:rl.q-learning-update", store, START + DAY) == ()
    answer(store, SIZE, 3, START + DAY + HOUR)
    assert practised_by(SIZE, store, START + DAY + HOUR) == ()


def test_a_kind_that_was_sent_is_told_from_one_that_fell_due(store):
    """The one is due since the mistake, the other since its schedule says so; what contains it practises both."""
    answer(store, SIZE)
    answer(store, MACS, 4)
    due = store.memory()[SIZE].due
    assert practised_by(SIZE, store, due + HOUR) == ()
    answer(store, MACS, 1, due + HOUR, "padding-ignored")
    assert practised_by(SIZE, store, due + HOUR) == (SIZE,)
    assert practised_by(MACS, store, due + HOUR) == (SIZE,)


@pytest.mark.parametrize("item", [ALEXNET, "card:cnn/C-03/1", "kind:gone.away"])
def test_what_was_never_asked_is_asked_as_new(store, item):
    """Though it contains a skill that was sent for review."""
    answer(store, SIZE)
    answer(store, SIZE, 1, START + DAY, "dilation-ignored")
    assert practised_by(item, store, START + DAY) == ()


def test_a_sitting_of_what_is_due_says_what_it_practises(store):
    """One of a kind that was wished for does not: it is asked because of the wish."""
    answer(store, SIZE)
    answer(store, SIZE, 1, START + DAY, "dilation-ignored")
    now = store.memory()[SIZE].due + DAY
    for wish, told in ((Wish(due_only=True), (DILATION,)), (Wish(kind="cnn.conv-output-size"), ())):
        task = next(tasks(wish, 1, store, list, now))
        assert (task.item, task.practises) == (SIZE, told)


def test_a_question_that_is_not_due_says_for_what_it_is_asked(store):
    """The skill was sent by a mistake elsewhere, and this kind contains it most fully."""
    answer(store, SIZE, 4)
    answer(store, INPUTS, 1, START + HOUR, "dilation-ignored")
    store.suspend(INPUTS, START + HOUR)
    now = START + HOUR + timedelta(minutes=1)
    assert store.due(now) == []
    task = next(tasks(Wish(), 1, store, list, now))
    assert (task.item, task.practises) == (SIZE, (DILATION,))


def test_what_is_no_longer_taught_has_no_name():
    """A log may know kinds and skills that the syllabus has lost."""
    assert names(["skill:lost", "kind:cnn.lost", "kind:lost.kind", DILATION]) == (NAME,)


def test_names_are_listed_with_semicolons():
    """A name may have commas of its own."""
    assert listed(names([WINDOW, DILATION])) == Text(
        "Output side of a sliding window; Effective size of a dilated kernel",
        "滑动窗口的输出边长；空洞卷积核的等效尺寸",
    )
