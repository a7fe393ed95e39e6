"""No claimed misconception has the answer's number or another's, in any part that asks for a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studytool.questions.modes import forward
from studytool.text.language import Text
from studytool.vetting.collisions import NUMBERED, Nearness, collisions
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

SAID: Final[dict[Nearness, Text]] = {
    "collision": Text(
        "seed {seed}, {mode}: two answers are one, {which}; no variant may claim both",
        "种子 {seed}，{mode}：两个答案相同（{which}）；一个变式不应同时区分二者",
    ),
    "tolerance": Text(
        "seed {seed}, {mode}: the tolerance reaches half way, {which}; keep them further apart",
        "种子 {seed}，{mode}：容差达到二者距离的一半（{which}）；应使其相距更远",
    ),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for the first pair that is one, and for the first that is too near, in any variant."""
    told: set[Nearness] = set()
    for question in (*map(forward.ask, subject.variants), *subject.questions):
        for part in question.parts if question.mode in NUMBERED else ():
            for nearness, which in collisions(part, subject.kind.type):
                if nearness not in told:
                    told.add(nearness)
                    said = SAID[nearness].format(seed=question.seed, mode=question.mode, which=which)
                    yield subject.finding("mistakes", said)
