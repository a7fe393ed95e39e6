"""The commands about questions: ask, check, solve."""

from __future__ import annotations

import errno
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from studytool.answer.judging.judge import WORDS, Feedback, judge
from studytool.answer.reading.read import Reading
from studytool.cli.choosing import kind_named
from studytool.cli.output import STANDARD, print_json
from studytool.course.modes import mode_named
from studytool.questions import bank
from studytool.questions.numbers import plain
from studytool.questions.question import Part, Question, Variant
from studytool.showing.givens import Given
from studytool.showing.lines import worked_out
from studytool.showing.sheet import sheet
from studytool.showing.words import COLON, CONVENTION, MODE_WORDS, SEED
from studytool.showing.wrapping import wrap
from studytool.study.homework import worked
from studytool.text.language import Language, Text, UserError
from studytool.text.nearest import nearest
from studytool.text.reasons import why

WIDTH: Final = 80
PART_MARKS: Final = Text(" Part marks: {share}%.", "部分得分：{share}%。")


def ask(options: Namespace) -> int:
    """Print a question, with its solution on request; as JSON it is always whole."""
    question = _question(options)
    if options.json:
        from studytool.export.record import record

        print_json(record(question), indent=1)
        return 0
    print("\n".join(folded(asked(question, options.language))))
    if options.solution:
        print("\n" + "\n".join(folded(_solved(question, options.language), hanging=2)))
    return 0


def _question(options: Namespace) -> Question:
    mode = mode_named(options.mode) if options.mode else None
    return bank.generate(kind_named(options.kind), options.seed, mode)


def asked(question: Question, language: Language) -> Iterator[str]:
    """The question as a terminal shows it, line by line."""
    shown = sheet(question)
    # in English the mode's name is the word that --mode takes
    mode = Text(question.mode, MODE_WORDS[question.mode].zh)
    yield f"{question.kind.id} · {mode[language]} · {SEED[language]} {question.seed}"
    yield shown.stem[language]
    if shown.convention:
        yield f"{CONVENTION[language]}{COLON[language]}{shown.convention[language]}"
    if shown.digits:
        yield shown.digits[language]
    yield from _givens(shown.givens)
    if shown.task:
        yield shown.task[language]
    for line in shown.lines:
        yield f"  {line.text[language]}"
    for asked in shown.below:
        part = asked.part
        if question.mode == "parts":
            yield f"  {part.name}{COLON[language]}{part.prompt[language]} = ?"
        for option in part.options:
            yield f"  {option.key}) {option.text[language]}"


def folded(lines: Iterable[str], hanging: int = 0) -> Iterator[str]:
    """The lines broken at the width of a terminal; what is indented hangs by two more."""
    for text in lines:
        indent = len(text) - len(text.lstrip())
        yield from wrap(text, WIDTH, hanging=indent + 2 if indent else hanging)


def _givens(givens: Sequence[Given]) -> Iterator[str]:
    """Every given under its name, the values one below the other."""
    width = max((len(given.label) for given in givens), default=0)
    for given in givens:
        lines = given.rows
        for place, row in enumerate(lines):
            label = f"{given.label:>{width}} = " if place == len(lines) // 2 else " " * (width + 3)
            yield f"  {label}{row}"


def _solved(question: Question, language: Language) -> Iterator[str]:
    shown = sheet(question)
    yield from _steps(question.variant, language)
    for asked in shown.parts:
        answer = asked.equated(asked.label) + asked.right[language]
        yield f"{Text('answer', '答案')[language]}{COLON[language]}{answer}"
        if because := asked.part.because:
            yield because[language]


def _steps(variant: Variant, language: Language) -> Iterator[str]:
    for line in worked_out(variant):
        yield line.text[language]


def check(options: Namespace) -> int:
    """Check one answer, or one a line of a file."""
    question = _question(options)
    part = _part(question, options.part)
    if options.answers is None:
        feedback = judge(question, part, options.answer, decimal_comma=options.decimal_comma)
        if options.json:
            print_json(_checked(part, feedback, options.language))
        else:
            print(_said(feedback, options.language))
        return 0
    for typed in _answers(options.answers):
        feedback = judge(question, part, typed, decimal_comma=options.decimal_comma)
        print_json(_checked(part, feedback, options.language))
    return 0


def _part(question: Question, name: str | None) -> Part:
    if name is None:
        return question.parts[-1]
    for part in question.parts:
        if part.name == name:
            return part
    raise nearest(name, [part.name for part in question.parts], Text("part", "小题"))


def _answers(path: str) -> list[str]:
    """The lines of the file, one answer each."""
    name = "stdin" if path == STANDARD else path
    try:
        text = _bytes(path).decode("utf-8-sig")
    except OSError as error:
        reason = why(error)
        raise UserError(
            Text(
                f"cannot read {name}: {reason.en}. Give a text file with one answer a line",
                f"无法读取 {name}：{reason.zh}。应给出每行一个作答的文本文件",
            )
        ) from None
    except UnicodeDecodeError:
        raise UserError(
            Text(f"{name} is not UTF-8 text: save it as UTF-8", f"{name} 不是 UTF-8 文本：应以 UTF-8 保存")
        ) from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.removesuffix("\n").split("\n") if lines else []


def _bytes(path: str) -> bytes:
    if path != STANDARD:
        return Path(path).read_bytes()
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read()


def _said(feedback: Feedback, language: Language) -> str:
    word = WORDS[feedback.verdict][language]
    stop = Text(". ", "。")[language]
    read = f"{COLON[language]}{Text('read as', '读作')[language]} {feedback.reading.text}" if feedback.reading else ""
    said = stop.join(piece for piece in (word + read, feedback.text[language]) if piece)
    return said + (PART_MARKS[language].format(share=round(100 * feedback.marks)) if 0 < feedback.marks < 1 else "")


def _checked(part: Part, feedback: Feedback, language: Language) -> dict[str, Any]:
    return {
        "reading": _reading(part, feedback.reading) if feedback.reading else None,
        "reason": None if feedback.reading else feedback.text[language],
        "verdict": feedback.verdict,
        "marks": feedback.marks,
        "misconception": feedback.claim.id if feedback.claim else None,
        "slip": feedback.slip,
        "feedback": feedback.text[language],
    }


def _reading(part: Part, reading: Reading) -> dict[str, Any]:
    """How the answer was read; the value of a formula is its text."""
    return {"value": reading.text if part.type == "formula" else plain(reading.value), "text": reading.text}


def solve(options: Namespace) -> int:
    """Print the worked solution for the user's own numbers."""
    variant = worked(kind_named(options.kind), options.givens)
    print("\n".join(folded(_steps(variant, options.language), hanging=2)))
    return 0
