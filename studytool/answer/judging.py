"""From what was typed to what is said: the verdict, the mistake by its name, and one line of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from studytool.answer.reading import Reading, Unreadable, read
from studytool.formula import Value
from studytool.numbers import fill
from studytool.question import Claim, Part, Question
from studytool.text.language import Text
from studytool.tolerance import tolerance, within

Verdict = Literal["correct", "wrong", "unreadable", "other-convention"]

WORDS: Final[dict[Verdict, Text]] = {
    "correct": Text("Correct", "正确"),
    "wrong": Text("Wrong", "错误"),
    "unreadable": Text("Unreadable", "无法识别"),
    "other-convention": Text("Wrong", "错误"),
}
"""The first word of a verdict; an answer under another convention is scored as the question states it."""

CLOSE: Final = 10.0
"""A number within so many tolerances was probably rounded too early."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a learner is told about one answer; `own` says that it is right for the learner's own earlier values."""

    verdict: Verdict
    reading: Reading | None
    claim: Claim | None
    text: Text
    own: bool = False


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
    claim = _diagnose(part, reading.value) or (_diagnose(followed, reading.value) if followed else None)
    if claim is None:
        return Feedback("wrong", reading, None, _undiagnosed(part, reading.value))
    verdict: Verdict = "other-convention" if claim.convention else "wrong"
    return Feedback(verdict, reading, claim, fill(claim.feedback, question.givens))


def read_part(part: Part, typed: str) -> Reading | Unreadable:
    """Read what was typed for a part; a vector or matrix of a size that no known mistake gives is no answer to it."""
    keys = "".join(option.key for option in part.options)
    reading = read(typed, part.type, options=keys)
    if isinstance(reading, Unreadable) or part.type == "choice":
        return reading
    sizes = [np.shape(part.answer), *(np.shape(claim.value) for claim in part.claims)]
    if np.shape(reading.value) in sizes:
        return reading
    return Unreadable(_size_asked(np.shape(part.answer), np.shape(reading.value)))


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


def _diagnose(part: Part, value: Value) -> Claim | None:
    """The misconception whose number this is."""
    if part.type == "choice":
        return next((option.claim for option in part.options if option.key == value), None)
    near = (claim for claim in part.claims if within(value, claim.value, tolerance(claim.value, part.type)))
    return next(near, None)


def _undiagnosed(part: Part, value: Value) -> Text:
    if part.type == "float" and within(value, part.answer, CLOSE * part.tolerance):
        return TOO_ROUGH
    if np.ndim(part.answer) == 1 and np.shape(value) == np.shape(part.answer):
        return _entries_right(part, value)
    return UNKNOWN


def _entries_right(part: Part, value: Value) -> Text:
    good = np.abs(value - part.answer) <= part.tolerance
    if not good.any():
        return UNKNOWN
    places = ", ".join(str(place + 1) for place in np.flatnonzero(good))
    return Text(f"Right at place {places}, not elsewhere.", f"第 {places} 个数正确，其余不对。")


OWN_VALUES: Final = Text("Right for your own earlier value.", "以你自己前面的值来算，这一步是对的。")
TOO_ROUGH: Final = Text(
    "Close, but not within the tolerance: round only at the end.", "很接近，但超出容差：只在最后一步舍入。"
)
UNKNOWN: Final = Text(
    "No known mistake gives this number: compare it with the worked solution.", "没有已知误区会得到这个数：可对照详解。"
)
