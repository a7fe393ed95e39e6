"""A question is rebuilt exactly from kind, version, seed and mode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.questions import bank
from studytool.questions.question import Question
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

OTHER: Final = Text(
    "seed {seed} is another question the second time; draws may use nothing but their stream and the givens before",
    "种子 {seed} 第二次得到的题目不同；抽取只能依赖传入的随机流和前面的已知量",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first question that is another one when it is made again."""
    for variant in subject.variants[-1:]:
        for mode in subject.kind.modes:
            first = subject.question(variant, mode)
            if isinstance(first, Question) and _content(first) != _content(
                bank.generate(subject.kind, variant.seed, mode)
            ):
                yield subject.finding("givens", OTHER.format(seed=variant.seed))
                return


def _content(question: Question) -> tuple[object, ...]:
    return question.stem, question.task, repr(question.parts)
