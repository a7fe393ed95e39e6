"""The commands about questions: kinds, ask, check, solve."""

from __future__ import annotations

import errno
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studytool import bank, explain
from studytool.answer.judging import WORDS, Feedback, judge
from studytool.cli.choosing import kind_named
from studytool.cli.output import STANDARD, print_json
from studytool.cli.reasons import why
from studytool.cli.table import table
from studytool.export.content import right, rounded
from studytool.export.words import DIGITS
from studytool.formula.printing import symbol
from studytool.homework import worked
from studytool.kind import Kind
from studytool.names import mode_named, nearest
from studytool.numbers import answer_text, plain, rows
from studytool.question import Part, Question, Variant
from studytool.syllabus import catalogue_ids
from studytool.text.language import Language, Text, UserError


def kinds(options: Namespace) -> int:
    """List every kind with its ids, chapter, level, title and modes."""
    numbers = catalogue_ids()
    if options.json:
        print_json([_listed(kind, numbers) for kind in bank.kinds()], indent=1)
        return 0
    lines = [
        (kind.id, numbers.get(kind.id, ""), str(kind.level), kind.title[options.language], " ".join(kind.modes))
        for kind in bank.kinds()
    ]
    print(table(lines))
    return 0


def _listed(kind: Kind, numbers: dict[str, str]) -> dict[str, Any]:
    return {
        "id": kind.id,
        "catalogue": numbers.get(kind.id),
        "chapter": kind.chapter,
        "level": kind.level,
        "title": {"en": kind.title.en, "zh": kind.title.zh},
        "modes": list(kind.modes),
    }


def ask(options: Namespace) -> int:
    """Print a question, with its solution on request; as JSON it is always whole."""
    question = _question(options)
    if options.json:
        from studytool.export.record import record

        print_json(record(question), indent=1)
        return 0
    print("\n".join(_asked(question, options.language)))
    if options.solution:
        print("\n" + "\n".join(_solved(question, options.language)))
    return 0


def _question(options: Namespace) -> Question:
    mode = mode_named(options.mode) if options.mode else None
    return bank.generate(kind_named(options.kind), options.seed, mode)


def _asked(question: Question, language: Language) -> Iterator[str]:
    kind = question.kind
    yield f"{kind.id} · {question.mode} · {Text('seed', '种子')[language]} {question.seed}"
    yield question.stem[language]
    if kind.convention:
        yield f"{Text('Convention', '约定')[language]}{Text(': ', '：')[language]}{kind.convention[language]}"
    if rounded(question):
        yield DIGITS[language]
    yield from _givens(question)
    for part in question.parts:
        if question.mode == "parts":
            yield f"  {part.name}: {part.prompt[language]} = ?"
        for option in part.options:
            yield f"  {option.key}) {answer_text(option.value, kind.type, kind.labels)}"


def _givens(question: Question) -> Iterator[str]:
    """Every given under its name, the values one below the other."""
    width = max((len(symbol(name)) for name in question.givens), default=0)
    for name, value in question.givens.items():
        lines = rows(value)
        for place, line in enumerate(lines):
            label = f"{symbol(name):>{width}} = " if place == len(lines) // 2 else " " * (width + 3)
            yield f"  {label}{line}"


def _solved(question: Question, language: Language) -> Iterator[str]:
    yield from _steps(question.variant, language)
    for part in question.parts:
        shown = f"{symbol(part.name)} = {right(question, part)}"
        yield f"{Text('answer', '答案')[language]}{Text(': ', '：')[language]}{shown}"


def _steps(variant: Variant, language: Language) -> Iterator[str]:
    for step in explain.solution(variant):
        note = f"{step.note[language]}{Text(': ', '：')[language]}" if step.note else ""
        yield f"{note}{step.line}"


def check(options: Namespace) -> int:
    """Check one answer, or one a line of a file."""
    question = _question(options)
    part = _part(question, options.part)
    if options.answers is None:
        feedback = judge(question, part, options.answer)
        if options.json:
            print_json(_checked(feedback, options.language))
        else:
            print(_said(feedback, options.language))
        return 0
    for line in _answers(options.answers):
        print_json(_checked(judge(question, part, line), options.language))
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
    name = "stdin" if path == STANDARD else path or '""'
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
    colon, stop = Text(": ", "：")[language], Text(". ", "。")[language]
    read = f"{Text('read as', '读作')[language]} {feedback.reading.text}" if feedback.reading else ""
    return stop.join(piece for piece in (word + (f"{colon}{read}" if read else ""), feedback.text[language]) if piece)


def _checked(feedback: Feedback, language: Language) -> dict[str, Any]:
    reading = feedback.reading
    return {
        "reading": {"value": plain(reading.value), "text": reading.text} if reading else None,
        "reason": None if reading else feedback.text[language],
        "verdict": feedback.verdict,
        "misconception": feedback.claim.id if feedback.claim else None,
        "slip": feedback.slip,
        "feedback": feedback.text[language],
    }


def solve(options: Namespace) -> int:
    """Print the worked solution for the user's own numbers."""
    variant = worked(kind_named(options.kind), options.givens)
    print("\n".join(_steps(variant, options.language)))
    return 0
