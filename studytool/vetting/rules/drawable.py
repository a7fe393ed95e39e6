"""Every seed gives a variant, and not by throwing nearly all draws away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from studytool.questions.bank import ATTEMPTS, UnsoundKindError
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.refusal import Refusal, refusals
from studytool.vetting.subject import Subject

LOOKED_AT: Final = 400
"""Draws of one seed: as many as show what most of them fail by."""
KEPT: Final = 0.02
"""A kind that keeps fewer of its draws takes long to draw and asks only corners of what its givens promise."""
REFUSED: Final = Text("of {draws} draws, {count} {why}", "{draws} 次抽取中有 {count} 次{why}")
NONE: Final = Text(
    "no variant in {attempts} draws with seed {seed}: {why}; widen the givens or mend this",
    "种子 {seed} 抽取 {attempts} 次也没有可用的变式：{why}；应放宽已知量的范围或改正此处",
)
RARE: Final = Text(
    "only {kept} of {draws} draws make a variant: {why}; widen the givens or mend this",
    "{draws} 次抽取只得到 {kept} 个变式：{why}；应放宽已知量的范围或改正此处",
)
LUCK: Final = Text("bad luck at this seed", "该种子运气不佳")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the commonest reason why a seed has no variant, or why hardly any draw makes one."""
    barren = _barren(subject)
    seed = barren if barren is not None else 0
    found = refusals(subject.kind, seed, LOOKED_AT)
    kept = found.count(None)
    if barren is None and kept >= KEPT * LOOKED_AT:
        return
    commonest = Counter(one for one in found if one).most_common(1)
    why = _why(commonest[0]) if commonest else LUCK
    refused = commonest[0][0] if commonest else Refusal("givens", LUCK)
    said = RARE.format(kept=kept, draws=LOOKED_AT, why=why)
    if barren is not None:
        said = NONE.format(attempts=ATTEMPTS, seed=barren, why=why)
    yield subject.finding(refused.field, said, refused.line or _line(subject, refused))


def _barren(subject: Subject) -> int | None:
    """The first seed that draws in vain; None if every seed has a variant, or fails for another reason."""
    looked = range(subject.seeds if subject.variants else 1)
    return next((seed for seed in looked if _is_barren(subject.variant(seed))), None)


def _is_barren(found: object) -> bool:
    return isinstance(found, UnsoundKindError) and f"in {ATTEMPTS} draws" in str(found)


def _why(commonest: tuple[Refusal, int]) -> Text:
    refused, count = commonest
    return REFUSED.format(draws=LOOKED_AT, count=count, why=refused.said)


def _line(subject: Subject, refused: Refusal) -> int | None:
    """The line of the step that has no value."""
    if refused.field != "steps":
        return None
    for _, steps in subject.expansions:
        for written, step in steps:
            if f"{step.name} = {step.text} (" in refused.said.en:
                return written.number
    return None
