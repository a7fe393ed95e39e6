"""A given says what it is, and is drawn as it says: a size is no bare whole number, a probability no more than 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from studytool.kinds.nature import WHOLE
from studytool.study.domain import domain
from studytool.text.language import Text, UserError
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

UNSAID: Final = Text(
    "it is a whole number that is never below 0; say what it is: size, count, index or bit",
    "它是从不小于 0 的整数；应写明是什么：size、count、index 或 bit",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each given that leaves its nature open, or is drawn outside it."""
    for name, given in subject.kind.givens.items():
        drawn = [draw[name] for draw in subject.draws if not isinstance(draw[name], str)]
        if given.nature == WHOLE and drawn and min(map(np.min, drawn)) >= 0:
            yield subject.finding(f"givens.{name}", UNSAID)
        for value in drawn:
            try:
                domain(given, value).check(name, value)
            except UserError as outside:
                yield subject.finding(f"givens.{name}", outside.text)
                break
