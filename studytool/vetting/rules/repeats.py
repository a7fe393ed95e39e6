"""A sitting asks different questions: there are enough of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from studytool.questions.question import Variant
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.repeats import DIFFERENT, MOST_REPEATED, SITTING, TURNS, alike, different, pairs, too_alike
from studytool.vetting.subject import Subject

FEW: Final = Text(
    "it says that there are {wanted} different variants, and {seeds} seeds draw {found}; say how many there are",
    "题型声明有 {wanted} 个不同的变式，而 {seeds} 个种子抽出 {found} 个；应写明实际个数",
)
SAID: Final = Text(
    "{alike} of {pairs} pairs of variants are the same question, as if there were about {different} different ones; "
    "widen the givens to {wanted}, so that a sitting of {sitting} repeats at most {most}",
    "{pairs} 对变式中有 {alike} 对是同一题，相当于只有约 {different} 道不同的题；"
    "应放宽已知量，使不同的题达到 {wanted} 道，{sitting} 题的一次练习至多重复 {most}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if more seeds are the same question than luck explains, or a kind of few has not so many."""
    if subject.kind.variants is not None:
        yield from _few(subject, subject.kind.variants)
        return
    found = (subject.variant(seed) for seed in range(max(SITTING, subject.seeds)))
    counts: Counter[Any] = Counter(variant.stated for variant in found if isinstance(variant, Variant))
    if too_alike(counts):
        fields = {"alike": alike(counts), "pairs": pairs(counts), "different": pairs(counts) // alike(counts)}
        limits = {"wanted": f"{DIFFERENT:,.0f}", "sitting": SITTING, "most": f"{MOST_REPEATED:.0%}"}
        yield subject.finding("givens", SAID.format(**fields, **limits))


def _few(subject: Subject, wanted: int) -> Iterator[Finding]:
    found = different(subject.kind, TURNS * wanted)
    if found != wanted:
        yield subject.finding("variants", FEW.format(wanted=wanted, seeds=TURNS * wanted, found=found))
