"""A mock exam: timed, by blueprint, no word on right or wrong until the end; the memory learns from it as ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Literal, NamedTuple

import numpy as np

from studytool.answer.judging.judge import Feedback
from studytool.answer.reading.read import Reading, Unreadable
from studytool.course.chapters import CHAPTERS
from studytool.kinds.kind import Kind
from studytool.learner.exam import MINUTES_A_QUESTION, MOST_QUESTIONS, QUESTIONS, Exam, minutes_a_day
from studytool.learner.exam_entry import naming, whole_number
from studytool.questions import bank
from studytool.store.log import Log
from studytool.study.session import Clock, Sitting
from studytool.study.task import Task, question_task
from studytool.text.exam_words import QUESTIONS_COUNTED

Taken = Literal["taken", "unreadable", "late"]
"""What became of an answer: it counts; it cannot be read and may be typed again; the time was over before it."""


class Sat(NamedTuple):
    """One question of the paper: what was asked, the mark from 0 to 1, the seconds, and whether it was answered."""

    item: str
    chapter: str
    mark: float
    seconds: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What was typed for a part of a question, by its place from 0, and the verdict on it."""

    part: int
    typed: str
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class Looked:
    """One question of the paper to be looked at afterwards, with the answers to its parts."""

    task: Task
    answers: tuple[Answered, ...]


class ChapterMark(NamedTuple):
    """A chapter of the report: its questions, how many were answered, and its mark from 0 to 1."""

    chapter: str
    questions: int
    answered: int
    mark: float


@dataclass(frozen=True, slots=True)
class Report:
    """How a mock exam went; `misconceptions` are ids with their counts, the most frequent first.

    `looked` are the questions with what was answered, in the order of `questions`.
    """

    mark: float
    chapters: tuple[ChapterMark, ...]
    misconceptions: tuple[tuple[str, int], ...]
    questions: tuple[Sat, ...]
    seconds: float
    time_over: bool
    looked: tuple[Looked, ...] = ()

    @property
    def average_seconds(self) -> float:
        """The mean time of the answered questions; 0 where there is none."""
        times = [one.seconds for one in self.questions if one.answered]
        return sum(times) / len(times) if times else 0.0


def shares_of(exam: Exam | None) -> dict[str, float]:
    """The share of each chapter in a mock of this exam; of every chapter alike where none is set."""
    return exam.shares if exam else dict.fromkeys(CHAPTERS, 1.0 / len(CHAPTERS))


def asked_for(exam: Exam | None, count: str | None, minutes: str | None) -> tuple[int, float]:
    """The number of questions and the minutes that were typed, or what is usual; UnfitEntryError for what is unfit."""
    with naming("count"):
        number = whole_number(count, exam.questions if exam else QUESTIONS, MOST_QUESTIONS, QUESTIONS_COUNTED)
    with naming("minutes"):
        return number, minutes_a_day(minutes) if minutes else number * MINUTES_A_QUESTION


def blueprint(shares: Mapping[str, float], count: int) -> dict[str, int]:
    """Return how many of `count` questions each chapter has: its share, the remainders going to the largest ones."""
    whole = {chapter: int(share * count + 1e-9) for chapter, share in shares.items()}
    rest = sorted(shares, key=lambda chapter: whole[chapter] - shares[chapter] * count)
    for chapter in rest[: count - sum(whole.values())]:
        whole[chapter] += 1
    return {chapter: number for chapter, number in whole.items() if number}


def paper(shares: Mapping[str, float], count: int, seed: int) -> tuple[Task, ...]:
    """Return the questions of an exam, the same for the same arguments; within a chapter the levels take turns.

    Each is asked for its answer (`forward`), or in its kind's first mode where it has no such one.
    """
    draw = np.random.default_rng(seed)
    kinds = [kind for chapter, number in blueprint(shares, count).items() for kind in _drawn(chapter, number, draw)]
    return tuple(question_task(kind, seed + place, "forward") for place, kind in enumerate(kinds))


def _drawn(chapter: str, number: int, draw: np.random.Generator) -> Iterator[Kind]:
    """So many kinds of a chapter, all of them before any comes again."""
    kinds = sorted(bank.chapter(chapter), key=lambda kind: kind.id)
    mixed = [kinds[place] for place in draw.permutation(len(kinds)).tolist()]
    nth, seen = {}, Counter[int]()
    for kind in mixed:
        nth[kind.id] = seen[kind.level]
        seen[kind.level] += 1
    return islice(cycle(sorted(mixed, key=lambda kind: (nth[kind.id], kind.level))), number)


