"""Every mode is there or says why not, and every seed can be asked in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.course.modes import Mode
from studytool.questions.levels import steps
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

NEITHER: Final = Text(
    "nothing may be hidden and asked for; name givens in `inverse`, or say in `without` why not",
    "没有可隐藏并反求的量；应在 `inverse` 中写出，或在 `without` 中说明原因",
)
BOTH: Final = Text(
    "`without` says why there is no inverse mode, and `inverse` names givens for it; keep one of the two",
    "`without` 说明了为何没有反求，而 `inverse` 又写出了可反求的量；两者只留一个",
)
SHORT: Final = Text(
    "the solution of seed {seed} has one line, and this mode needs two; say in `without` why it is left out",
    "种子 {seed} 的解答只有一行，而此模式至少要两行；应在 `without` 中说明为何没有",
)
FAILS: Final = Text("seed {seed} cannot be asked so: {error}", "种子 {seed} 无法以此模式提问：{error}")
LINES: Final[tuple[Mode, ...]] = ("spot", "fill")
"""The modes that need a line before the last one."""
FEWEST: Final = 2


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for a mode that is missing without a reason, has too few lines, or fails for some seed."""
    kind = subject.kind
    if not kind.inverse and "inverse" not in kind.reasons:
        yield subject.finding("inverse", NEITHER)
        return
    if kind.inverse and "inverse" in kind.reasons:
        yield subject.finding("inverse", BOTH)
    short = next((variant.seed for variant in subject.variants if steps(variant) < FEWEST), None)
    told: set[Text] = set()
    for mode in kind.modes:
        if short is not None and mode in LINES:
            yield subject.finding(f"modes.{mode}", SHORT.format(seed=short))
        elif (said := _failing(subject, mode)) and said not in told:
            told.add(said)
            yield subject.finding(f"modes.{mode}", said)


def _failing(subject: Subject, mode: Mode) -> Text | None:
    """What stands in the way of the first variant that cannot be asked so."""
    for variant in subject.variants[: subject.asked]:
        found = subject.question(variant, mode)
        if isinstance(found, Exception):
            return FAILS.format(seed=variant.seed, error=f"{type(found).__name__}: {found}")
    return None
