"""The answer, typed as it is printed, is right in every mode and part, and so is one of four significant digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.answer.judging.judge import judge
from studytool.questions.numbers import answer_text
from studytool.questions.question import Part, Question
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

WRONG: Final = Text(
    "seed {seed}, {mode}: “{typed}”, the answer to {part} as it is printed, is judged {verdict}",
    "种子 {seed}，{mode}：{part} 的答案按印出的形式输入“{typed}”，却判为 {verdict}",
)
ROUNDED: Final = Text(
    "seed {seed}, {mode}: “{typed}”, the answer to {part} to four significant digits, is judged {verdict}; "
    "keep the answers further from one another",
    "种子 {seed}，{mode}：{part} 的答案取 4 位有效数字“{typed}”，却判为 {verdict}；各答案之间应相距更远",
)
MEASURED: Final = frozenset({"float", "vector", "matrix"})
ENOUGH: Final = 4


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first right answer that is not taken, in each mode."""
    told: set[str] = set()
    for question in subject.questions:
        for part in question.parts:
            said = _refused(question, part)
            if said and question.mode not in told:
                told.add(question.mode)
                yield subject.finding(f"modes.{question.mode}", said)


def _refused(question: Question, part: Part) -> Text | None:
    typed = part.answer if part.options else answer_text(part.answer, part.type)
    if said := _verdict(WRONG, question, part, typed):
        return said
    if part.type not in MEASURED:
        return None
    return _verdict(ROUNDED, question, part, answer_text(part.answer, part.type, digits=ENOUGH))


def _verdict(said: Text, question: Question, part: Part, typed: str) -> Text | None:
    verdict = judge(question, part, typed).verdict
    if verdict == "correct":
        return None
    return said.format(seed=question.seed, mode=question.mode, part=part.name, typed=typed, verdict=verdict)
