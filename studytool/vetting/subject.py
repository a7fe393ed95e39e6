"""A kind with all that its rules look at, each computed once, when the first rule asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

import numpy as np

from studytool.course.chapters import CHAPTERS
from studytool.course.modes import Mode
from studytool.formula.evaluate import Value
from studytool.kinds.derivation import Step, expand
from studytool.kinds.draw import Draw
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.modes import asking
from studytool.questions.question import Question, Variant
from studytool.text.language import Language, Text
from studytool.vetting.finding import Finding
from studytool.vetting.timing import timed
from studytool.vetting.written import Written, numbered, steps_field

T = TypeVar("T")
DRAWS: Final = 60
"""So many draws of the givens show which names the steps have."""
TRIED: Final = 3
"""If none of so many seeds gives a variant, no other will."""

Lines = Callable[[Question, Language], list[str]]
"""A question as somebody reads it, line by line."""
Compare = Callable[[Kind, int], Any]
"""Formula, reference and PyTorch for the variant of a seed."""


@dataclass(eq=False)
class Subject:
    """A kind under its rules, over the seeds 0 to `seeds` - 1, and over the first `asked` of them in every mode.

    `lines` prints a question and `compare` asks PyTorch; the rules that need one are passed over where it is None.
    """

    kind: Kind
    seeds: int = 200
    asked: int = 200
    lines: Lines | None = None
    compare: Compare | None = None
    drawn: dict[int, Variant | Exception] = field(default_factory=dict)
    made: dict[tuple[int, Mode], Question | Exception] = field(default_factory=dict)
    seconds: dict[tuple[int, Mode], float] = field(default_factory=dict)
    """The time of the processor that each question took, without its variant's."""
    drawing: dict[int, float] = field(default_factory=dict)
    """The time that each variant took."""

    def finding(self, field: str, said: Text, line: int | None = None) -> Finding:
        """What is wrong with a field of this kind."""
        return Finding(self.kind.id, field, line, said)

    @cached_property
    def is_taught(self) -> bool:
        """Whether the bank has this very kind."""
        return self.kind.chapter in CHAPTERS and self.kind in bank.chapter(self.kind.chapter)

    @cached_property
    def steps(self) -> tuple[Written, ...]:
        """The steps as written."""
        return numbered("steps", self.kind.steps)

    @cached_property
    def mistakes(self) -> tuple[tuple[Written, ...], ...]:
        """The steps of each misconception as written."""
        return tuple(numbered(steps_field(mistake), mistake.steps) for mistake in self.kind.mistakes)

    @cached_property
    def draws(self) -> tuple[Mapping[str, Value], ...]:
        """Draws of the givens that keep the conditions on givens alone; whichever were drawn if none does."""
        every = [bank.draw_givens(self.kind, Draw(self.kind.id, self.kind.version, seed)) for seed in range(DRAWS)]
        with np.errstate(all="ignore"):
            kept = [draw for draw in every if all(condition(draw) for condition in self.kind.conditions[0])]
        return tuple(kept or every)

    @cached_property
    def expansions(self) -> tuple[tuple[Mapping[str, Value], tuple[tuple[Written, Step], ...]], ...]:
        """A draw of each size, with the steps written out for it."""
        sized = {tuple(size(draw) for size in self.kind.sizes): draw for draw in self.draws}
        return tuple((draw, tuple(written_out(self.steps, draw))) for draw in sized.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the steps, whatever the sizes of the givens."""
        return frozenset(step.name for _, steps in self.expansions for _, step in steps)

    def variant(self, seed: int) -> Variant | Exception:
        """The variant of this seed, or what stood in its way."""
        if seed not in self.drawn:
            self.drawn[seed], self.drawing[seed] = timed(lambda: _whatever(lambda: bank.variant(self.kind, seed)))
        return self.drawn[seed]

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """The variants of all seeds that have one; none where the first seeds have none."""
        first = [self.variant(seed) for seed in range(min(TRIED, self.seeds))]
        if all(isinstance(found, Exception) for found in first):
            return ()
        return tuple(found for seed in range(self.seeds) if isinstance(found := self.variant(seed), Variant))

    def question(self, variant: Variant, mode: Mode) -> Question | Exception:
        """The variant asked in this mode, as the bank asks it; or what stood in its way."""
        key = (variant.seed, mode)
        if key not in self.made:
            self.made[key], self.seconds[key] = timed(
                lambda: _whatever(
                    lambda: asking.ask(variant, mode) or bank.generate(self.kind, variant.seed, mode),
                )
            )
        return self.made[key]

    @property
    def questions(self) -> Iterator[Question]:
        """The first variants in every mode; a mode that failed for some is given up, for it draws long in vain."""
        failed: Counter[Mode] = Counter()
        for variant in self.variants[: self.asked]:
            for mode in self.kind.modes:
                found = self.question(variant, mode) if failed[mode] < TRIED else None
                if isinstance(found, Question):
                    yield found
                else:
                    failed[mode] += 1


def _whatever(call: Callable[[], T]) -> T | Exception:
    """What the call returns, or what it raises: whatever a kind raises is looked at by a rule."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001  the kind's fault, whatever it is
        return error


def written_out(lines: tuple[Written, ...], givens: Mapping[str, Value]) -> Iterator[tuple[Written, Step]]:
    """The lines with their loops and braces written out for these givens."""
    for written in lines:
        yield from ((written, step) for step in expand((written.line,), givens))
