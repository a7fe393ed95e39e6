"""The givens as they are shown, typed in, give the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from studytool.formula.evaluate import Value
from studytool.questions.question import Variant
from studytool.study.homework import worked
from studytool.text.language import Text, UserError
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

REFUSED: Final = Text("seed {seed}, typed in, is refused: {why}", "输入种子 {seed} 的已知量时被拒绝：{why}")
OTHER: Final = Text("seed {seed}, typed in, has another answer", "输入种子 {seed} 的已知量得到另一个答案")
SEED: Final = 2


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if a student could not work this kind out for given numbers, as `studytool solve` does."""
    variant = subject.variant(SEED)
    if not isinstance(variant, Variant):
        return
    try:
        found = worked(subject.kind, [f"{name}={_typed(value)}" for name, value in variant.givens.items()])
    except UserError as error:
        yield subject.finding("givens", REFUSED.format(seed=SEED, why=error.text))
        return
    if not np.allclose(found.answer, variant.answer, rtol=1e-12, atol=0):
        yield subject.finding("givens", OTHER.format(seed=SEED))


def _typed(value: Value) -> str:
    if np.ndim(value) == 2:
        return "; ".join(", ".join(repr(entry) for entry in row) for row in value.tolist())
    return ", ".join(repr(entry) for entry in value.tolist()) if np.ndim(value) else repr(value)
