"""A sitting asks different questions: there are enough of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from studytool.questions.question import Variant
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.repeats import DIFFERENT, MOST_REPEATED, SITTING, alike, pairs, printed, too_alike
from studytool.vetting.subject import Subject

SAID: Final = Text(
    "{alike} of {pairs} pairs of variants are the same question, as if there were about {different} different ones; "
    "widen the givens to {wanted}, so that a sitting of {sitting} repeats at most {most}",
    "{pairs} 对变式中有 {alike} 对是同一题，相当于只有约 {different} 道不同的题；"
    "应放宽已知量，使不同的题达到 {wanted} 道，{sitting} 题的一次练习至多重复 {most}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if more seeds are the same question than luck explains."""
    found = (subject.variant(seed) for seed in range(max(SITTING, subject.seeds)))
    counts: Counter[Any] = Counter(printed(variant) for variant in found if isinstance(variant, Variant))
    if too_alike(counts):
        fields = {"alike": alike(counts), "pairs": pairs(counts), "different": pairs(counts) // alike(counts)}
        limits = {"wanted": f"{DIFFERENT:,.0f}", "sitting": SITTING, "most": f"{MOST_REPEATED:.0%}"}
        yield subject.finding("givens", SAID.format(**fields, **limits))
