"""Markdown: a quiz to print, then its answer key with solutions and common mistakes; formulas between dollar signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from studytool.formula.evaluate import Value
from studytool.formula.printing import latex
from studytool.questions.explain import Explanation, solution
from studytool.questions.question import Part, Question
from studytool.showing.content import (
    Shown,
    below,
    beside_stem,
    equated,
    printed,
    right,
    rounded,
    slips,
    source_line,
    subtitle,
    written,
)
from studytool.showing.words import ANSWER, COLON, CONVENTION, DIGITS, KEY, MISTAKES, QUIZ, SOLUTION
from studytool.text.language import Language

SPECIAL: Final = re.compile(r"[\\`*\[\]<>|$~&#]|(?<!\w)_|_(?!\w)")
LIST_MARK: Final = re.compile(r"^(\s*)([-+=]|(\d+)(?=[.)]))")
BLANK: Final = "\\_" * 12


def write(questions: Iterable[Question], stream: TextIO, language: Language) -> None:
    """Write the questions, numbered from 1, then the key to them."""
    asked = list(questions)
    lines = [f"# {QUIZ[language]}"]
    for number, question in enumerate(asked, 1):
        lines += ["", f"## {number}. {plain(question.kind.title[language])}", "", *_question(question, language)]
    lines += ["", f"# {KEY[language]}"]
    for number, question in enumerate(asked, 1):
        lines += ["", f"## {number}. {plain(question.kind.title[language])}", "", *_key(question, language)]
    stream.write("\n".join(lines) + "\n")


def plain(text: str) -> str:
    """Text in which Markdown finds no markup, on one line."""
    line = SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return LIST_MARK.sub(lambda mark: f"{mark[1]}{mark[3]}\\" if mark[3] else f"{mark[1]}\\{mark[2]}", line)


def _question(question: Question, language: Language) -> Iterator[str]:
    yield plain(subtitle(question, language))
    yield ""
    yield plain(question.stem[language])
    for shown in beside_stem(question, language):
        yield ""
        yield _given(shown)
    if convention := question.kind.convention:
        yield ""
        yield f"**{CONVENTION[language]}**{COLON[language]}{plain(convention[language])}"
    if question.task:
        yield ""
        yield plain(question.task[language])
    if rounded(question):
        yield ""
        yield DIGITS[language]
    for step, wanted in printed(question):
        yield ""
        yield _step(step, language) + (f" {BLANK}" if wanted else "")
    for part in below(question):
        yield ""
        yield from _asked(question, part, language)


def _given(shown: Shown) -> str:
    """A number or a vector on a line; a matrix as a formula."""
    if shown.dimensions < 2:
        return plain(shown.line)
    rows = r" \\ ".join(" & ".join(row) for row in shown.cells)
    return rf"{plain(shown.label)} = $\begin{{pmatrix}} {rows.replace('−', '-')} \end{{pmatrix}}$"


def _asked(question: Question, part: Part, language: Language) -> Iterator[str]:
    if not part.options:
        yield f"{plain(part.prompt[language])} = {BLANK}"
        return
    if named := equated(question, part.prompt[language]):
        yield f"{plain(named)} ?"
        yield ""
    for option in part.options:
        yield f"- ({option.key}) {plain(option.text)}"


def _key(question: Question, language: Language) -> Iterator[str]:
    for part in question.parts:
        yield f"**{ANSWER[language]}**{COLON[language]}{_answer(question, part, language)}"
        yield ""
        if part.because:
            yield plain(part.because[language])
            yield ""
    yield f"**{SOLUTION[language]}**"
    yield ""
    for number, step in enumerate(solution(question.variant), 1):
        yield f"{number}. {_step(step, language)}"
    for part in question.parts:
        yield from _mistakes(question, part, language)
    yield ""
    yield plain(source_line(question.kind, language))


def _answer(question: Question, part: Part, language: Language) -> str:
    if part.options:
        return plain(equated(question, part.prompt[language]) + right(question, part))
    return f"{plain(part.prompt[language])} = {_value(question, part, part.answer)}"


def _value(question: Question, part: Part, value: Value) -> str:
    """A value as text, a formula as one."""
    return f"${latex(value)}$" if part.type == "formula" else plain(written(question, part, value))


def _step(step: Explanation, language: Language) -> str:
    note = f"{plain(step.note[language])}{COLON[language]}" if step.note else ""
    pieces = dict.fromkeys(piece for piece in (step.numbers, step.value) if piece and piece != step.formula)
    return f"{note}${step.latex}$" + "".join(f" = {plain(piece)}" for piece in pieces)


def _mistakes(question: Question, part: Part, language: Language) -> Iterator[str]:
    found = list(slips(question, part, language))
    if not found:
        return
    yield ""
    yield f"**{MISTAKES[language]}**{COLON[language]}{plain(part.prompt[language])}"
    yield ""
    for slip in found:
        yield f"- {_value(question, part, slip.value)}{COLON[language]}{plain(slip.feedback)}"
