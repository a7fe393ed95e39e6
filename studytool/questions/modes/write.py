"""Write the formula: one step's formula is typed, in the names of the givens and of the other steps."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

import numpy as np

from studytool.course.modes import MODES
from studytool.formula.evaluate import OUTSIDE_DOMAIN, evaluator
from studytool.formula.printing import symbol
from studytool.formula.tree import Index, Name, Node, Number, Vector, names, substituted
from studytool.kinds.derivation import Step
from studytool.kinds.draw import Draw
from studytool.questions.claims import own_numbers
from studytool.questions.modes.legend import legend
from studytool.questions.modes.part import plain, prompt, type_of
from studytool.questions.numbers import fill
from studytool.questions.question import Claim, Part, Question, Variant
from studytool.questions.vocabulary import known_names
from studytool.questions.worked import needed
from studytool.text.language import LANGUAGES, Text

TASK: Final = Text(
    "No number is wanted: write the formula of {what}, in terms of {names}.",
    "不用算出数值，只写计算式：{what}。可用的量有 {names}。",
)
NAMELESS: Final = re.compile(r"(?<!= )\{(\w+)\}")
"""A given of which the stem does not say the letter."""


def ask(variant: Variant) -> Question | None:
    """The question that asks for one formula; None if there is none worth asking for."""
    kind = variant.kind
    candidates = _worth_writing(variant)
    if not candidates:
        return None
    step = Draw(kind.id, kind.version, variant.seed, MODES.index("write")).choice(candidates)
    usable = known_names(variant, step.name)
    found = _claims(variant, step, usable)
    part = Part(step.name, "formula", prompt(variant, step.name), step.formula, 0, found, names=usable)
    return replace(plain(variant, "write", (part,)), stem=_lettered(variant), task=_task(variant, part))


def _lettered(variant: Variant) -> Text:
    """The stem with letters where it would give a number without its letter: a k×k kernel, stride s."""
    stem, givens = variant.kind.stem, variant.givens
    letters = {name: "{" + name + "}" if np.ndim(value) else symbol(name) for name, value in givens.items()}
    lettered = (NAMELESS.sub(lambda found: letters[found[1]], stem[language]) for language in LANGUAGES)
    return fill(Text(*lettered), givens)


def _task(variant: Variant, part: Part) -> Text:
    usable = legend(variant.derivation, part.names)
    return Text(
        TASK.en.format(what=part.prompt.en, names=usable.en),
        TASK.zh.format(what=part.prompt.zh, names=usable.zh),
    )


def _worth_writing(variant: Variant) -> list[Step]:
    """The steps that some misconception visibly gets wrong, or else those that do more than name something."""
    steps = needed(variant.derivation.steps, variant.kind.asked)
    telling = [step for step in steps if not isinstance(step.formula, Name | Number) and _is_told(variant, step)]
    return telling or [step for step in steps if not isinstance(step.formula, Name | Number | Index | Vector)]


def _is_told(variant: Variant, step: Step) -> bool:
    found = _claims(variant, step, known_names(variant, step.name))
    return any(_visible(variant, step, claim.value) for claim in found)


def _visible(variant: Variant, step: Step, wrong: Node) -> bool:
    """Whether a wrong formula gives another number for this step."""
    right = variant.values[step.name]
    try:
        return 1 in own_numbers([right, evaluator(wrong)(variant.values)], type_of(right))
    except OUTSIDE_DOMAIN:
        return False


def _claims(variant: Variant, asked: Step, usable: Collection[str]) -> tuple[Claim, ...]:
    """The misconceptions that get this very step wrong, each with its formula; steps of its own are written out."""
    right = variant.derivation.named
    found: dict[Node, Claim | None] = {asked.formula: None}
    for mistake, plan in variant.plans:
        swapped = variant.derivation.swapped(plan)
        own = {step.name: step.formula for step in swapped if step.name not in right}
        for step in swapped:
            if step.name == asked.name and names(wrong := substituted(step.formula, own)) <= {*usable}:
                found.setdefault(wrong, Claim(mistake.id, wrong, mistake.feedback, mistake.convention))
    return tuple(claim for claim in found.values() if claim)
