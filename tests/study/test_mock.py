from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.course.chapters import CHAPTERS
from studytool.questions import bank
from studytool.questions.numbers import answer_text
from studytool.store.events import ANSWER, SKIP
from studytool.store.open_store import open_store
from studytool.study.mock import MockSitting, blueprint, paper
from tests.sittings import Clock

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
SHARES = {"cnn": 0.25, "rl": 0.75}


@pytest.fixture
def store(tmp_path):
    """A new store."""
    with open_store(tmp_path / "s.db") as opened:
        yield opened


def started(store, count=4, limit=600, seed=2):
    clock = Clock(START)
    return MockSitting(paper(SHARES, count, seed), SHARES, store, clock, timedelta(seconds=limit)), clock


def key(task):
    """What is typed for the right answer."""
    part = task.question.parts[-1]
    chosen = next((option.key for option in part.options if option.value == part.answer), None)
    return chosen or answer_text(part.answer, part.type, digits=12)


weights = st.dictionaries(st.sampled_from(CHAPTERS), st.floats(0.05, 10), min_size=1)


@given(weights, st.integers(1, 60))
def test_the_blueprint_gives_each_chapter_its_share(weights, count):
    """The numbers sum to the count, and none is more than one away from the chapter's share of it."""
    shares = {chapter: weight / sum(weights.values()) for chapter, weight in weights.items()}
    found = blueprint(shares, count)
    assert sum(found.values()) == count
    assert all(abs(found.get(chapter, 0) - share * count) < 1 for chapter, share in shares.items())


def test_a_paper_is_drawn_by_its_seed_and_mixes_levels():
    """The same seed gives the same questions; all kinds of a chapter come before any comes twice; levels are mixed."""
    drawn = [task.question for task in paper(SHARES, 20, 7)]
    assert [(one.kind.id, one.seed) for one in drawn] == [
        (task.question.kind.id, task.question.seed) for task in paper(SHARES, 20, 7)
    ]
    assert [one.kind.id for one in drawn] != [task.question.kind.id for task in paper(SHARES, 20, 8)]
    counts = Counter(one.kind.id for one in drawn if one.kind.chapter == "rl")
    assert sum(counts.values()) == 15
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len(counts) == min(15, len(bank.chapter("rl")))
    few = [task.question.kind.level for task in paper({"cnn": 1.0}, 4, 1)]
    assert len(set(few)) == 4
    assert {one.mode for one in drawn} == {"forward"}


def test_answers_are_ordinary_reviews_and_nothing_is_said_until_the_end(store):
    """Each answer is in the log when it was taken, with its verdict and rating; what was taken says only so."""
    sitting, clock = started(store)
    task = sitting.next()
    clock.wait(30)
    assert sitting.submit(key(task)) == "taken"
    assert sitting.finished_question
    (event,) = store.events()
    assert (event.kind, event.item, event.data["verdict"], event.data["ms"]) == (ANSWER, task.item, "correct", 30_000)
    assert task.item in store.memory()


def test_the_report_gives_marks_by_chapter_times_and_misconceptions(store):
    """A right answer, a known mistake, a blank and one never reached: the mark is that of the right one."""
    sitting, clock = started(store)
    for place in range(3):
        task = sitting.next()
        clock.wait(10 * (place + 1))
        if place == 0:
            sitting.submit(key(task))
        elif place == 1:
            part = task.question.parts[-1]
            sitting.submit(answer_text(part.claims[0].value, part.type, digits=12))
        else:
            sitting.leave_blank()
    report = sitting.report()
    assert [one.answered for one in report.questions] == [True, True, False, False]
    assert [one.seconds for one in report.questions] == [10, 20, 30, 0]
    assert report.average_seconds == 15
    assert [(one.chapter, one.questions) for one in report.chapters] == [("cnn", 1), ("rl", 3)]
    assert report.chapters[0].mark == 1.0
    assert 0.25 <= report.mark < 1
    assert report.misconceptions
    assert not report.time_over
    assert [event.kind for event in store.events()] == [ANSWER, ANSWER, SKIP]


def test_every_question_can_be_looked_at_afterwards(store):
    """In the order of the paper, with what was typed and its verdict; what was not answered has neither."""
    sitting, _ = started(store)
    sitting.submit(key(sitting.next()))
    sitting.next()
    sitting.leave_blank()
    sitting.next()
    looked = sitting.report().looked
    assert [one.task for one in looked] == list(sitting.paper)
    assert [[given.feedback.verdict for given in one.answers] for one in looked] == [["correct"], [], [], []]
    assert looked[0].answers[0].typed == key(sitting.paper[0])


def test_when_the_time_is_over_what_was_answered_is_kept(store):
    """A late answer is not taken and not logged, no further question comes, and the rest is unanswered."""
    sitting, clock = started(store, limit=60)
    task = sitting.next()
    clock.wait(20)
    assert sitting.submit(key(task)) == "taken"
    task = sitting.next()
    assert sitting.left(clock()) == timedelta(seconds=40)
    clock.wait(41)
    assert sitting.submit(key(task)) == "late"
    assert sitting.next() is None
    report = sitting.report()
    assert report.time_over
    assert report.seconds == 60
    assert sum(one.answered for one in report.questions) == 1
    assert [one.seconds for one in report.questions] == [20, 40, 0, 0]
    assert len(list(store.events())) == 1


def test_an_unreadable_answer_is_no_attempt(store):
    """It is neither logged nor counted, and the question stays."""
    sitting, _ = started(store)
    sitting.next()
    assert sitting.submit("?!") == "unreadable"
    assert not sitting.finished_question
    assert list(store.events()) == []


def test_handing_in_early_ends_the_clock(store):
    """The time of the report is that until the paper was handed in."""
    sitting, clock = started(store)
    sitting.next()
    clock.wait(5)
    sitting.stop()
    clock.wait(500)
    assert sitting.report().seconds == 5
    assert sitting.report().mark == 0.0
