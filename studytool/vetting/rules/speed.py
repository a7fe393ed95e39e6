"""No question takes long from its seed to its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.questions import bank
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject
from studytool.vetting.timing import AGAIN, SLOWEST, timed

SLOW: Final = Text(
    "seed {seed} takes {ms:.1f} ms in this mode, and {most:g} ms are the most; take shorter vectors, fewer steps or a "
    "faster reference",
    "种子 {seed} 在此模式下耗时 {ms:.1f} 毫秒，上限为 {most:g} 毫秒；应缩短向量、减少步骤或加快参考实现",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the slowest question if it is slow every time; the rest of its mode is passed over then."""
    for question in subject.questions:
        first = subject.drawing[question.seed] + subject.seconds[question.seed, question.mode]
        if first <= SLOWEST:
            continue
        turns = (timed(lambda: bank.generate(question.kind, question.seed, question.mode))[1] for _ in range(AGAIN))  # noqa: B023  called at once
        seconds = min(turns)
        if seconds > SLOWEST:
            said = SLOW.format(seed=question.seed, ms=1e3 * seconds, most=1e3 * SLOWEST)
            yield subject.finding(f"modes.{question.mode}", said)
            return
