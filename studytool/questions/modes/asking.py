"""The ways to ask, all made from one variant: each module makes the questions of its mode."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from studytool.course.modes import Mode
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value
from studytool.questions.giveaway import giveaway
from studytool.questions.modes import choice, fill, forward, inverse, parts, spot, write
from studytool.questions.modes.part import asked_for
from studytool.questions.question import Part, Question, Variant

ASKED: Final[Mapping[Mode, Callable[[Variant], Question | None]]] = {
    "forward": forward.ask,
    "parts": parts.ask,
    "choice": choice.ask,
    "inverse": inverse.ask,
    "spot": spot.ask,
    "fill": fill.ask,
    "write": write.ask,
}


def ask(variant: Variant, mode: Mode) -> Question | None:
    """The question that asks this variant in this mode; None if it makes no sound one."""
    with np.errstate(all="ignore"):
        return ASKED[mode](variant)


def follow(question: Question, own: Mapping[str, Value]) -> Question:
    """The question as it stands for a learner whose own values take the place of these parts' answers.

    Its variant has the values that follow, but the claims that were made without them.
    It stands as it was where nothing follows from them: an index that is none, the logarithm of a negative number.
    """
    variant = question.variant
    try:
        with np.errstate(all="ignore"):
            values = variant.derivation.follow(variant.values, own)
            parts = tuple(_followed(variant, part, values, own) for part in question.parts)
            return replace(question, variant=replace(variant, values=values), parts=parts)
    except OUTSIDE_DOMAIN:
        return question


def _followed(variant: Variant, part: Part, values: Mapping[str, Value], own: Mapping[str, Value]) -> Part:
    """The part for a learner's own values: trivial where these leave only a 0, a 1 or a number that stands there."""
    found = asked_for(variant, part.name, values)
    known = [*variant.givens.values(), *own.values()]
    trivial = bool(giveaway(found.answer, found.type, known)) and not giveaway(part.answer, part.type, known)
    return replace(found, prompt=part.prompt, trivial=trivial)
