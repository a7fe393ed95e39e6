"""A question as JSON has it: numbers to ten significant digits, every text in both languages."""

from __future__ import annotations

import math
from typing import Any

from studytool.answer.judging.diagnosis import either
from studytool.answer.judging.judge import told
from studytool.formula.printing import latex
from studytool.formula.printing import text as formula_text
from studytool.formula.tree import Node
from studytool.questions.explain import Explanation, solution
from studytool.questions.numbers import plain, portable
from studytool.questions.question import Claim, Option, Part, Question
from studytool.showing.content import known
from studytool.text.language import Text


def record(question: Question) -> dict[str, Any]:
    """The whole question as dicts, lists, texts and numbers, in a fixed order.

    A number that JSON lacks is its name: "inf", "-inf" or "nan". A hidden given is "?", a formula has two spellings.
    """
    kind = question.kind
    return {
        "kind": kind.id,
        "version": kind.version,
        "seed": question.seed,
        "mode": question.mode,
        "level": kind.level,
        "title": _both(kind.title),
        "stem": _both(question.stem),
        "convention": kind.convention and _both(kind.convention),
        "source": kind.source,
        "givens": {name: _numbers(value) for name, value in question.givens.items()},
        "task": question.task and _both(question.task),
        "worked": [_line(step) for step in question.worked],
        "parts": [_part(question, part) for part in question.parts],
        "solution": [_step(step, question.variant.values[step.name]) for step in solution(question.variant)],
    }


def _part(question: Question, part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "type": part.type,
        "prompt": _both(part.prompt),
        "options": [_option(question, part, option) for option in part.options],
        "names": list(part.names),
        "answer": _value(part, part.answer),
        "tolerance": _numbers(part.tolerance),
        "because": part.because and _both(part.because),
        "misconceptions": [_misconception(question, part, claim) for claim in known(question, part)],
    }


def _misconception(question: Question, part: Part, claim: Claim) -> dict[str, Any]:
    """The id, and what is said, are those of a verdict: of several that give this number here, all are named."""
    held = either(question, part, claim)
    return {
        "id": held.id,
        "value": _value(part, claim.value),
        "feedback": _both(told(held.feedback, question)),
        "convention": held.convention,
    }


def _option(question: Question, part: Part, option: Option) -> dict[str, Any]:
    return {
        "key": option.key,
        "value": _numbers(option.value),
        "text": option.text,
        "misconception": option.claim and either(question, part, option.claim).id,
        "note": option.note and _both(option.note),
    }


def _step(step: Explanation, value: Any) -> dict[str, Any]:
    return {**_line(step), "value": _numbers(value)}


def _line(step: Explanation) -> dict[str, Any]:
    """A line as it is printed: its value is a text, "?" where it is to be found."""
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
    if not isinstance(value, float):
        return value
    return portable(value) if math.isfinite(value) else str(value)
