"""What becomes of a kind over many seeds, in every mode: whether it keeps the hard rules, and how its numbers look.

Hard rules: no exception; no claimed misconception equal to the answer or to another; the tolerance below half the
distance to the nearest; the right option equally often in every place, the wrong line of a solution in no place most
of the time, and likewise yes or no; the level's bands kept; no more questions alike than luck makes of enough different
ones, or as many variants as a kind of few says that it has; no variant slower than 5 ms of the processor. Only counted:
answers that give themselves away, numbers that are tedious to type, and how often the right option is told by its size
alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final, Literal

import numpy as np

from studytool.course.modes import Mode
from studytool.formula.evaluate import Value
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.giveaway import Giveaway, giveaway
from studytool.questions.levels import digits, steps, within_bands
from studytool.questions.modes import asking
from studytool.questions.question import Part, Variant
from studytool.questions.tolerance import ZERO, entries
from studytool.vetting.collisions import NUMBERED, collisions, right
from studytool.vetting.evenness import (
    IMPROBABLE,
    MOST_ON_ONE_LINE,
    MOST_ON_ONE_WORD,
    Places,
    best_guess,
    blind_guess,
    counts,
    place_of,
    uniform,
)
from studytool.vetting.repeats import SITTING, TURNS, different, too_alike
from studytool.vetting.timing import AGAIN, SLOWEST, timed

Rule = Literal["exception", "collision", "tolerance", "place", "slow", "band", "repeats", "variants"]
Ugly = Giveaway | Literal["digits", "magnitude"]
UGLY: Final[tuple[Ugly, ...]] = ("zero", "one", "given", "digits", "magnitude")

SIGNIFICANT: Final = 8
SMALLEST: Final = 1e-4
LARGEST: Final = 1e12


@dataclass(frozen=True, slots=True)
class Finding:
    """A hard rule that is broken: how often, and the first time.

    `mode` is None where the variant itself could not be drawn or the rule is about all seeds; `seed` likewise.
    """

    rule: Rule
    count: int
    detail: str
    seed: int | None = None
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one kind did. Times are seconds a question; shares are from 0 to 1; None where nothing could be measured.

    `repeated` is the share of questions whose printed givens came before in the same sitting of `sitting` questions.
    `ugly` counts variants. `place` is the p of chi-square that the right option stands in any place. `by_size` is the
    share of choices that are got right by always taking the same rank by value, or by magnitude if that does better;
    `by_chance` is that of blind guessing; `by_line` is the share of wrong lines that are found by always naming the
    same one.
    """

    kind: str
    modes: tuple[Mode, ...]
    seeds: int
    mean: float | None
    slowest: float | None
    sitting: int
    repeated: float | None
    ugly: Mapping[Ugly, int]
    place: float | None
    by_size: float | None
    by_chance: float | None
    by_line: float | None
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether every hard rule is kept."""
        return not self.findings


def stress_named(id: str, seeds: int) -> Report:
    """The report on the kind of this id: a function of plain values, for another process to call."""
    return stress(bank.find(id), seeds)


def stress(kind: Kind, seeds: int) -> Report:
    """Ask the seeds 0 to `seeds` - 1 of a kind in all its modes and report; it raises nothing that the kind raises."""
    tally = _Tally(kind, min(SITTING, seeds))
    for seed in range(seeds):
        tally.add(seed)
    return tally.report(seeds)


@dataclass(slots=True)
class _Tally:
    """What was seen so far."""

    kind: Kind
    sitting: int
    findings: dict[Rule, Finding] = field(default_factory=dict)
    questions: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    printed: list[set[Any]] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    all: Counter[Any] = field(default_factory=Counter)
    ugly: Counter[Ugly] = field(default_factory=Counter)
    places: Places = field(default_factory=Counter)
    by_value: Places = field(default_factory=Counter)
    by_magnitude: Places = field(default_factory=Counter)
    lines: Places = field(default_factory=Counter)

    def add(self, seed: int) -> None:
        """One seed in every mode."""
        try:
            variant, seconds = timed(lambda: bank.variant(self.kind, seed))
        except Exception as error:  # noqa: BLE001  whatever a kind raises is a finding
            self._found("exception", _named(error), seed)
            return
        self._see_givens(variant, seed)
        if not within_bands(variant):
            self._found("band", f"level {self.kind.level}: {steps(variant)} steps, {digits(variant)} digits", seed)
        asked = [part for mode in self.kind.modes for part in self._ask(variant, mode, seconds)]
        self.ugly.update(ugly(variant, asked))

    def _ask(self, variant: Variant, mode: Mode, drawing: float) -> tuple[Part, ...]:
        try:
            question, seconds = timed(lambda: asking.ask(variant, mode) or bank.generate(self.kind, variant.seed, mode))
            self._see_time(variant.seed, mode, drawing + seconds)
            for part in question.parts:
                self._see_part(part, variant.seed, mode)
        except Exception as error:  # noqa: BLE001  whatever a kind raises is a finding
            self._found("exception", _named(error), variant.seed, mode)
            return ()
        return question.parts

    def _see_time(self, seed: int, mode: Mode, seconds: float) -> None:
        if seconds > self.slowest:
            turns = (timed(lambda: bank.generate(self.kind, seed, mode))[1] for _ in range(AGAIN))
            seconds = min(seconds, *turns)
        if seconds > SLOWEST:
            self._found("slow", f"{1e3 * seconds:.1f} ms", seed, mode)
        self.questions += 1
        self.seconds += seconds
        self.slowest = max(self.slowest, seconds)

    def _see_part(self, part: Part, seed: int, mode: Mode) -> None:
        for rule, detail in collisions(part, self.kind.type) if mode in NUMBERED else ():
            self._found(rule, detail, seed, mode)
        if mode == "spot":
            self.lines[place_of(part)] += 1
        if mode == "choice":
            self.places[place_of(part)] += 1
            values = [option.value for option in part.options]
            if self.kind.type != "choice" and all(np.ndim(value) == 0 for value in values):
                self.by_value[len(values), sorted(values).index(right(part))] += 1
                self.by_magnitude[len(values), sorted(map(abs, values)).index(abs(right(part)))] += 1

    def _see_givens(self, variant: Variant, seed: int) -> None:
        if seed % self.sitting == 0 or not self.printed:
            self.printed.append(set())
            self.drawn.append(0)
        self.printed[-1].add(variant.stated)
        self.all[variant.stated] += 1
        self.drawn[-1] += 1

    def _found(self, rule: Rule, detail: str, seed: int | None = None, mode: Mode | None = None) -> None:
        first = self.findings.get(rule)
        if first:
            self.findings[rule] = Finding(rule, first.count + 1, first.detail, first.seed, first.mode)
        else:
            self.findings[rule] = Finding(rule, 1, detail, seed, mode)

    def report(self, seeds: int) -> Report:
        """All of it as one frozen value."""
        repeated = self._repeated()
        if self.kind.variants is not None:
            self._see_variants(self.kind.variants)
        elif repeated is not None and seeds >= SITTING and too_alike(self.all):
            self._found("repeats", f"{repeated:.1%}")
        place = None if self.kind.keeps_order else uniform(self.places)
        if place is not None and place < IMPROBABLE:
            self._found("place", f"p = {place:.1e}: {counts(self.places)}")
        by_word = best_guess(self.places) if self.kind.keeps_order else None
        if by_word is not None and by_word > MOST_ON_ONE_WORD and seeds >= SITTING:
            self._found("place", f"{by_word:.0%}: {counts(self.places)}")
        by_line = best_guess(self.lines)
        if by_line is not None and by_line > MOST_ON_ONE_LINE and seeds >= SITTING:
            self._found("place", f"{by_line:.0%}: {counts(self.lines)}", mode="spot")
        questions = self.questions
        return Report(
            kind=self.kind.id,
            modes=self.kind.modes,
            seeds=seeds,
            mean=self.seconds / questions if questions else None,
            slowest=self.slowest if questions else None,
            sitting=self.sitting,
            repeated=repeated,
            ugly={name: self.ugly[name] for name in UGLY},
            place=place,
            by_size=max(filter(None, map(best_guess, (self.by_value, self.by_magnitude))), default=None),
            by_chance=blind_guess(self.by_value),
            by_line=by_line,
            findings=tuple(self.findings.values()),
        )

    def _see_variants(self, wanted: int) -> None:
        try:
            found = different(self.kind, TURNS * wanted)
        except Exception as error:  # noqa: BLE001  whatever a kind raises is a finding
            self._found("exception", _named(error))
            return
        if found != wanted:
            self._found("variants", f"{found}, not {wanted}")

    def _repeated(self) -> float | None:
        """The share over whole sittings: a shorter last one would repeat less."""
        whole = [place for place, count in enumerate(self.drawn) if place == 0 or count == self.sitting]
        asked = sum(self.drawn[place] for place in whole)
        return (asked - sum(len(self.printed[place]) for place in whole)) / asked if asked else None


def ugly(variant: Variant, parts: Iterable[Part]) -> set[Ugly]:
    """What is unlovely about a variant, asked in these parts."""
    told = giveaway(variant.answer, variant.kind.type, variant.givens.values())
    found: set[Ugly] = {told} if told else set()
    if any(_digits(value) for value in variant.givens.values()):
        found.add("digits")
    numbers = [part.answer for part in parts if not part.options and part.type != "formula"]
    if any(_outside(number) for value in numbers for number in entries(value)):
        found.add("magnitude")
    return found


def _digits(value: Value) -> bool:
    """Whether a given is printed with too many digits."""
    if isinstance(value, str):
        return False
    return any(float(f"{number:.{SIGNIFICANT}g}") != number for number in entries(value))


def _outside(number: float) -> bool:
    size = abs(number)
    return not isfinite(size) or size > LARGEST or ZERO < size < SMALLEST


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