class MockSitting:
    """A paper sat against the clock; an answer is in the log at once, its verdict only in the report.

    The time runs from the first `next`. What is left when it is over counts as unanswered.
    """

    def __init__(
        self, paper: tuple[Task, ...], shares: Mapping[str, float], store: Log, clock: Clock, limit: timedelta
    ) -> None:
        self.paper = paper
        self.shares = shares
        self.clock = clock
        self.limit = limit
        self.began: datetime | None = None
        self.asked: datetime | None = None
        self.sat: list[Sat] = []
        self._sitting = Sitting(paper, store, clock)
        self._answers: list[Answered] = []
        self._looked: list[Looked] = []
        self._stopped: datetime | None = None

    @property
    def current(self) -> Task:
        """The task that is being asked; an error before the first `next`."""
        return self._sitting.current.task

    @property
    def sitting(self) -> Sitting:
        """The sitting underneath, for what is asked now; its feedback is not for the learner's eyes."""
        return self._sitting

    def next(self) -> Task | None:
        """The next task; None after the last one, and once the time is over."""
        now = self.clock()
        self.began = self.began or now
        if self.left(now) <= timedelta(0):
            return None
        task = self._sitting.next()
        self.asked, self._answers = now, []
        return task

    def left(self, now: datetime) -> timedelta:
        """The time that is left; all of it before the first question."""
        return self.limit - (now - (self.began or now))

    def read(self, typed: str) -> Reading | Unreadable:
        """How the answer typed so far is understood."""
        return self._sitting.read(typed)

    def submit(self, typed: str) -> Taken:
        """Take an answer to the current part; on `taken`, `finished_question` says whether the question is over."""
        now = self.clock()
        if self.left(now) < timedelta(0):
            return "late"
        part = self._sitting.current.part
        feedback = self._sitting.submit(typed)
        if feedback.reading is None:
            return "unreadable"
        self._answers.append(Answered(part, typed.strip(), feedback))
        if not self._sitting.advance():
            self._note(now, answered=True)
        return "taken"

    @property
    def finished_question(self) -> bool:
        """Whether every part of the current question has been answered."""
        return self.asked is None

    def leave_blank(self) -> None:
        """Go on without an answer: no mark, and nothing is remembered of it."""
        now = self.clock()
        self._sitting.skip()
        self._note(now, answered=False)

    def stop(self) -> None:
        """Hand in before the end."""
        self._stopped = self.clock()

    def report(self) -> Report:
        """How it went; to be asked for once it is over."""
        now = self._stopped or self.clock()
        sat = [*self.sat, *self._left_open(now)]
        chapters = tuple(_chapter(name, [one for one in sat if one.chapter == name]) for name in self._chapters())
        weight = sum(self.shares[one.chapter] for one in chapters)
        mark = sum(self.shares[one.chapter] * one.mark for one in chapters) / weight if weight else 0.0
        spent = now - (self.began or now)
        over = len(self.sat) < len(self.paper) and spent >= self.limit
        mistakes = self._sitting.summary().misconceptions
        seconds = min(spent, self.limit).total_seconds()
        return Report(mark, chapters, mistakes, tuple(sat), seconds, over, self._to_look_at())

    def _to_look_at(self) -> tuple[Looked, ...]:
        """Every question of the paper; of the one that was being asked at the end the parts answered so far."""
        left = [Looked(task, ()) for task in self.paper[len(self._looked) :]]
        if left and self.asked:
            left[0] = Looked(left[0].task, tuple(self._answers))
        return (*self._looked, *left)

    def _left_open(self, now: datetime) -> Iterator[Sat]:
        """What was not answered before the end; the question that was being asked then took time nevertheless."""
        end = min(now, (self.began or now) + self.limit)
        asked = self.asked
        for task in self.paper[len(self.sat) :]:
            seconds = max((end - asked).total_seconds(), 0.0) if asked else 0.0
            asked = None
            yield Sat(task.item, task.chapter, 0.0, seconds, answered=False)

    def _chapters(self) -> list[str]:
        return list(dict.fromkeys(task.chapter for task in self.paper))

    def _note(self, now: datetime, *, answered: bool) -> None:
        task, asked = self.current, self.asked or now
        question = task.question
        parts = len(question.parts) if question else 1
        mark = sum(_mark(one.feedback) for one in self._answers) / parts if answered else 0.0
        self._looked.append(Looked(task, tuple(self._answers)))
        self.sat.append(Sat(task.item, task.chapter, mark, (now - asked).total_seconds(), answered))
        self.asked = None


def _mark(feedback: Feedback) -> float:
    return 1.0 if feedback.verdict == "correct" else feedback.marks


def _chapter(name: str, sat: list[Sat]) -> ChapterMark:
    return ChapterMark(name, len(sat), sum(one.answered for one in sat), sum(one.mark for one in sat) / len(sat))
