"""A sitting without a screen: what is asked next, what was answered, how it is remembered."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from studytool import bank, explain, modes
from studytool.answer.judging import Feedback, judge, read_part
from studytool.answer.reading import Reading, Unreadable
from studytool.cards.deck import Card
from studytool.formula import Value
from studytool.kind import Mode
from studytool.memory.rating import Rating
from studytool.names import TOGETHER
from studytool.question import Part, Question
from studytool.store.events import ANSWER, RATE, REVEAL, SKIP, Event
from studytool.store.log import Log

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to ask: an item of memory, and the question or the card that asks it."""

    item: str
    question: Question | None = None
    card: Card | None = None

    @property
    def chapter(self) -> str:
        """The chapter that the item belongs to."""
        return chapter_of(self.item)


def chapter_of(item: str) -> str:
    """The chapter of an item: `kind:cnn.conv-output-size` and `card:cnn/C-03/1` belong to cnn."""
    name = item.partition(":")[2]
    return name.partition("/")[0].partition(".")[0]


@dataclass
class Progress:
    """How far the current task has come."""

    task: Task
    started: datetime
    part: int = 0
    hints: int = 0
    own: dict[str, Value] = field(default_factory=dict)
    right: list[bool] = field(default_factory=list)
    review: Event | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting came to; `misconceptions` counts the named mistakes, `asked` the finished tasks."""

    asked: int
    correct: int
    skipped: int
    chapters: dict[str, tuple[int, int]]
    misconceptions: tuple[tuple[str, int], ...]


class Sitting:
    """A row of tasks, asked one after the other; each answer is committed before its verdict is known to the caller."""

    def __init__(self, tasks: Iterable[Task], store: Log, clock: Clock) -> None:
        self.tasks: Iterator[Task] = iter(tasks)
        self.store = store
        self.clock = clock
        self.progress: Progress | None = None
        self.finished: list[tuple[str, bool]] = []
        self.skipped = 0
        self.mistakes: Counter[str] = Counter()
        self.mode: Mode | None = None

    @property
    def current(self) -> Progress:
        """The task that is being asked; an error before the first `next`."""
        if self.progress is None:
            raise RuntimeError("no task has been asked yet")
        return self.progress

    @property
    def part(self) -> Part:
        """The part that is being asked."""
        question = self.current.task.question
        if question is None:
            raise RuntimeError("a card has no parts")
        return question.parts[self.current.part]

    def next(self) -> Task | None:
        """The next task, or None at the end."""
        task = next(self.tasks, None)
        if task and self.mode:
            task = with_question(task, self.mode)
        self.progress = Progress(task, self.clock()) if task else None
        return task

    def ask_in(self, mode: Mode) -> bool:
        """Ask in this mode from here on; False if the current task stays as it is, answered or without such a mode."""
        self.mode = mode
        progress = self.progress
        if progress is None or progress.right or progress.review:
            return False
        task = with_question(progress.task, mode)
        if task is progress.task:
            return False
        self.progress = Progress(task, progress.started)
        return True

    def read(self, typed: str) -> Reading | Unreadable:
        """How the answer typed so far is understood."""
        return read_part(self.part, typed)

    def hint(self) -> tuple[str, ...]:
        """The hints so far, one more than before; never the number."""
        question = self.current.task.question
        if question is None:
            return ()
        every = explain.hints(question, self.part.name)
        self.current.hints = min(self.current.hints + 1, len(every))
        return every[: self.current.hints]

    def submit(self, typed: str) -> Feedback:
        """Judge an answer; a readable one is in the log before this returns."""
        progress, part = self.current, self.part
        question = progress.task.question
        if question is None:
            raise RuntimeError("a card takes no typed answer")
        followed = modes.follow(question, progress.own).parts[progress.part] if progress.own else None
        feedback = judge(question, part, typed, followed)
        if feedback.reading is None:
            return feedback
        correct = feedback.verdict == "correct"
        with self._all_or_nothing():
            progress.right.append(correct)
            if feedback.own or not correct:
                progress.own[part.name] = feedback.reading.value
            if feedback.claim:
                self.mistakes.update(feedback.claim.id.split(TOGETHER))
            self._record(ANSWER, typed, feedback.verdict, feedback.claim.id if feedback.claim else None)
        return feedback

    def reveal(self) -> None:
        """Show the solution: the task counts as not known."""
        question = self.current.task.question
        with self._all_or_nothing():
            self.current.right.append(False)
            if question:
                self.current.part = len(question.parts) - 1
            self._record(REVEAL, None, "revealed", None)

    def skip(self) -> None:
        """Leave the task without an answer; nothing is remembered of it."""
        self.store.append(self._event(SKIP, self._data(None, "skipped", None, None)))
        self.skipped += 1

    def advance(self) -> bool:
        """Go on to the question's next part; False if the last one has been asked."""
        question = self.current.task.question
        if question is None or self.current.part + 1 >= len(question.parts):
            return False
        self.current.part += 1
        self.current.hints = 0
        return True

    def rate(self, rating: Rating) -> None:
        """Put this rating in place of the inferred one, or rate a card."""
        progress = self.current
        if progress.review is None:
            recalled = rating is not Rating.AGAIN
            with self._all_or_nothing():
                progress.right.append(recalled)
                self._finish(ANSWER, None, "correct" if recalled else "wrong", None, rating)
        elif rating is not progress.rating:
            self.store.append(self._event(RATE, {"of": progress.review.uuid, "rating": int(rating)}))
        progress.rating = rating

    def summary(self) -> Summary:
        """What the sitting has come to so far."""
        chapters: dict[str, tuple[int, int]] = {}
        for chapter, correct in self.finished:
            asked, good = chapters.get(chapter, (0, 0))
            chapters[chapter] = (asked + 1, good + correct)
        good = sum(correct for _, correct in self.finished)
        return Summary(len(self.finished), good, self.skipped, chapters, tuple(self.mistakes.most_common()))

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Undo what the block did if it fails: an answer that could not be recorded was not given."""
        progress, mistakes = self.current, self.mistakes.copy()
        before = replace(progress, own=dict(progress.own), right=list(progress.right))
        try:
            yield
        except BaseException:
            self.progress, self.mistakes = before, mistakes
            raise

    def _record(self, kind: str, typed: str | None, verdict: str, misconception: str | None) -> None:
        """Log an answer; the one to the last part is the review."""
        question = self.current.task.question
        if question and self.current.part + 1 < len(question.parts):
            self.store.append(self._event(kind, self._data(typed, verdict, misconception, None)))
        else:
            self._finish(kind, typed, verdict, misconception, self._inferred())

    def _finish(self, kind: str, typed: str | None, verdict: str, misconception: str | None, rating: Rating) -> None:
        progress = self.current
        event = self._event(kind, self._data(typed, verdict, misconception, rating))
        self.store.append(event)
        progress.review, progress.rating = event, rating
        self.finished.append((progress.task.chapter, all(progress.right)))

    def _inferred(self) -> Rating:
        """Wrong is again; right with a hint, or only for one's own earlier values, is hard; else good."""
        progress = self.current
        if not all(progress.right):
            return Rating.AGAIN
        return Rating.HARD if progress.hints or progress.own else Rating.GOOD

    def _event(self, kind: str, data: dict[str, Any]) -> Event:
        return Event(str(uuid.uuid4()), self.clock(), kind, self.current.task.item, data)

    def _data(
        self, typed: str | None, verdict: str, misconception: str | None, rating: Rating | None
    ) -> dict[str, Any]:
        progress, question = self.current, self.current.task.question
        spent = (self.clock() - progress.started).total_seconds()
        asked = question and {
            "kind": question.kind.id,
            "version": question.kind.version,
            "seed": question.seed,
            "mode": question.mode,
        }
        return {
            "question": asked,
            "part": self.part.name if question else None,
            "typed": typed,
            "verdict": verdict,
            "misconception": misconception,
            "hints": progress.hints,
            "ms": max(0, round(spent * 1000)),
            "rating": int(rating) if rating else None,
        }


def question_task(kind: str, seed: int, mode: Mode | None = None) -> Task:
    """The task that asks a variant of a kind; in the kind's own first mode where it lacks the wanted one."""
    found = bank.find(kind)
    wanted = mode if mode in found.modes else None
    return Task(f"kind:{found.id}", question=bank.generate(found, seed, wanted))


def with_question(task: Task, mode: Mode) -> Task:
    """The same variant asked in another mode; the task itself where its kind lacks the mode or it has it already."""
    question = task.question
    if question is None or mode == question.mode or mode not in question.kind.modes:
        return task
    return replace(task, question=modes.ask(question.variant, mode))
