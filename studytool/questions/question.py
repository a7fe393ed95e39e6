"""A question as everybody else sees it: frozen values, the same for the screen, the command line and every export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.course.modes import Mode
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value
from studytool.kinds.derivation import Derivation, Step, rerun
from studytool.kinds.kind import Kind
from studytool.kinds.misconceptions import Mistake
from studytool.questions.tolerance import cleared
from studytool.text.language import Text

if TYPE_CHECKING:
    from studytool.questions.worked import Explanation


@dataclass(frozen=True, slots=True)
class Claim:
    """A misconception that this variant can tell: the number that it gives here, and what to say."""

    id: str
    value: Value
    feedback: Text
    convention: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a multiple choice, as it is written.

    `claim` is the misconception behind a wrong one; `note` is what to say about the option where none is.
    """

    key: str
    value: Value
    text: Text
    claim: Claim | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One value that is asked for.

    `tolerance` has the shape of `answer`. A choice's answer is the key of the right option; a formula's is its syntax
    tree, which may use `names`. `trivial` says that a learner's own earlier values leave nothing to compute. `because`
    is said beside the answer when the part is over.
    """

    name: str
    type: AnswerType
    prompt: Text
    answer: Value
    tolerance: Value
    claims: tuple[Claim, ...] = ()
    options: tuple[Option, ...] = ()
    names: tuple[str, ...] = ()
    trivial: bool = False
    because: Text | None = None

    @property
    def right(self) -> Option:
        """The right option of a choice."""
        return next(option for option in self.options if option.key == self.answer)

    @property
    def size_is_asked(self) -> bool:
        """Whether how many numbers there are is part of the question: a known mistake gives another number of them."""
        return not self.options and any(np.shape(claim.value) != np.shape(self.answer) for claim in self.claims)


@dataclass(frozen=True)
class Variant:
    """One draw of a kind: its givens, its derivation written out, and the value of every step."""

    kind: Kind
    seed: int
    givens: Mapping[str, Value]
    derivation: Derivation
    values: Mapping[str, Value]
    plans: tuple[tuple[Mistake, tuple[Step, ...]], ...]
    claims: tuple[Claim, ...]

    @property
    def answer(self) -> Value:
        """The value asked for; a zero that rounding has blurred is 0."""
        return cleared(self.values[self.kind.asked])

    @property
    def stated(self) -> tuple[Any, ...]:
        """The shown givens, as they can be compared: two variants that state the same are one."""
        values = self.givens.values()
        return tuple(value.tobytes() if isinstance(value, np.ndarray) else value for value in values)

    @cached_property
    def misled(self) -> tuple[tuple[Mistake, Mapping[str, Value]], ...]:
        """The values of all steps for whoever holds each misconception, unless they leave the formulas' domain."""
        with np.errstate(all="ignore"):
            found = [(mistake, _rerun(self.values, plan)) for mistake, plan in self.plans]
        return tuple((mistake, values) for mistake, values in found if values)


def _rerun(values: Mapping[str, Value], plan: tuple[Step, ...]) -> Mapping[str, Value] | None:
    try:
        return rerun(values, plan)
    except OUTSIDE_DOMAIN:
        return None


@dataclass(frozen=True)
class Question:
    """A variant asked in one mode.

    `givens` are the shown givens by name, in the author's order. `task` says what to do where it is not what the stem
    asks; `worked` are lines of a solution that are printed with the question.
    """

    variant: Variant
    mode: Mode
    stem: Text
    givens: Mapping[str, Any]
    parts: tuple[Part, ...]
    task: Text | None = None
    worked: tuple[Explanation, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind that the question is a variant of."""
        return self.variant.kind

    @property
    def seed(self) -> int:
        """The seed that rebuilds it."""
        return self.variant.seed
