"""What every printed form shows of a question, before any markup."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Final, NamedTuple

import numpy as np

from studytool.answer.judging import judge
from studytool.answer.judging.diagnosis import either
from studytool.answer.judging.equivalence import equal, points
from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.formula.printing import symbol
from studytool.kinds.kind import Kind
from studytool.questions.explain import Explanation
from studytool.questions.numbers import answer_text, rows
from studytool.questions.question import Claim, Option, Part, Question
from studytool.questions.tolerance import EXACT
from studytool.showing.words import COLON, LEVEL, MODE_WORDS, OTHER_CONVENTION, SEED, SOURCE
from studytool.text.language import Language
from studytool.text.sources import cited

UNROUNDED: Final[frozenset[AnswerType]] = EXACT | {"set", "formula"}
"""Types whose answers nobody rounds: a set's numbers are values of a printed domain."""


class Shown(NamedTuple):
    """A labelled given: its cells row by row, and its number of dimensions (0, 1 or 2)."""

    label: str
    dimensions: int
    cells: list[list[str]]

    @property
    def line(self) -> str:
        """A number or a vector on one line: x = (0.6, −0.7)."""
        entries = ", ".join(self.cells[0])
        return f"{self.label} = ({entries})" if self.dimensions else f"{self.label} = {entries}"


class Slip(NamedTuple):
    """A common mistake as it is listed: the number it gives, and what it means."""

    value: Value
    feedback: str


def beside_stem(question: Question, language: Language) -> Iterator[Shown]:
    """The givens that the stem does not say itself."""
    said = _places(question.kind.stem[language])
    for name, value in question.givens.items():
        if name not in said:
            yield from _shown(symbol(name), value)


@cache
def _places(template: str) -> frozenset[str]:
    """The names that a stem has places for."""
    fields = (field for _, field, _, _ in Formatter().parse(template) if field)
    return frozenset(field.partition(".")[0].partition("[")[0] for field in fields)


def _shown(label: str, value: Value) -> Iterator[Shown]:
    """A given; one with more than two dimensions slice by slice, numbered from 0 as formulas number them."""
    if isinstance(value, str):
        yield Shown(label, 0, [[value]])
    elif np.ndim(value) <= 2:
        yield Shown(label, np.ndim(value), [row.strip("()[]⎡⎤⎢⎥⎣⎦").split() for row in rows(value)])
    else:
        for place, inner in enumerate(value):
            yield from _shown(f"{label}[{place}]", inner)


def subtitle(question: Question, language: Language) -> str:
    """What rebuilds the question: cnn.conv-output-size · level 1 · seed 7."""
    mode = "" if question.mode == question.kind.modes[0] else f" · {MODE_WORDS[question.mode][language]}"
    level = f"{LEVEL[language]} {question.kind.level}"
    return f"{question.kind.id} · {level} · {SEED[language]} {question.seed}{mode}"


def source_line(kind: Kind, language: Language) -> str:
    """Where the formulas come from: 出处：Kipf & Welling 2017，式 2."""
    return f"{SOURCE[language]}{COLON[language]}{cited(kind.source)[language]}"


def written(question: Question, part: Part, value: Value) -> str:
    """A value as an answer to this part is written."""
    kind = question.kind
    if part.name != kind.asked or part.type == "formula":
        return answer_text(value, part.type)
    return answer_text(value, kind.type, kind.labels)


def equated(question: Question, name: str) -> str:
    """The name of what is asked for with its equals sign; a line to be found is equal to nothing."""
    return "" if question.mode == "spot" else f"{name} = "


def right(question: Question, part: Part) -> str:
    """The answer, behind its letter if it is an option: (b) 14."""
    if not part.options:
        return written(question, part, part.answer)
    return f"({part.right.key}) {part.right.text}"


def known(question: Question, part: Part) -> tuple[Claim, ...]:
    """The misconceptions that this part can tell, without formulas that count as right: j₀·s₁ is s₁ where j₀ is 1."""
    if part.type != "formula":
        return part.claims
    sample = points(question.variant, part.name)
    return tuple(claim for claim in part.claims if not equal(claim.value, part.answer, sample))


def slips(question: Question, part: Part, language: Language) -> Iterator[Slip]:
    """What each of these misconceptions gives, and what is said of it."""
    for claim in known(question, part):
        held = either(question, part, claim)
        note = OTHER_CONVENTION[language] if held.convention else ""
        yield Slip(claim.value, judge.told(held.feedback, question)[language] + note)


def told(question: Question, part: Part, claim: Claim, language: Language) -> str:
    """What is said to somebody who gave a misconception's number for this part, which may be that of several."""
    return judge.told(either(question, part, claim).feedback, question)[language]


def remark(question: Question, part: Part, option: Option, language: Language) -> str:
    """What is said to somebody who picked this option; nothing where there is nothing to say."""
    if option.claim:
        return told(question, part, option.claim, language)
    return option.note[language] if option.note else ""


def line(step: Explanation, language: Language) -> str:
    """A step of a worked solution on one line, behind its meaning where the author gave it."""
    note = f"{step.note[language]}{COLON[language]}" if step.note else ""
    return note + step.line


def printed(question: Question) -> Iterator[tuple[Explanation, Part | None]]:
    """The lines of a solution that are printed with the question, each with the part that is asked for there."""
    asked = {part.name: part for part in question.parts}
    for step in question.worked:
        yield step, asked.get(step.name)


def below(question: Question) -> list[Part]:
    """The parts that no printed line asks for."""
    lines = {step.name for step in question.worked}
    return [part for part in question.parts if part.name not in lines]


def rounded(question: Question) -> bool:
    """Whether an answer is typed that is compared with a tolerance."""
    return any(part.type not in UNROUNDED for part in question.parts)
