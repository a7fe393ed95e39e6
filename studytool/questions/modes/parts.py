"""In parts: the steps are asked for one by one, and a wrong one costs no marks in those after it."""

from __future__ import annotations

from studytool.questions.modes.part import asked_for, plain
from studytool.questions.question import Question, Variant


def ask(variant: Variant) -> Question:
    """The question with a part for every step that its kind names, or for all."""
    return plain(variant, "parts", tuple(asked_for(variant, name, variant.values) for name in asked_steps(variant)))


def asked_steps(variant: Variant) -> tuple[str, ...]:
    """The steps that are worth asking for, in order."""
    return variant.kind.parts or tuple(step.name for step in variant.derivation.steps)
