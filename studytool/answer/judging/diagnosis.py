"""From a wrong number to the misconception behind it: one that the variant claims, or two at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from studytool.answer.judging.suspects import sharers
from studytool.course.answer_types import AnswerType
from studytool.course.items import EITHER, TOGETHER
from studytool.formula.evaluate import Value
from studytool.kinds.derivation import Step
from studytool.kinds.misconceptions import Mistake
from studytool.questions.claims import own_numbers, wrong_value
from studytool.questions.modes.inverse import answer_with, hidden_given, ways
from studytool.questions.question import Claim, Part, Question, Variant
from studytool.questions.tolerance import finite, tolerance, within
from studytool.text.language import Text

Pair = tuple[Mistake, Mistake]
SHARED_NUMBER: Final = Text(
    "{count} known mistakes give this number here: {names}. Another variant tells them apart.",
    "有 {count} 种误区在这里得到同一个数：{names}。换一题就能分清。",
)
SHARED_WORD: Final = Text(
    "{count} known mistakes lead to this answer here: {names}. Another variant tells them apart.",
    "有 {count} 种误区在这里得到同一个答案：{names}。换一题就能分清。",
)


def one_alone(part: Part, value: Value) -> Claim | None:
    """The claimed misconception whose number this is."""
    if part.type == "choice":
        return next((option.claim for option in part.options if option.key == value), None)
    return next((claim for claim in part.claims if _gives(claim.value, value, part.type)), None)


def either(question: Question, part: Part, claim: Claim) -> Claim:
    """The claim, or where other misconceptions give the same number here, that it is one of them.

    A formula or a hidden given is no number of a step: there the claim stands as it is.
    """
    if part.type == "formula" or part.name not in question.variant.derivation.named:
        return claim
    type, asked = (question.kind.type, question.kind.asked) if part.type == "choice" else (part.type, part.name)
    others = sharers(question.variant, asked, type, claim)
    if not others:
        return claim
    known = {mistake.id: mistake for mistake, _ in question.variant.plans}
    held = (known[claim.id], *others)
    names = Text("; ".join(one.name.en for one in held), "；".join(one.name.zh for one in held))
    text = (SHARED_WORD if question.kind.pool else SHARED_NUMBER).format(count=len(held), names=names)
    return Claim(EITHER.join(one.id for one in held), claim.value, text, all(one.convention for one in held))


def two_at_once(question: Question, part: Part, value: Value) -> Claim | None:
    """The two misconceptions that only together give this number.

    None where another pair gives it too, or where the answer or one misconception, claimed or not, is near. The claim
    has both ids, joined by `+`, and both explanations; it is another convention only if both are.
    """
    if part.type == "choice":
        return None
    variant = question.variant
    with np.errstate(all="ignore"):
        found = [(pair, wrong) for pair, wrong in pairs(variant, part.name) if _gives(wrong, value, part.type)]
        if len(found) != 1:
            return None
        ((pair, wrong),) = found
        return _joined(pair, wrong) if _own(variant, part, wrong) else None


def by_putting_in(question: Question, part: Part, value: Value) -> Claim | None:
    """The misconception under which each of these values of the hidden given leads to the printed answer."""
    found = (mistake for mistake, leads in leading(question, part, value.tolist()) if all(leads))
    held = next(found, None)
    return Claim(held.id, value, held.feedback, held.convention) if held else None


def leading(question: Question, part: Part, values: Sequence[float]) -> Iterator[tuple[Mistake, list[bool]]]:
    """Each misconception, and which of these values of the hidden given lead to the printed answer under it.

    A value that its holder had to round leads there within the tolerance.
    """
    variant, asked = question.variant, question.kind.asked
    hidden = hidden_given(variant, part.name)
    near = tolerance(variant.answer, question.kind.type)
    for (mistake, _), steps in zip(variant.plans, ways(variant, hidden), strict=True):
        with np.errstate(all="ignore"):
            found = [answer_with(variant, asked, hidden, number, steps) for number in values]
            fits = [one is not None and finite(one) and within(one, variant.answer, near) for one in found]
        yield mistake, fits


def pairs(variant: Variant, asked: str) -> Iterator[tuple[Pair, Value]]:
    """Every two misconceptions that can be held together, and what they give for `asked`.

    They cannot where they compute the same step differently, where their steps would need each other in a circle, or
    outside the formulas' domain.
    """
    derivation = variant.derivation
    own = [(mistake, {step.name: step for step in derivation.swapped(plan)}) for mistake, plan in variant.plans]
    for (one, steps), (other, more) in combinations(own, 2):
        if any(name in more and more[name].formula != step.formula for name, step in steps.items()):
            continue
        wrong = _together(variant, asked, steps | more)
        if wrong is not None:
            yield (one, other), wrong


def _together(variant: Variant, asked: str, steps: dict[str, Step]) -> Value | None:
    try:
        plan = variant.derivation.after(steps.values())
    except ValueError:
        return None
    return wrong_value(variant.values, asked, plan)


def _own(variant: Variant, part: Part, wrong: Value) -> bool:
    """Whether neither the answer nor one misconception alone could be taken for this number."""
    singles = (wrong_value(variant.values, part.name, plan) for _, plan in variant.plans)
    others = [part.answer, *(single for single in singles if single is not None)]
    return all(1 in own_numbers([other, wrong], part.type) for other in others)


def _gives(wrong: Value, value: Value, type: AnswerType) -> bool:
    return finite(wrong) and within(value, wrong, tolerance(wrong, type))


def _joined(pair: Pair, wrong: Value) -> Claim:
    one, other = pair
    text = Text(
        f"Two misconceptions at once. {one.feedback.en} {other.feedback.en}",
        f"同时有两个误区。{one.feedback.zh}{other.feedback.zh}",
    )
    return Claim(f"{one.id}{TOGETHER}{other.id}", wrong, text, one.convention and other.convention)
