"""Markdown: a quiz to print, then its answer key with solutions and common mistakes; formulas between dollar signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from studytool.formula.evaluate import Value
from studytool.formula.printing import latex
from studytool.questions.question import Question
from studytool.showing.asked import Asked
from studytool.showing.givens import Given
from studytool.showing.lines import LEADS, Line
from studytool.showing.sheet import Sheet, sheet
from studytool.showing.words import ANSWER, COLON, CONVENTION, KEY, MISTAKES, QUIZ, SOLUTION
from studytool.text.language import Language

SPECIAL: Final = re.compile(r"[\\`*\[\]<>|$~&#]|(?<!\w)_|_(?!\w)")
LIST_MARK: Final = re.compile(r"^(\s*)([-+=]|(\d+)(?=[.)]))")
BLANK: Final = "\\_" * 12


def write(questions: Iterable[Question], stream: TextIO, language: Language) -> None:
    """Write the questions, numbered from 1, then the key to them."""
    sheets = [sheet(question) for question in questions]
    lines = [f"# {QUIZ[language]}"]
    for number, shown in enumerate(sheets, 1):
        lines += ["", f"## {number}. {plain(shown.title[language])}", "", *_question(shown, language)]
    lines += ["", f"# {KEY[language]}"]
    for number, shown in enumerate(sheets, 1):
        lines += ["", f"## {number}. {plain(shown.title[language])}", "", *_key(shown, language)]
    stream.write("\n".join(lines) + "\n")


def plain(text: str) -> str:
    """Text in which Markdown finds no markup, on one line."""
    line = SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return LIST_MARK.sub(lambda mark: f"{mark[1]}{mark[3]}\\" if mark[3] else f"{mark[1]}\\{mark[2]}", line)


def _question(shown: Sheet, language: Language) -> Iterator[str]:
    yield plain(shown.subtitle[language])
    yield ""
    yield plain(shown.stem[language])
    for given in shown.beside:
        yield ""
        yield _given(given)
    if shown.convention:
        yield ""
        yield f"**{CONVENTION[language]}**{COLON[language]}{plain(shown.convention[language])}"
    if shown.task:
        yield ""
        yield plain(shown.task[language])
    if shown.digits:
        yield ""
        yield shown.digits[language]
    for line in shown.lines:
        yield ""
        yield _line(line, language) + (f" {BLANK}" if line.asked else "")
    for asked in shown.below:
        yield ""
        yield from _asked(asked, language)


def _given(given: Given) -> str:
    """A number or a vector on a line; a matrix as a formula."""
    if given.dimensions < 2:
        return plain(given.line)
    rows = r" \\ ".join(" & ".join(row) for row in given.cells)
    return rf"{plain(given.label)} = $\begin{{pmatrix}} {rows.replace('−', '-')} \end{{pmatrix}}$"


def _asked(asked: Asked, language: Language) -> Iterator[str]:
    prompt, options = asked.part.prompt[language], asked.part.options
    if not options:
        yield f"{plain(prompt)} = {BLANK}"
        return
    if named := asked.equated(prompt):
        yield f"{plain(named)} ?"
        yield ""
    for option in options:
        yield f"- ({option.key}) {plain(option.text[language])}"


def _key(shown: Sheet, language: Language) -> Iterator[str]:
    for asked in shown.parts:
        yield f"**{ANSWER[language]}**{COLON[language]}{_answer(asked, language)}"
        yield ""
        if because := asked.part.because:
            yield plain(because[language])
            yield ""
    yield f"**{SOLUTION[language]}**"
    yield ""
    for number, line in enumerate(shown.solution, 1):
        yield f"{number}. {_line(line, language)}"
    for asked in shown.parts:
        yield from _mistakes(asked, language)
    yield ""
    yield plain(shown.source[language])


def _answer(asked: Asked, language: Language) -> str:
    part, prompt = asked.part, asked.part.prompt[language]
    if part.options:
        return plain(asked.equated(prompt) + asked.right[language])
    return f"{plain(prompt)} = {_value(asked, part.answer, asked.right[language])}"


def _value(asked: Asked, value: Value, written: str) -> str:
    """A value as text, a formula as one."""
    return f"${latex(value)}$" if asked.part.type == "formula" else plain(written)


def _line(line: Line, language: Language) -> str:
    note = f"{plain(line.step.note[language])}{COLON[language]}" if line.step.note else ""
    results = "".join(f" = {plain(piece)}" for piece in line.results)
    word = LEADS + plain(line.word[language]) if line.word else ""
    return f"{note}${line.step.latex}${results}{word}"


def _mistakes(asked: Asked, language: Language) -> Iterator[str]:
    if asked.mistakes:
        yield ""
        yield f"**{MISTAKES[language]}**{COLON[language]}{plain(asked.part.prompt[language])}"
        yield ""
        for told in asked.mistakes:
            value = _value(asked, told.value, told.written[language])
            yield f"- {value}{COLON[language]}{plain(told.listed[language])}"
