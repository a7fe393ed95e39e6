"""An exam as it is typed, entry by entry, on the command line or on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from studytool.course.chapters import CHAPTERS
from studytool.learner.exam import (
    MOST_QUESTIONS,
    QUESTIONS,
    Exam,
    SkippedHourError,
    exam_name,
    hour_named,
    minutes_a_day,
    weights,
    when,
    zone_named,
)
from studytool.text.exam_words import QUESTIONS_COUNTED
from studytool.text.language import Text, UserError
from studytool.text.nearest import shortened

HOUR: Final = "09:00"
MINUTES: Final = "40"


class UnfitEntryError(UserError):
    """What was typed for the entry of this name is unfit."""

    def __init__(self, entry: str, text: Text) -> None:
        super().__init__(text)
        self.entry = entry


@dataclass(frozen=True, slots=True)
class ExamEntry:
    """What was typed for an exam; empty or None stands for what is usual."""

    name: str
    date: str
    time: str | None = None
    zone: str | None = None
    minutes: str | None = None
    chapters: str | None = None
    questions: str | None = None

    @classmethod
    def of(cls, exam: Exam) -> ExamEntry:
        """What would be typed for this exam."""
        chapters = (name if weight == 1.0 else f"{name}:{_plain(weight)}" for name, weight in exam.chapters.items())
        return cls(
            exam.name,
            f"{exam.at:%Y-%m-%d}",
            f"{exam.at:%H:%M}",
            exam.zone,
            _plain(exam.minutes),
            ",".join(chapters),
            str(exam.questions),
        )

    def exam(self, now: datetime) -> Exam:
        """The exam; UnfitEntryError for the first entry that is unfit."""
        with naming("name"):
            name = exam_name(self.name)
        at = self._when(now)
        with naming("minutes"):
            minutes = minutes_a_day(self.minutes or MINUTES)
        with naming("chapters"):
            chapters = weights(",".join(CHAPTERS) if self.chapters is None else self.chapters)
        with naming("questions"):
            questions = whole_number(self.questions, QUESTIONS, MOST_QUESTIONS, QUESTIONS_COUNTED)
        return Exam(name, at, chapters, minutes, self.zone or "", questions)

    def _when(self, now: datetime) -> datetime:
        with naming("time"):
            hour_named(self.time or HOUR)
        with naming("zone"):
            zone_named(self.zone or "UTC")
        with naming("date"), naming("time", SkippedHourError):
            return when(self.date, self.time or HOUR, self.zone or "", now)


def whole_number(text: str | None, usual: int, most: int, what: Text, *, least: int = 1) -> int:
    """The whole number that was typed, or the usual one where nothing was; UserError for any other text."""
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and least <= int(text) <= most):
        raise UserError(NO_NUMBER.format(wrong=shortened(text), en=what.en, zh=what.zh, least=least, most=most))
    return int(text)


@contextmanager
def naming(entry: str, refusal: type[UserError] = UserError) -> Iterator[None]:
    """Let a refusal of this kind say to which entry it belongs, unless it says so already."""
    try:
        yield
    except UnfitEntryError:
        raise
    except refusal as error:
        raise UnfitEntryError(entry, error.text) from None


def _plain(number: float) -> str:
    """The number with as many decimals as may be typed."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


NO_NUMBER: Final = Text(
    "{wrong!r} is no {en}: write a whole number from {least} to {most}",
    "“{wrong}”不能用作{zh}：应为 {least} 到 {most} 的整数",
)
