"""Which misconceptions a variant can tell: those whose numbers are their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from studytool.derivation import Step, rerun
from studytool.formula import Value
from studytool.kind import AnswerType, Mistake
from studytool.question import Claim
from studytool.tolerance import EXACT, apart, tolerance

Plan = tuple[Mistake, tuple[Step, ...]]
"""A misconception and the steps that it computes again, in order."""


def claims(values: Mapping[str, Value], asked: str, type: AnswerType, plans: Iterable[Plan]) -> Iterator[Claim]:
    """The misconceptions whose number for `asked` differs from the right one and from those before it."""
    taken = [(values[asked], tolerance(values[asked], type))]
    for mistake, plan in plans:
        wrong = wrong_value(values, asked, plan)
        if type in EXACT:
            wrong = _whole(wrong)
        if wrong is not None and all(apart(wrong, other, near) for other, near in taken):
            taken.append((wrong, tolerance(wrong, type)))
            yield Claim(mistake.id, wrong, mistake.feedback, mistake.convention)


def wrong_value(values: Mapping[str, Value], asked: str, plan: Iterable[Step]) -> Value | None:
    """What somebody gets who computes these steps so; None where it is no finite number."""
    try:
        wrong = rerun(values, plan)[asked]
    except (ArithmeticError, ValueError):
        return None
    return wrong if np.isfinite(wrong).all() else None


def _whole(value: Value | None) -> Value | None:
    """The value as integers; None if it is not whole, so that nobody would give it as an integer."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value.astype(int) if np.equal(value, np.floor(value)).all() else None
