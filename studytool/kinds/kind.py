"""What a kind of question is: a stem, draws of its givens, steps, misconceptions, a convention, a source, a level."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal

from studytool.course.answer_types import AnswerType
from studytool.course.modes import MODES, Mode
from studytool.formula.evaluate import Evaluator
from studytool.formula.grammar import parse
from studytool.formula.settled import condition
from studytool.formula.tree import names
from studytool.kinds.derivation import Line, read_lines, sizes
from studytool.kinds.givens import Given
from studytool.kinds.misconceptions import Mistake, read_misconceptions
from studytool.text.language import Text

WORDED: Final[Mapping[Mode, Text]] = dict.fromkeys(
    (mode for mode in MODES if mode != "choice"),
    Text("the answer is a word, not a number", "答案是词语，不是数"),
)
"""Why a kind with a pool is asked as a multiple choice only."""


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of question as its author writes it; every mode is made from this one value.

    `catalogue` is its number in the catalogue of what is taught: the model, and behind a dot the question (C-03.Q1).
    `steps` is the derivation, `asked` the step whose value is the answer. `where` lists conditions on givens and
    steps. `reference` is the NumPy answer key, called with the givens that its parameters name. `misconceptions` are
    blocks of text (`studytool.kinds.misconceptions`), read into `mistakes`. A variant is kept only if it can tell at
    least `claims` of the mistakes, and those of `must_claim`, from the answer and from each other. `contains` says
    which elementary skills, and which other kinds by their ids, one question exercises, and how fully, within (0, 1];
    `needs` those that must be known before. `parts` names the steps that are asked one by one (all of them if empty);
    `inverse` names the givens, or entries of given vectors (`x_2`), that may be hidden and asked for; `without` says
    why a mode makes no sense here. `labels` are letters for positions. `pool` is what may be answered where that is a
    word: the asked step's value is the place of the right one, counted from 0, and `type` is "choice". `variants` says
    how many different variants there are where these are few by nature; None where they are many. `waived` are rules of
    `studytool vet` that the kind breaks for a good reason, each with the reason.
    """

    id: str
    level: Literal[1, 2, 3, 4]
    title: Text
    stem: Text
    givens: Mapping[str, Given]
    steps: str
    asked: str
    type: AnswerType
    reference: Callable[..., Any]
    misconceptions: str | tuple[Mistake, ...]
    source: str
    catalogue: str = ""
    convention: Text | None = None
    where: tuple[str, ...] = ()
    claims: int = 2
    must_claim: tuple[str, ...] = ()
    contains: Mapping[str, float] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    without: Mapping[Mode, Text] = field(default_factory=dict)
    labels: str = ""
    pool: tuple[Text, ...] = ()
    variants: int | None = None
    waived: Mapping[str, str] = field(default_factory=dict)
    version: int = 1
    written: dict[tuple[Any, ...], Any] = field(init=False, repr=False, default_factory=dict)
    """The derivations that the bank has written out so far, by the sizes that they depend on."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The steps as they are written, loops and all; ValueError naming a line that is no step."""
        return read_lines(self.steps)

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The misconceptions; ValueError naming a line that is not as the notation wants it."""
        written = self.misconceptions
        return read_misconceptions(written) if isinstance(written, str) else written

    @cached_property
    def modes(self) -> tuple[Mode, ...]:
        """The modes that the kind can be asked in."""
        return tuple(mode for mode in MODES if mode not in self.reasons)

    @cached_property
    def reasons(self) -> Mapping[Mode, Text]:
        """Why it cannot be asked in the others: what its author says, and what is true of every answer in words."""
        return {**WORDED, **self.without} if self.pool else self.without

    @property
    def keeps_order(self) -> bool:
        """Whether its options stand as in the pool: a pool of two, yes before no."""
        return len(self.pool) == 2

    def may_be_answered(self, value: Any) -> bool:
        """Whether the value is a place of the pool; any is where there is none."""
        return not self.pool or value in range(len(self.pool))

    @cached_property
    def sizes(self) -> tuple[Evaluator, ...]:
        """What the written-out steps of the kind and of its mistakes depend on."""
        return sizes([*self.lines, *(line for mistake in self.mistakes for line in mistake.lines)])

    @cached_property
    def conditions(self) -> tuple[tuple[Evaluator, ...], tuple[Evaluator, ...]]:
        """The conditions of `where` as functions: those on givens alone, and those that need the steps."""
        early = [condition for condition in self.where if names(parse(condition)) <= self.givens.keys()]
        late = [condition for condition in self.where if condition not in early]
        return tuple(map(condition, early)), tuple(map(condition, late))

    @cached_property
    def reference_names(self) -> tuple[str, ...]:
        """The givens that the reference takes; its other parameters have defaults."""
        return tuple(name for name in inspect.signature(self.reference).parameters if name in self.givens)

    @property
    def chapter(self) -> str:
        """The chapter of the notes: the part of the id before the dot."""
        return self.id.partition(".")[0]
