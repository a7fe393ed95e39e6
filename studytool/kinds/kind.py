"""What a kind of question is: a stem, draws of its givens, steps, misconceptions, a convention, a source, a level."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from studytool.course.answer_types import AnswerType
from studytool.course.modes import MODES, Mode
from studytool.formula.evaluate import Evaluator
from studytool.formula.grammar import parse
from studytool.formula.settled import condition
from studytool.formula.tree import names
from studytool.kinds.derivation import Line, read_lines, sizes
from studytool.kinds.draw import Given
from studytool.text.language import Text

__all__ = ["MODES", "AnswerType", "Kind", "Mistake", "Mode", "mistake", "other_convention"]


@dataclass(frozen=True)
class Mistake:
    """A misconception: its name, the steps that it gets wrong, and what to tell who holds it.

    With `convention`, the steps are right under another convention than the one that the question states.
    """

    id: str
    name: Text
    steps: str
    feedback: Text
    convention: bool = False
    lines: tuple[Line, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", read_lines(self.steps))


def mistake(id: str, name: Text, steps: str, en: str, zh: str) -> Mistake:
    """A misconception: an id, a name, the steps that it gets wrong, and its explanation in both languages."""
    return Mistake(id, name, steps, Text(en, zh))


def other_convention(id: str, name: Text, steps: str, en: str, zh: str) -> Mistake:
    """The same question answered under another convention than the stated one."""
    return Mistake(id, name, steps, Text(en, zh), convention=True)


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of question as its author writes it; every mode is made from this one value.

    `steps` is the derivation, `asked` the step whose value is the answer. `where` lists conditions on givens and
    steps. `reference` is the NumPy answer key, called with the givens that its parameters name. A variant is kept only
    if it can tell at least `claims` of the mistakes, and those of `must_claim`, from the answer and from each other.
    `parts` names the steps that are asked one by one (all of them if empty); `inverse` names the givens, or entries of
    given vectors (`x_2`), that may be hidden and asked for; `without` says why a mode makes no sense here. `labels`
    are letters for positions.
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
    mistakes: tuple[Mistake, ...]
    source: str
    convention: Text | None = None
    where: tuple[str, ...] = ()
    claims: int = 2
    must_claim: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    without: Mapping[Mode, Text] = field(default_factory=dict)
    labels: str = ""
    version: int = 1
    lines: tuple[Line, ...] = field(init=False, repr=False)
    written: dict[tuple[Any, ...], Any] = field(init=False, repr=False, default_factory=dict)
    """The derivations that the bank has written out so far, by the sizes that they depend on."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", read_lines(self.steps))

    @cached_property
    def modes(self) -> tuple[Mode, ...]:
        """The modes that the kind can be asked in."""
        return tuple(mode for mode in MODES if mode not in self.without)

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
