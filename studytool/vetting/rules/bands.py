"""Every variant keeps what the level of its kind promises: how many steps, how many digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.questions.levels import LEVELS, digits, steps
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

STEPS: Final = Text(
    "seed {seed} has {count} steps, and level {level} has {low} to {high}; change the level or the steps",
    "种子 {seed} 有 {count} 步，而难度 {level} 应为 {low}～{high} 步；应调整难度或步骤",
)
DIGITS: Final = Text(
    "seed {seed} has a given of {count} significant digits, "
    "and level {level} has {low} to {high}; draw shorter numbers",
    "种子 {seed} 的已知量有 {count} 位有效数字，而难度 {level} 应为 {low}～{high} 位；应抽取位数更少的数",
)
NO_LEVEL: Final = Text("there is no level {level}; the levels are {levels}", "没有难度 {level}；难度有 {levels}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first variant whose solution, and the first whose givens, leave the bands."""
    number = subject.kind.level
    level = LEVELS.get(number)
    if level is None:
        yield subject.finding("level", NO_LEVEL.format(level=number, levels=", ".join(map(str, LEVELS))))
        return
    for count_of, (low, high), field, said in (
        (steps, level.steps, "steps", STEPS),
        (digits, level.digits, "givens", DIGITS),
    ):
        for variant in subject.variants:
            count = count_of(variant)
            if not low <= count <= high:
                yield subject.finding(
                    field, said.format(seed=variant.seed, count=count, level=number, low=low, high=high)
                )
                break
