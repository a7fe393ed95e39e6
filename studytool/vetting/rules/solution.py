"""The printed solution recomputes: each line's numbers give what stands at its end, and the last is the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from studytool.answer.reading.formulas import read_formula
from studytool.answer.reading.read import Unreadable
from studytool.formula.evaluate import evaluator
from studytool.questions import explain
from studytool.questions.explain import Explanation
from studytool.questions.numbers import DIGITS, answer_text
from studytool.questions.question import Variant
from studytool.questions.tolerance import tolerance, within
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

PRINTED: Final = 20
"""So many variants' lines are read again."""
ROUNDED: Final = 40
"""So many variants are worked out again from rounded numbers."""
NEAR: Final = 1e-3
GROUPING: Final = re.compile(r"(?<=\d),(?=\d{3})")
LINE: Final = Text(
    "seed {seed} prints “{line}”, whose numbers give {found}; print more digits or write the step in two",
    "种子 {seed} 印出“{line}”，其中的数算得 {found}；应多印几位，或把这一步拆成两步",
)
LAST: Final = Text(
    "seed {seed}: the last line is {name}, not {asked}", "种子 {seed}：最后一行是 {name}，而不是 {asked}"
)
TORN: Final = Text(
    "seed {seed}: the line “{line}” does not end in its value", "种子 {seed}：“{line}”一行没有以其值结尾"
)
LOST: Final = Text(
    "seed {seed}: who goes on from the rounded numbers of the solution gets {found}, which is wrong; the answer is "
    "{answer}",
    "种子 {seed}：用解答中舍入后的数继续计算会得到 {found}，被判为错；答案是 {answer}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first line that does not recompute, and the first answer that rounding spoils."""
    for variant in subject.variants[:PRINTED]:
        if said := _misprinted(variant):
            yield subject.finding("steps", said)
            break
    for variant in subject.variants[:ROUNDED] if subject.kind.type != "choice" else ():
        if said := _spoilt(variant):
            yield subject.finding("steps", said)
            break


def _misprinted(variant: Variant) -> Text | None:
    steps = explain.solution(variant)
    if steps[-1].name != variant.kind.asked:
        return LAST.format(seed=variant.seed, name=steps[-1].name, asked=variant.kind.asked)
    for step in steps:
        if step.value not in step.line:
            return TORN.format(seed=variant.seed, line=step.line)
        found = None if np.ndim(variant.values[step.name]) or variant.kind.labels else _recomputed(step)
        if found is not None and not _alike(found, _number(step.value)):
            return LINE.format(seed=variant.seed, line=step.line, found=answer_text(found, "float"))
    return None


def _recomputed(step: Explanation) -> float | None:
    """What the numbers of a line give; None where there are none, or they cannot be read."""
    if not step.numbers or step.numbers == step.value:
        return None
    node = read_formula(GROUPING.sub("", step.numbers), ())
    return None if isinstance(node, Unreadable) else _number(answer_text(evaluator(node)({}), "float"))


def _number(printed: str) -> float:
    return float(printed.replace("−", "-").replace(",", "").replace("×10^", "e"))


def _alike(found: float, shown: float) -> bool:
    return abs(found - shown) <= NEAR * max(abs(shown), NEAR)


def _spoilt(variant: Variant) -> Text | None:
    values, kind = dict(variant.values), variant.kind
    with np.errstate(all="ignore"):
        for step in variant.derivation.steps:
            values[step.name] = rounded(step.run(values))
    found = values[kind.asked]
    if within(found, variant.answer, tolerance(variant.answer, kind.type)):
        return None
    shown = {"found": answer_text(found, "float"), "answer": answer_text(variant.answer, "float")}
    return LOST.format(seed=variant.seed, **shown)


def rounded(value: object) -> object:
    """A computed number, or each number of an array, as a solution prints it."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.array([float(f"{entry:.{DIGITS}g}") for entry in value.ravel()]).reshape(value.shape)
    return value
