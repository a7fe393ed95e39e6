"""The commands about questions: kinds, ask, check, solve."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studytool import bank, explain
from studytool.answer.judging import WORDS, Feedback, judge
from studytool.cli.table import table
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
        print(json.dumps([_listed(kind, numbers) for kind in bank.kinds()], ensure_ascii=False, indent=1))
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
    """Print a question, with its solution on request."""
    question = _question(options)
    if options.json:
        from studytool.export.record import record

        print(json.dumps(record(question, solution=options.solution), ensure_ascii=False, indent=1))
        return 0
    print("\n".join(_asked(question, options.language)))
    if options.solution:
        print("\n" + "\n".join(_solved(question, options.language)))
    return 0


def _question(options: Namespace) -> Question:
    mode = mode_named(options.mode) if options.mode else None
    return bank.generate(bank.find(options.kind), options.seed, mode)


def _asked(question: Question, language: Language) -> Iterator[str]:
    kind = question.kind
    yield f"{kind.id} · {question.mode} · {Text('seed', '种子')[language]} {question.seed}"
    yield question.stem[language]
    if kind.convention:
        yield f"{Text('Convention', '约定')[language]}{Text(': ', '：')[language]}{kind.convention[language]}"
    for name, value in question.givens.items():
        lines = rows(value)
        for place, line in enumerate(lines):
            label = f"{symbol(name)} = " if place == len(lines) // 2 else ""
            yield f"{label:>8}{line}"
    for part in question.parts:
        if question.mode == "parts":
            yield f"  {part.name}: {part.prompt[language]} = ?"
        for option in part.options:
            yield f"  {option.key}) {answer_text(option.value, kind.type, kind.labels)}"


def _solved(question: Question, language: Language) -> Iterator[str]:
    yield from _steps(question.variant, language)
    for part in question.parts:
        given = part.answer if part.options else answer_text(part.answer, part.type, question.kind.labels)
        yield f"{Text('answer', '答案')[language]}{Text(': ', '：')[language]}{symbol(part.name)} = {given}"


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
        print(_json(feedback, options.language) if options.json else _said(feedback, options.language))
        return 0
    for line in _answers(options.answers):
        print(_json(judge(question, part, line), options.language))
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
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(
            Text(
                f"cannot read {path}: {error.strerror}. Give a text file with one answer a line",
                f"无法读取 {path}：{error.strerror}。应给出每行一个作答的文本文件",
            )
        ) from None
    except UnicodeDecodeError:
        raise UserError(
            Text(f"{path} is not UTF-8 text: save it as UTF-8", f"{path} 不是 UTF-8 文本：应以 UTF-8 保存")
        ) from None
    return text.removesuffix("\n").split("\n") if text else []


def _said(feedback: Feedback, language: Language) -> str:
    word = WORDS[feedback.verdict][language]
    colon, stop = Text(": ", "：")[language], Text(". ", "。")[language]
    read = f"{Text('read as', '读作')[language]} {feedback.reading.text}" if feedback.reading else ""
    return stop.join(piece for piece in (word + (f"{colon}{read}" if read else ""), feedback.text[language]) if piece)


def _json(feedback: Feedback, language: Language) -> str:
    reading = feedback.reading
    entry = {
        "reading": {"value": plain(reading.value), "text": reading.text} if reading else None,
        "verdict": feedback.verdict,
        "misconception": feedback.claim.id if feedback.claim else None,
        "feedback": feedback.text[language],
    }
    return json.dumps(entry, ensure_ascii=False)


def solve(options: Namespace) -> int:
    """Print the worked solution for the user's own numbers."""
    variant = worked(bank.find(options.kind), options.givens)
    print("\n".join(_steps(variant, options.language)))
    return 0
