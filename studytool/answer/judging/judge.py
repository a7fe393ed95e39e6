"""From what was typed to what is said: the verdict, the mistake by its name, and one line of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from studytool.answer.judging.diagnosis import by_putting_in, either, one_alone, two_at_once
from studytool.answer.judging.equivalence import equal, points
from studytool.answer.judging.partly import entries_right, marks, members, members_right
from studytool.answer.judging.slips import CLOSE, TOO_ROUGH, slip
from studytool.answer.reading.formulas import read_formula
from studytool.answer.reading.read import Reading, Unreadable, read
from studytool.formula.evaluate import Value
from studytool.formula.printing import symbol
from studytool.formula.printing import text as formula_text
from studytool.questions.numbers import fill
from studytool.questions.question import Claim, Part, Question
from studytool.questions.tolerance import within
from studytool.text.language import Text

__all__ = ["CLOSE", "TOO_ROUGH", "UNKNOWN", "UNKNOWN_YET", "WORDS", "Feedback", "Verdict", "judge", "read_part"]

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

    `marks` is the share of the part that is right, from 0 to 1: entry by entry for vectors, matrices and sets. `own`
    says that it is right for the learner's own earlier values. `slip` names what spoilt a right number where no
    misconception explains a wrong one.
    """

    verdict: Verdict
    reading: Reading | None
    claim: Claim | None
    text: Text
    marks: float = 0.0
    own: bool = False
    slip: str | None = None


def judge(
    question: Question, part: Part, typed: str, followed: Question | None = None, *, decimal_comma: bool = False
) -> Feedback:
    """Read, check and diagnose one answer.

    `followed` is the question as it stands with the learner's own earlier values; an answer that is right there keeps
    its marks, unless those values left nothing to compute.
    """
    own = next((one for one in followed.parts if one.name == part.name), None) if followed else None
    reading = read_part(part, typed, decimal_comma=decimal_comma)
    if isinstance(reading, Unreadable):
        return Feedback("unreadable", None, None, reading.reason)
    if _right(question, part, reading.value):
        return Feedback("correct", reading, None, _note(part, reading.value), marks=1.0)
    if own and _right(question, own, reading.value):
        if own.trivial:
            return Feedback("wrong", reading, None, TRIVIAL)
        return Feedback("correct", reading, None, OWN_VALUES, marks=1.0, own=True)
    claim = _misconception(question, part, reading.value, followed)
    if claim is None:
        return _without_claim(question, part, reading, own)
    verdict: Verdict = "other-convention" if claim.convention else "wrong"
    return Feedback(verdict, reading, claim, told(claim.feedback, question), marks=marks(part, reading.value))


def told(feedback: Text, question: Question) -> Text:
    """A misconception's explanation with the givens put in; a hidden one stays a letter."""
    shown = {name: symbol(name) if isinstance(value, str) else value for name, value in question.givens.items()}
    return fill(feedback, shown)


def read_part(part: Part, typed: str, *, decimal_comma: bool = False) -> Reading | Unreadable:
    """Read what was typed for a part; a vector or matrix of another size is no answer, unless the size is asked."""
    if part.type == "formula":
        node = read_formula(typed, part.names)
        return node if isinstance(node, Unreadable) else Reading(node, formula_text(node))
    keys = "".join(option.key for option in part.options)
    reading = read(typed, part.type, options=keys, decimal_comma=decimal_comma)
    if isinstance(reading, Unreadable) or part.type in {"choice", "set"}:
        return reading
    wanted, got = np.shape(part.answer), np.shape(reading.value)
    if got == wanted or (part.size_is_asked and len(got) == len(wanted)):
        return reading
    return Unreadable(_size_asked(wanted, got))


def _size_asked(wanted: tuple[int, ...], got: tuple[int, ...]) -> Text:
    if len(wanted) == 1 and len(got) <= 1:
        count, example = got[0] if got else 1, ", ".join(_counted(wanted[0]))
        return Text(
            f"{wanted[0]} numbers are asked for, you gave {count}: write them as {example}",
            f"需要 {wanted[0]} 个数，你给了 {count} 个：写成 {example} 的形式",
        )
    rows, columns = wanted if len(wanted) == 2 else (1, 1)
    example = "; ".join([" ".join(_counted(columns))] * rows)
    return Text(
        f"a {rows}×{columns} matrix is asked for: write its rows as {example}",
        f"需要 {rows}×{columns} 矩阵：按行写成 {example} 的形式",
    )


def _counted(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def _right(question: Question, part: Part, value: Value) -> bool:
    if part.type == "choice":
        return bool(value == part.answer)
    if part.type == "formula":
        return equal(value, part.answer, points(question.variant, part.name))
    return within(value, part.answer, part.tolerance)


def _note(part: Part, value: Value) -> Text:
    """What there is to say about an option; nothing about a number."""
    notes = [option.note for option in part.options if option.key == value and option.note]
    return notes[0] if notes else SILENT


def _misconception(question: Question, part: Part, value: Value, followed: Question | None) -> Claim | None:
    """One misconception before two at once: those are computed only if they are needed."""
    if part.type == "set":
        return None if members(part, value).all() else by_putting_in(question, part, value)
    if part.type == "formula":
        sample = points(question.variant, part.name)
        return next((claim for claim in part.claims if equal(value, claim.value, sample)), None)
    for asked in (question, followed) if followed else (question,):
        stands = next(one for one in asked.parts if one.name == part.name)
        if found := one_alone(stands, value):
            return either(asked, stands, found)
    return two_at_once(question, part, value)


def _without_claim(question: Question, part: Part, reading: Reading, own: Part | None) -> Feedback:
    """A slip by its name, or which entries are right."""
    share = marks(part, reading.value)
    made = None
    if part.type not in {"choice", "set", "formula"}:
        made = slip(part, reading.value) or (slip(own, reading.value) if own else None)
    if made:
        return Feedback("wrong", reading, None, made.text, share, slip=made.name)
    return Feedback("wrong", reading, None, _undiagnosed(question, part, reading.value), share)


def _undiagnosed(question: Question, part: Part, value: Value) -> Text:
    unknown = UNKNOWN if part.name == question.parts[-1].name else UNKNOWN_YET
    if part.options:
        return _note(part, value)
    if part.type == "formula":
        return OTHER_FORMULA
    if part.type == "set":
        return members_right(part, value) or unknown
    if np.shape(value) != np.shape(part.answer):
        return OTHER_SIZE
    return entries_right(part, value) or unknown


SILENT: Final = Text("", "")
OWN_VALUES: Final = Text("Right for your own earlier value.", "以你自己前面的值来算，这一步是对的。")
TRIVIAL: Final = Text(
    "Right for your own earlier value, but that value left nothing to compute here.",
    "以你自己前面的值来算没有错，但那个值使这一步无需计算。",
)
OTHER_SIZE: Final = Text("The answer has another number of entries.", "答案的元素个数与此不同。")
OTHER_FORMULA: Final = Text(
    "This is another function: compare it with the worked solution.", "这是另一个函数：可对照详解。"
)
UNKNOWN: Final = Text(
    "No known mistake gives this number: compare it with the worked solution.", "没有已知误区会得到这个数：可对照详解。"
)
UNKNOWN_YET: Final = Text(
    "No known mistake gives this number; the worked solution comes after the last part.",
    "没有已知误区会得到这个数；答完最后一问后给出详解。",
)
