"""From what was typed to what is said: the verdict, the mistake by its name, and one line of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from studytool.answer.diagnosis import one_alone, two_at_once
from studytool.answer.reading import Reading, Unreadable, read
from studytool.answer.slips import CLOSE, TOO_ROUGH, slip
from studytool.formula import Value
from studytool.numbers import fill
from studytool.question import Claim, Part, Question
from studytool.text.language import Text
from studytool.tolerance import within

__all__ = ["CLOSE", "TOO_ROUGH", "UNKNOWN", "WORDS", "Feedback", "Verdict", "judge", "read_part"]

Verdict = Literal["correct", "wrong", "unreadable", "other-convention"]

WORDS: Final[dict[Verdict, Text]] = {
    "correct": Text("Correct", "正确"),
    "wrong": Text("Wrong", "错误"),
    "unreadable": Text("Unreadable", "无法识别"),
    "other-convention": Text("Wrong", "错误"),
}
"""The first word of a verdict; an answer under another convention is scored as the question states it."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a learner is told about one answer.

    `own` says that it is right for the learner's own earlier values. `slip` names what spoilt a right number where no
    misconception explains a wrong one.
    """

    verdict: Verdict
    reading: Reading | None
    claim: Claim | None
    text: Text
    own: bool = False
    slip: str | None = None


def judge(question: Question, part: Part, typed: str, followed: Part | None = None) -> Feedback:
    """Read, check and diagnose one answer.

    `followed` is the part as it stands with the learner's own earlier values; an answer that is right there keeps its
    marks.
    """
    reading = read_part(part, typed)
    if isinstance(reading, Unreadable):
        return Feedback("unreadable", None, None, reading.reason)
    if _right(part, reading.value):
        return Feedback("correct", reading, None, Text("", ""))
    if followed and _right(followed, reading.value):
        return Feedback("correct", reading, None, OWN_VALUES, own=True)
    claim = _misconception(question, part, reading.value, followed)
    if claim is None:
        return _without_claim(part, reading, followed)
    verdict: Verdict = "other-convention" if claim.convention else "wrong"
    return Feedback(verdict, reading, claim, fill(claim.feedback, question.givens))


def read_part(part: Part, typed: str) -> Reading | Unreadable:
    """Read what was typed for a part; a vector or matrix of another size is no answer, unless the size is asked."""
    keys = "".join(option.key for option in part.options)
    reading = read(typed, part.type, options=keys)
    if isinstance(reading, Unreadable) or part.type == "choice":
        return reading
    wanted, got = np.shape(part.answer), np.shape(reading.value)
    if got == wanted or (part.size_is_asked and len(got) == len(wanted)):
        return reading
    return Unreadable(_size_asked(wanted, got))


def _size_asked(wanted: tuple[int, ...], got: tuple[int, ...]) -> Text:
    if len(wanted) == 1 and len(got) <= 1:
        count = got[0] if got else 1
        return Text(
            f"{wanted[0]} numbers are asked for, you gave {count}: write them as 1, 2, 3",
            f"需要 {wanted[0]} 个数，你给了 {count} 个：写成 1, 2, 3 的形式",
        )
    rows, columns = wanted if len(wanted) == 2 else (1, 1)
    return Text(
        f"a {rows}×{columns} matrix is asked for: write its rows as 1 2; 3 4",
        f"需要 {rows}×{columns} 矩阵：按行写成 1 2; 3 4 的形式",
    )


def _right(part: Part, value: Value) -> bool:
    return bool(value == part.answer) if part.type == "choice" else within(value, part.answer, part.tolerance)


def _misconception(question: Question, part: Part, value: Value, followed: Part | None) -> Claim | None:
    """One misconception before two at once: those are computed only if they are needed."""
    alone = one_alone(part, value) or (one_alone(followed, value) if followed else None)
    return alone or two_at_once(question, part, value)


def _without_claim(part: Part, reading: Reading, followed: Part | None) -> Feedback:
    """A slip by its name, or which entries are right."""
    made = slip(part, reading.value) or (slip(followed, reading.value) if followed else None)
    if made:
        return Feedback("wrong", reading, None, made.text, slip=made.name)
    return Feedback("wrong", reading, None, _undiagnosed(part, reading.value))


def _undiagnosed(part: Part, value: Value) -> Text:
    if np.ndim(part.answer) == 1 and np.shape(value) == np.shape(part.answer):
        return _entries_right(part, value)
    return UNKNOWN if np.shape(value) == np.shape(part.answer) or part.options else OTHER_SIZE


def _entries_right(part: Part, value: Value) -> Text:
    good = np.abs(value - part.answer) <= part.tolerance
    if not good.any():
        return UNKNOWN
    places = ", ".join(str(place + 1) for place in np.flatnonzero(good))
    return Text(f"Right at place {places}, not elsewhere.", f"第 {places} 个数正确，其余不对。")


OWN_VALUES: Final = Text("Right for your own earlier value.", "以你自己前面的值来算，这一步是对的。")
OTHER_SIZE: Final = Text("The answer has another number of entries.", "答案的元素个数与此不同。")
UNKNOWN: Final = Text(
    "No known mistake gives this number: compare it with the worked solution.", "没有已知误区会得到这个数：可对照详解。"
)
