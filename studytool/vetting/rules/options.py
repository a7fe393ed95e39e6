"""A multiple choice has three to five different options, one of which is right; of two words, two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.questions.numbers import answered
from studytool.questions.question import Question
from studytool.text.language import LANGUAGES, Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

FEWEST: Final = 3
MOST: Final = 5
COUNT: Final = Text(
    "seed {seed} has {count} different options, and {low} to {high} are wanted; raise `claims` or widen the givens",
    "种子 {seed} 有 {count} 个不同的选项，应为 {low}～{high} 个；应增大 `claims` 或放宽已知量的范围",
)
ALIKE: Final = Text(
    "seed {seed} has two options that look alike: {options}", "种子 {seed} 有两个看起来相同的选项：{options}"
)
RIGHT: Final = Text("seed {seed} has {count} right options, not one", "种子 {seed} 有 {count} 个正确选项，应恰有一个")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first choice that has too few or too many options, or not one right one."""
    for question in subject.questions:
        if question.mode == "choice" and (said := _wrong(question)):
            yield subject.finding("modes.choice", said)
            return


def _wrong(question: Question) -> Text | None:
    kind, (part,) = question.kind, question.parts
    texts = [answered(kind, option.value) for option in part.options]
    right = [option.key for option in part.options if option.claim is None and option.note is None]
    for language in LANGUAGES:
        said = [text[language] for text in texts]
        if len({*said}) < len(said):
            return ALIKE.format(seed=question.seed, options="  ".join(said))
    fewest = min(FEWEST, len(kind.pool) or FEWEST)
    if not fewest <= len(texts) <= MOST:
        return COUNT.format(seed=question.seed, count=len(texts), low=fewest, high=MOST)
    return None if right == [part.answer] else RIGHT.format(seed=question.seed, count=len(right))
