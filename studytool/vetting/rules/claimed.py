"""Every misconception has a number of its own in some variant, and no two are the same rule under two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.misconceptions import Mistake
from studytool.questions.claims import own_numbers, wrong_value
from studytool.questions.question import Variant
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

WITHIN: Final = 200
"""A misconception that so many seeds never tell is none that this kind can tell, however few are looked at else."""
DEAD: Final = Text(
    "it is claimed in none of {count} variants: in {often} {why}; change its steps, its place or the givens",
    "{count} 个变式中都无法区分它：其中 {often} 个{why}；应改动它的步骤、次序或已知量",
)
NO_VALUE: Final = Text("it has no value", "它算不出值")
NO_ANSWER: Final = Text("its value is no possible answer", "它的值不可能是答案")
ANSWERS: Final = Text("it gives the answer's own number", "它给出的就是正确答案")
ANOTHERS: Final = Text("it gives the number of {id}, which comes before it", "它与排在前面的 {id} 给出同一个数")
TWINS: Final = Text(
    "it gives the same number as {id} in every variant; they are one misconception: leave one out, or make them differ",
    "它在每个变式中都与 {id} 给出同一个数；二者其实是同一误区：应删去一个，或使其不同",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each misconception that no variant tells, with the commonest reason, and for twins."""
    dead = _never_claimed(subject)
    twins = {two.id: one.id for one, two in combinations(subject.kind.mistakes, 2) if _are_twins(subject, one, two)}
    for id, other in twins.items():
        yield subject.finding(f"mistakes.{id}.steps", TWINS.format(id=other))
    for mistake in subject.kind.mistakes:
        if mistake.id in dead and mistake.id not in twins:
            why, often = Counter(_why(variant, mistake) for variant in subject.variants).most_common(1)[0]
            said = DEAD.format(count=max(WITHIN, subject.seeds), often=f"{often}/{len(subject.variants)}", why=why)
            yield subject.finding(f"mistakes.{mistake.id}.steps", said)


def _never_claimed(subject: Subject) -> set[str]:
    """The ids that no variant claims; seeds are looked at until all are claimed."""
    missing = {mistake.id for mistake in subject.kind.mistakes}
    for seed in range(max(WITHIN, subject.seeds)):
        if not missing:
            break
        found = subject.variant(seed)
        if isinstance(found, Variant):
            missing -= {claim.id for claim in found.claims}
    return missing


def _value(variant: Variant, mistake: Mistake) -> Value | None:
    plan = next(plan for one, plan in variant.plans if one is mistake)
    with np.errstate(all="ignore"):
        return wrong_value(variant.values, variant.kind.asked, plan)


def _why(variant: Variant, mistake: Mistake) -> Text:
    """Why this variant does not claim it."""
    type, value = variant.kind.type, _value(variant, mistake)
    if value is None:
        return NO_VALUE
    if not own_numbers([value], type):
        return NO_ANSWER
    if 1 not in own_numbers([variant.answer, value], type):
        return ANSWERS
    near = [claim.id for claim in variant.claims if 1 not in own_numbers([claim.value, value], type)]
    return ANOTHERS.format(id=near[0] if near else "?")


def _are_twins(subject: Subject, one: Mistake, two: Mistake) -> bool:
    """Whether they have the same number in every variant in which both have one, and there is such a variant."""
    pairs = ((_value(variant, one), _value(variant, two)) for variant in subject.variants)
    alike = (np.array_equal(mine, other) for mine, other in pairs if mine is not None and other is not None)
    return next(alike, False) and all(alike)
