"""The names that a learner's formula of a step may use."""

from __future__ import annotations

from studytool.kinds.derivation import following
from studytool.questions.question import Variant
from studytool.questions.worked import needed


def known_names(variant: Variant, asked: str) -> tuple[str, ...]:
    """The shown givens, the steps that lead to the answer and do not follow from the asked one, entries of vectors."""
    derivation = variant.derivation
    after = {asked, *(step.name for step in following(derivation.steps, [asked]))}
    steps = (step.name for step in needed(derivation.steps, variant.kind.asked) if step.name not in after)
    entries = (entry for entry, (vector, _) in derivation.vectors.items() if vector in variant.givens)
    return (*variant.givens, *steps, *sorted(entries))
