"""One thing to ask, and how far asking it has come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from studytool.cards.deck import Card
from studytool.course.items import Item, chapter_of
from studytool.course.modes import Mode
from studytool.formula.evaluate import Value
from studytool.kinds.kind import Kind
from studytool.memory.rating import Rating
from studytool.questions import bank
from studytool.questions.question import Question
from studytool.store.events import Event

Intervals = tuple[float, float, float, float]
"""The days until an item would come back after each rating."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to ask: an item of memory, and the question or the card that asks it.

    `practises` are the nodes sent for review that it is asked for, the item itself among them where it was sent.
    """

    item: str
    question: Question | None = None
    card: Card | None = None
    practises: tuple[str, ...] = ()

    @property
    def chapter(self) -> str:
        """The chapter that the item belongs to."""
        return chapter_of(self.item)


@dataclass
class Progress:
    """How far a task has come; `hints` are those to the present part, `helped` counts every part's.

    `place` counts the sitting's tasks from 1; `kept_back` is one that was left because its item was.
    """

    task: Task
    started: datetime
    place: int = 1
    part: int = 0
    hints: int = 0
    helped: bool = False
    kept_back: bool = False
    own: dict[str, Value] = field(default_factory=dict)
    right: list[bool] = field(default_factory=list)
    review: Event | None = None
    rating: Rating | None = None
    intervals: Intervals | None = None

    def copied(self) -> Progress:
        """The same, to be kept while this one goes on."""
        return replace(self, own=dict(self.own), right=list(self.right))


def question_task(kind: Kind, seed: int, mode: Mode | None = None) -> Task:
    """The task that asks a variant of a kind; in the kind's own first mode where it lacks the wanted one."""
    wanted = mode if mode in kind.modes else None
    return Task(Item("kind", kind.id).key, question=bank.generate(kind, seed, wanted))


def with_question(task: Task, mode: Mode) -> Task:
    """The same seed asked in another mode; the task itself where its kind lacks the mode or it has it already."""
    question = task.question
    if question is None or mode == question.mode or mode not in question.kind.modes:
        return task
    return replace(task, question=bank.generate(question.kind, question.seed, mode))
