"""Every part that is computed has hints, and none of them gives its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studytool.course.answer_types import AnswerType
from studytool.course.modes import Mode
from studytool.questions import explain
from studytool.questions.numbers import answer_text
from studytool.questions.question import Part, Question
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

NONE: Final = Text("seed {seed}, {mode}: {part} has no hint", "种子 {seed}，{mode}：{part} 没有提示")
TOLD: Final = Text(
    "in every variant the hint “{hint}” has the answer to {part} in it; compute it in the steps",
    "每个变式的提示“{hint}”都含有 {part} 的答案；应在步骤中计算它",
)
ENOUGH: Final = 4
"""So many different answers stand in their hints by chance hardly ever: a formula may well have a 1 in it."""
WORDLESS: Final[frozenset[AnswerType]] = frozenset({"set", "formula"})
"""Answers that are no numbers of their own: a set's are values of a given, such as formulas have for other reasons."""
UNHINTED: Final[frozenset[Mode]] = frozenset({"fill"})
"""The modes that print the formulas already."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first question without hints, and for parts whose hints always give the answer."""
    told: dict[tuple[Mode, str], list[str]] = {}
    answers: dict[tuple[Mode, str], set[str]] = {}
    for question in subject.questions:
        found = explain.hints(question, question.parts[0].name)
        if not found and question.mode not in UNHINTED:
            said = NONE.format(seed=question.seed, mode=question.mode, part=question.parts[0].name)
            yield subject.finding(f"modes.{question.mode}", said)
            return
        for part in question.parts:
            told.setdefault((question.mode, part.name), []).append(_telling(question, part))
            answers.setdefault((question.mode, part.name), set()).add(answer_text(part.answer, part.type))
    for (mode, name), hints in told.items():
        if all(hints) and len(answers[mode, name]) >= ENOUGH:
            yield subject.finding(f"modes.{mode}", TOLD.format(hint=hints[0], part=name))


def _telling(question: Question, part: Part) -> str:
    """The first hint in which the answer stands; empty if none."""
    if part.options or part.type in WORDLESS:
        return ""
    answer = answer_text(part.answer, part.type)
    token = re.compile(rf"(?<![\w.]){re.escape(answer)}(?![\w.])")
    return next((hint for hint in explain.hints(question, part.name) if token.search(hint)), "")
