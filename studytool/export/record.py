"""A question as JSON has it: numbers to ten significant digits, every text in both languages."""

from __future__ import annotations

import math
from typing import Any

from studytool.formula.printing import latex
from studytool.formula.printing import text as formula_text
from studytool.formula.tree import Node
from studytool.questions.numbers import plain, portable
from studytool.questions.question import Option, Part, Question
from studytool.showing.asked import Asked, Told
from studytool.showing.lines import Line
from studytool.showing.sheet import sheet
from studytool.text.language import Text


def record(question: Question) -> dict[str, Any]:
    """The whole question as dicts, lists, texts and numbers, in a fixed order.

    A number that JSON lacks is its name: "inf", "-inf" or "nan". A hidden given is "?", a formula has two spellings.
    """
    kind, shown = question.kind, sheet(question)
    return {
        "kind": kind.id,
        "version": kind.version,
        "seed": question.seed,
        "mode": question.mode,
        "level": kind.level,
        "title": _both(shown.title),
        "stem": _both(shown.stem),
        "convention": shown.convention and _both(shown.convention),
        "source": kind.source,
        "givens": {name: _numbers(value) for name, value in question.givens.items()},
        "task": shown.task and _both(shown.task),
        "worked": [_line(line) for line in shown.lines],
        "parts": [_part(asked) for asked in shown.parts],
        "solution": [_step(line, question.variant.values[line.step.name]) for line in shown.solution],
    }


def _part(asked: Asked) -> dict[str, Any]:
    part = asked.part
    return {
        "name": part.name,
        "type": part.type,
        "prompt": _both(part.prompt),
        "options": [_option(asked, option) for option in part.options],
        "names": list(part.names),
        "answer": _value(part, part.answer),
        "tolerance": _numbers(part.tolerance),
        "because": part.because and _both(part.because),
        "misconceptions": [_misconception(part, told) for told in asked.mistakes],
    }


def _misconception(part: Part, told: Told) -> dict[str, Any]:
    return {
        "id": told.id,
        "value": _value(part, told.value),
        "feedback": _both(told.feedback),
        "convention": told.convention,
    }


def _option(asked: Asked, option: Option) -> dict[str, Any]:
    told = asked.behind(option)
    return {
        "key": option.key,
        "value": _numbers(option.value),
        "text": option.text.en,
        **_word(option.text if asked.question.kind.pool else None),
        "misconception": told and told.id,
        "note": option.note and _both(option.note),
    }


def _step(line: Line, value: Any) -> dict[str, Any]:
    return {**_line(line), "value": _numbers(value), **_word(line.word)}


def _word(word: Text | None) -> dict[str, Any]:
    """What a number stands for, where the answer is a word."""
    return {"word": _both(word)} if word else {}


def _line(line: Line) -> dict[str, Any]:
    """A line as it is printed: its value is a text, "?" where it is to be found."""
    step = line.step
    return {
        "name": step.name,
        "note": step.note and _both(step.note),
        "formula": step.formula,
        "latex": step.latex,
        "numbers": step.numbers,
        "value": step.value,
    }


def _value(part: Part, value: Any) -> Any:
    return _formula(value) if part.type == "formula" else _numbers(value)


def _formula(node: Node) -> dict[str, str]:
    return {"unicode": formula_text(node), "latex": latex(node)}


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}


def _numbers(value: Any) -> Any:
    """Plain numbers and nested lists, with nothing that JSON cannot say."""
    value = plain(value)
    if isinstance(value, list):
        return [_numbers(entry) for entry in value]
    if isinstance(value, bool):
        return int(value)
    if not isinstance(value, float):
        return value
    return portable(value) if math.isfinite(value) else str(value)
