"""A sitting without a screen: what is asked next, what was answered, how it is remembered."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from studytool.answer.judging.judge import Feedback, judge, read_part
from studytool.answer.reading.read import Reading, Unreadable
from studytool.course.items import TOGETHER
from studytool.course.modes import Mode
from studytool.memory.outlook import next_intervals
from studytool.memory.rating import Rating, inferred
from studytool.memory.replay import elapsed_days
from studytool.questions import explain
from studytool.questions.modes import asking
from studytool.questions.question import Part
from studytool.store.events import ANSWER, ASKED, BURY, MICROSECOND, RATE, REVEAL, SKIP, SUSPEND, Event, microseconds
from studytool.store.log import Log
from studytool.study import sent
from studytool.study.tally import Deed, Summary, Tally
from studytool.study.task import Intervals, Progress, Task, with_question
from studytool.text.language import Text

Clock = Callable[[], datetime]
LATEST: Final = 50
"""The earlier answers whose times say how long a learner usually takes."""
KEPT_BACK: Final = (SUSPEND, BURY)


@dataclass(frozen=True, slots=True)
class Change:
    """What was undone or redone, and whether the sitting was put into another state by that."""

    event: Event
    current: bool


class Sitting:
    """A row of tasks, asked one after the other; each answer is committed before its verdict is known to the caller.

    What is crammed is recorded without a rating, so it is no review: it changes nothing that is remembered.
    """

    def __init__(self, tasks: Iterable[Task], store: Log, clock: Clock, *, cram: bool = False) -> None:
        self.tasks: Iterator[Task] = iter(tasks)
        self.store = store
        self.clock = clock
        self.cram = cram
        self.progress: Progress | None = None
        self._passed: list[Progress] = []
        self._waiting: list[Progress] = []
        self.tally = Tally()
        self.mode: Mode | None = None
        self.decimal_comma = False
        self._latest: datetime | None = None

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

    def next(self, *, kept_back: bool = False) -> Task | None:
        """The next task, or None at the end; what an undo has put off comes first.

        `kept_back`: the present one is left because its item was suspended or buried; undoing that brings it back.
        """
        following = self._waiting[-1] if self._waiting else self._drawn()
        if following:
            following = replace(following, task=self._in_mode(following), started=self.clock())
        self._waiting = self._waiting[:-1]
        if self.progress:
            self._passed.append(replace(self.progress, kept_back=kept_back))
        self.progress = following
        return following.task if following else None

    def _drawn(self) -> Progress | None:
        """What the row of tasks has next."""
        task = next(self.tasks, None)
        place = len(self._passed) + (self.progress is not None) + 1
        return Progress(task, self.clock(), place) if task else None

    def _in_mode(self, progress: Progress) -> Task:
        """The task in the mode that is wanted from here on."""
        return with_question(progress.task, self.mode) if self.mode and not progress.right else progress.task

    def ask_in(self, mode: Mode) -> bool:
        """Ask in this mode from here on; False if the current task stays as it is, answered or without such a mode."""
        self.mode = mode
        progress = self.progress
        if progress is None or progress.right or progress.review:
            return False
        task = with_question(progress.task, mode)
        if task is progress.task:
            return False
        self.progress = Progress(task, progress.started, progress.place)
        return True

    def read(self, typed: str) -> Reading | Unreadable:
        """How the answer typed so far is understood."""
        return read_part(self.part, typed, decimal_comma=self.decimal_comma)

    def hint(self) -> tuple[str, ...]:
        """The hints so far, one more than before; never the number."""
        if self.more_hints:
            self.current.helped = True
            self.current.hints += 1
        return self.hints()

    @property
    def more_hints(self) -> bool:
        """Whether there is a hint to this part that has not been asked for."""
        return self.progress is not None and self.progress.hints < len(self._every_hint())

    def hints(self) -> tuple[str, ...]:
        """The hints that were asked for so far."""
        return self._every_hint()[: self.current.hints]

    def _every_hint(self) -> tuple[str, ...]:
        """The hints to this part; a card has none."""
        question = self.current.task.question
        return explain.hints(question, self.part.name) if question else ()

    def submit(self, typed: str) -> Feedback:
        """Judge an answer; a readable one is in the log before this returns."""
        progress, part = self.current, self.part
        question = progress.task.question
        if question is None:
            raise RuntimeError("a card takes no typed answer")
        followed = asking.follow(question, progress.own) if progress.own else None
        feedback = judge(question, part, typed, followed, decimal_comma=self.decimal_comma)
        if feedback.reading is None:
            return feedback
        correct = feedback.verdict == "correct"
        with self._all_or_nothing() as before:
            progress.right.append(correct)
            if feedback.own or not correct:
                progress.own[part.name] = feedback.reading.value
            claim = feedback.claim.id if feedback.claim else None
            event = self._record(ANSWER, typed, feedback.verdict, claim)
            self._count(event, before, mistakes=tuple(claim.split(TOGETHER)) if claim else ())
        return feedback

    def reveal(self) -> None:
        """Show the solution: the task counts as not known."""
        question = self.current.task.question
        with self._all_or_nothing() as before:
            self.current.right.append(False)
            if question:
                self.current.part = len(question.parts) - 1
            self._count(self._record(REVEAL, None, "revealed", None), before)

    def skip(self) -> None:
        """Leave the task without an answer; nothing is remembered of it."""
        event = self._event(SKIP, self._data(None, "skipped", None, None))
        self.store.append(event)
        self._count(event, self.current.copied(), skipped=True)

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
            with self._all_or_nothing() as before:
                progress.right.append(recalled)
                verdict = "correct" if recalled else "wrong"
                self._count(self._finish(ANSWER, None, verdict, None, None if self.cram else rating), before)
        elif rating is not progress.rating and not self.cram:
            event = self._event(RATE, {"of": progress.review.uuid, "rating": int(rating)})
            self.store.append(event)
            before, progress.rating = progress.copied(), rating
            self._count(event, before)

    def foresee(self) -> Intervals:
        """The days until the item would come back after each of the four ratings, were it reviewed now."""
        item, now = self.current.task.item, self.clock()
        known, model = self.store.memory([item]).get(item), self.store.model()
        elapsed = float(elapsed_days(microseconds(known.last), microseconds(now))) if known else 0.0
        reviews, state = (known.reviews, known.state) if known else (0, None)
        return next_intervals(item, reviews, state, elapsed, model.weights, model.wanted)

    def undo(self) -> Change | None:
        """Take back what was done last, in this sitting or before it; None if nothing is left.

        Where that was done to a task of this sitting, the task is asked again as it was; what has been asked since
        comes after it.
        """
        event = self.store.undo(self.clock())
        if event is None:
            return None
        deed = self.tally.take_back(event.uuid)
        return Change(event, current=self._now_at(deed.before) if deed else self._back_at_kept(event))

    def redo(self) -> Change | None:
        """Put in force again what was undone last; None if nothing was, or something was done since."""
        event = self.store.redo(self.clock())
        if event is None:
            return None
        deed = self.tally.put_back(event.uuid)
        return Change(event, current=self._now_at(deed.after) if deed else False)

    def summary(self) -> Summary:
        """What the sitting has come to so far."""
        return self.tally.summary()

    def sent(self) -> tuple[Text, ...]:
        """What mistakes in this sitting sent for review, and still waits for it."""
        return sent.names(sent.sent_by((deed.event for deed in self.tally.counted), self.store))

    def just_sent(self) -> tuple[Text, ...]:
        """The same for the last answer to the current task, as it is rated now."""
        place = self.current.place
        answers = [deed.event for deed in self.tally.counted if deed.after.place == place and deed.event.kind in ASKED]
        return sent.names(sent.sent_by(answers[-1:], self.store))

    def _now_at(self, state: Progress) -> bool:
        """Bring the sitting to this state of one of its tasks; False once it has ended."""
        if self.progress is None:
            return False
        while self.progress.place > state.place and self._passed:
            self._waiting.append(self.progress)
            self.progress = self._passed.pop()
        while self.progress.place < state.place and self._waiting:
            self._passed.append(self.progress)
            self.progress = self._waiting.pop()
        self.progress = state.copied()
        return True

    def _back_at_kept(self, event: Event) -> bool:
        """Go back to the task that was left when its item was kept back; False if that is not what was undone."""
        left = self._passed[-1] if self._passed else None
        if left is None or not left.kept_back or event.kind not in KEPT_BACK or event.item != left.task.item:
            return False
        return self._now_at(left)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[Progress]:
        """Undo what the block did if it fails: an answer that could not be recorded was not given."""
        before = self.current.copied()
        try:
            yield before
        except BaseException:
            self.progress = before
            raise

    def _count(self, event: Event, before: Progress, *, skipped: bool = False, mistakes: tuple[str, ...] = ()) -> None:
        """Count what was recorded for the sitting's summary, so that it can be taken back."""
        progress = self.current
        correct = all(progress.right) if progress.review is event else None
        self.tally.add(Deed(event, before, progress.copied(), correct, skipped, mistakes))

    def _record(self, kind: str, typed: str | None, verdict: str, misconception: str | None) -> Event:
        """Log an answer; the one to the last part is the review."""
        question = self.current.task.question
        if question and self.current.part + 1 < len(question.parts):
            event = self._event(kind, self._data(typed, verdict, misconception, None))
            self.store.append(event)
            return event
        if self.cram:
            return self._finish(kind, typed, verdict, misconception, None)
        self.current.intervals = self.foresee()
        return self._finish(kind, typed, verdict, misconception, self._inferred())

    def _finish(
        self, kind: str, typed: str | None, verdict: str, misconception: str | None, rating: Rating | None
    ) -> Event:
        progress = self.current
        event = self._event(kind, self._data(typed, verdict, misconception, rating))
        self.store.append(event)
        progress.review, progress.rating = event, rating
        return event

    def _inferred(self) -> Rating:
        """The rating that the answer earns; one's own earlier values help as hints do."""
        progress = self.current
        helped = progress.helped or bool(progress.own)
        return inferred(right=all(progress.right), helped=helped, ms=self._spent(), earlier_ms=self._usual())

    def _usual(self) -> Iterator[float]:
        """The milliseconds that earlier right answers to this kind took in this mode."""
        task, question = self.current.task, self.current.task.question
        for event in self.store.answers(task.item, LATEST):
            asked, ms = event.data.get("question"), event.data.get("ms")
            same = isinstance(asked, dict) and question is not None and asked.get("mode") == question.mode
            if same and (event.rating or Rating.AGAIN) > Rating.AGAIN and isinstance(ms, int) and ms > 0:
                yield ms

    def _spent(self) -> int | None:
        """The milliseconds since the task was asked; None if the clock ran backwards."""
        spent = self.clock() - self.current.started
        return None if spent < timedelta() else round(spent / timedelta(milliseconds=1))

    def _event(self, kind: str, data: dict[str, Any]) -> Event:
        """What is done in a sitting stands in the log in that order, though the clock stood still or ran back."""
        now = self.clock()
        self._latest = now if self._latest is None else max(now, self._latest + MICROSECOND)
        return Event(str(uuid.uuid4()), self._latest, kind, self.current.task.item, data)

    def _data(
        self, typed: str | None, verdict: str, misconception: str | None, rating: Rating | None
    ) -> dict[str, Any]:
        progress, question = self.current, self.current.task.question
        asked = question and {
            "kind": question.kind.id,
            "version": question.kind.version,
            "seed": question.seed,
            "mode": question.mode,
        }
        # what a misconception is recorded as sends its skill for review; one met in cramming is only named
        crammed = {"cram": True, "named": misconception, "misconception": None} if self.cram else {}
        return {
            "question": asked,
            "part": self.part.name if question else None,
            "typed": typed,
            "decimal_comma": self.decimal_comma,
            "verdict": verdict,
            "misconception": misconception,
            "hints": progress.hints,
            "ms": self._spent() or 0,
            "rating": int(rating) if rating else None,
            **crammed,
        }
