"""The worked solution and the hints of a question."""

from __future__ import annotations

from studytool.formula.printing import symbol
from studytool.formula.tree import names
from studytool.questions.question import Question, Variant
from studytool.questions.worked import Explanation, explained, needed

__all__ = ["Explanation", "hints", "solution"]


def solution(variant: Variant) -> tuple[Explanation, ...]:
    """Every step of the derivation that the answer needs, in order."""
    steps = needed(variant.derivation.steps, variant.kind.asked)
    return tuple(explained(variant.kind, step, variant.values) for step in steps)


def hints(question: Question, part: str) -> tuple[str, ...]:
    """What helps with a part, one hint after the other, and never the answer.

    The formulas of the steps up to it; where formulas are printed already, none; where one is asked for, what it uses.
    """
    if question.mode == "fill":
        return ()
    if question.mode == "write":
        return _used(question, part)
    steps = needed(question.variant.derivation.steps, question.kind.asked)
    last = next((place for place, step in enumerate(steps) if step.name == part), len(steps) - 1)
    first = _after_part_before(question, part, [step.name for step in steps])
    return tuple(f"{symbol(step.name)} = {step.text}" for step in steps[first : last + 1])


def _used(question: Question, part: str) -> tuple[str, ...]:
    """The names that the formula uses, and one hint later, all of the formula's steps before it."""
    step = question.variant.derivation[part]
    earlier = [one for one in question.variant.derivation.steps if one.name in step.needs]
    uses = f"{symbol(part)} = f({', '.join(symbol(name) for name in sorted(names(step.formula)))})"
    return (uses, *(f"{symbol(one.name)} = {one.text}" for one in earlier))


def _after_part_before(question: Question, part: str, order: list[str]) -> int:
    """Where the steps begin that no earlier part has asked for."""
    asked = [part.name for part in question.parts]
    earlier = asked[: asked.index(part)] if part in asked else []
    return max((order.index(name) + 1 for name in earlier if name in order), default=0)
