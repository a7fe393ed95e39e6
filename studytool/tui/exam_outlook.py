"""What the screen of the exam shows, worked out once: a preparation with its figures and the titles of its items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studytool.text.language import Text

if TYPE_CHECKING:
    from studytool.learner.exam import Exam
    from studytool.memory.marks import Prediction
    from studytool.study.preparation import ChapterOutlook, Preparation, Risk


@dataclass(frozen=True, slots=True)
class ExamOutlook:
    """Where a learner stands before the exam; marks and recalls from 0 to 1, times in minutes.

    `risks` are with what each item is called; `more` are minutes a day with the mark to expect; `today` is what
    the items planned for today are called, in order; they take `minutes` of the `left` ones.
    """

    exam: Exam
    days: float
    prediction: Prediction
    without: float
    chapters: tuple[ChapterOutlook, ...]
    risks: tuple[tuple[Text, Risk], ...]
    more: tuple[tuple[float, float], ...]
    today: tuple[Text, ...]
    minutes: float
    left: float


def exam_outlook(prepared: Preparation, title: Callable[[str], Text]) -> ExamOutlook:
    """Work everything out; takes most of a second."""
    return ExamOutlook(
        prepared.exam,
        prepared.days,
        prepared.prediction,
        prepared.without,
        tuple(prepared.chapters()),
        tuple((title(risk.item), risk) for risk in prepared.risks()),
        tuple(prepared.more()),
        tuple(map(title, prepared.order)),
        prepared.order_minutes,
        prepared.today,
    )
