"""Forward: the answer is asked for as the stem says."""

from __future__ import annotations

from studytool.questions.modes.part import plain, prompt
from studytool.questions.question import Part, Question, Variant
from studytool.questions.tolerance import tolerance


def ask(variant: Variant) -> Question:
    """The question whose one part is the answer."""
    kind = variant.kind
    answer = variant.answer
    near = tolerance(answer, kind.type)
    part = Part(kind.asked, kind.type, prompt(variant, kind.asked), answer, near, variant.claims)
    return plain(variant, "forward", (part,))
