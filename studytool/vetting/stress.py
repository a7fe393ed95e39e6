"""What becomes of a kind over many seeds, in every mode: whether it keeps the hard rules, and how its numbers look.

Hard rules: no exception; no claimed misconception equal to the answer or to another; the tolerance below half the
distance to the nearest; the right option equally often in every place, the wrong line of a solution in no place most
of the time, and likewise yes or no; the level's bands kept; at most 1 % of a sitting repeated, or as many variants as
a kind of few says that it has; no variant slower than 5 ms. Only counted: answers that give themselves away, numbers
that are tedious to type, and how often the right option is told by its size alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import erfc, exp, gamma, inf, isfinite, sqrt
from time import perf_counter
from typing import Any, Final, Literal, TypeVar

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.course.modes import Mode
from studytool.formula.evaluate import Value
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.giveaway import Giveaway, giveaway
from studytool.questions.levels import digits, steps, within_bands
from studytool.questions.modes import asking
from studytool.questions.question import Part, Variant
from studytool.questions.tolerance import ZERO, entries, tolerance

T = TypeVar("T")
Rule = Literal["exception", "collision", "tolerance", "place", "slow", "band", "repeats", "variants"]
Ugly = Giveaway | Literal["digits", "magnitude"]
UGLY: Final[tuple[Ugly, ...]] = ("zero", "one", "given", "digits", "magnitude")

SITTING: Final = 200
SLOWEST: Final = 5e-3
"""Seconds that a question may take from its seed to its parts."""
AGAIN: Final = 4
"""How often the slowest question so far is timed again: a busy machine slows one turn, a slow kind every turn."""
NUMBERED: Final[frozenset[Mode]] = frozenset({"forward", "parts", "choice", "fill"})
"""The modes that ask for the derivation's numbers."""
MOST_REPEATED: Final = 0.01
TURNS: Final = 40
"""So many seeds for each variant of a kind of few find every one, unless it hardly ever comes."""
MOST_ON_ONE_WORD: Final = 0.75
"""Of the questions whose two options keep their order: how often one and the same may be right."""
MOST_ON_ONE_LINE: Final = 0.6
"""Of the solutions with a wrong line, whose lines cannot all be spoilt: so they are not as likely, but none is sure."""
SIGNIFICANT: Final = 8
SMALLEST: Final = 1e-4
LARGEST: Final = 1e12
IMPROBABLE: Final = 1e-3
EXPECTED: Final = 5
"""Chi-square is trusted only where each place may expect as many (Cochran 1954)."""
HALF_WAY: Final = 2.0
"""Tolerances between two numbers from each of which the tolerance reaches half way."""

Places = Counter[tuple[int, int]]
"""How often the right one of so many options stood in this place, counted from 0."""


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
    ugly: Counter[Ugly] = field(default_factory=Counter)
    places: Places = field(default_factory=Counter)
    by_value: Places = field(default_factory=Counter)
    by_magnitude: Places = field(default_factory=Counter)
    lines: Places = field(default_factory=Counter)

    def add(self, seed: int) -> None:
        """One seed in every mode."""
        try:
            variant, seconds = _timed(lambda: bank.variant(self.kind, seed))
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
            question, seconds = _timed(
                lambda: asking.ask(variant, mode) or bank.generate(self.kind, variant.seed, mode)
            )
            self._see_time(variant.seed, mode, drawing + seconds)
            for part in question.parts:
                self._see_part(part, variant.seed, mode)
        except Exception as error:  # noqa: BLE001  whatever a kind raises is a finding
            self._found("exception", _named(error), variant.seed, mode)
            return ()
        return question.parts

    def _see_time(self, seed: int, mode: Mode, seconds: float) -> None:
        if seconds > self.slowest:
            turns = (_timed(lambda: bank.generate(self.kind, seed, mode))[1] for _ in range(AGAIN))
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
            self.lines[_place(part)] += 1
        if mode == "choice":
            self.places[_place(part)] += 1
            values = [option.value for option in part.options]
            if self.kind.type != "choice" and all(np.ndim(value) == 0 for value in values):
                self.by_value[len(values), sorted(values).index(right(part))] += 1
                self.by_magnitude[len(values), sorted(map(abs, values)).index(abs(right(part)))] += 1

    def _see_givens(self, variant: Variant, seed: int) -> None:
        if seed % self.sitting == 0 or not self.printed:
            self.printed.append(set())
            self.drawn.append(0)
        self.printed[-1].add(variant.stated)
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
        elif repeated is not None and repeated > MOST_REPEATED and seeds >= SITTING:
            self._found("repeats", f"{repeated:.1%}")
        place = None if self.kind.keeps_order else uniform(self.places)
        if place is not None and place < IMPROBABLE:
            self._found("place", f"p = {place:.1e}: {_counts(self.places)}")
        by_word = best_guess(self.places) if self.kind.keeps_order else None
        if by_word is not None and by_word > MOST_ON_ONE_WORD and seeds >= SITTING:
            self._found("place", f"{by_word:.0%}: {_counts(self.places)}")
        by_line = best_guess(self.lines)
        if by_line is not None and by_line > MOST_ON_ONE_LINE and seeds >= SITTING:
            self._found("place", f"{by_line:.0%}: {_counts(self.lines)}", mode="spot")
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


def different(kind: Kind, seeds: int) -> int:
    """How many variants with givens of their own the seeds 0 to `seeds` - 1 draw."""
    return len({bank.variant(kind, seed).stated for seed in range(seeds)})


def collisions(part: Part, type: AnswerType) -> Iterator[tuple[Rule, str]]:
    """The pairs of answer and claimed misconceptions of a part that are too near each other.

    `type` is the kind's: what the options of a choice are made of.
    """
    answer = right(part)
    made = type if part.options else part.type
    room = tolerance(answer, made) if part.options else part.tolerance
    known = [(part.name, answer, room)]
    known += [(claim.id, claim.value, tolerance(claim.value, made)) for claim in part.claims]
    numbers = [(name, np.shape(value), entries(value), entries(near)) for name, value, near in known]
    for (place, (name, shape, one, near)), (_, (other, its_shape, two, _)) in combinations(enumerate(numbers), 2):
        apart = _apart(one, two, near) if shape == its_shape else inf
        if apart <= 1:
            yield "collision", f"{name} = {other}"
        elif apart <= HALF_WAY and place == 0:
            yield "tolerance", f"{name} ≈ {other}"


def right(part: Part) -> Value:
    """The number asked for: of a choice, the right option's."""
    if not part.options:
        return part.answer
    return part.right.value


def _apart(one: Iterable[float], other: Iterable[float], room: Iterable[float]) -> float:
    """How many tolerances lie between two values of one shape, in the entry where they differ most."""
    worst = 0.0
    for mine, theirs, near in zip(one, other, room, strict=True):
        gap = abs(mine - theirs)
        if gap:
            worst = max(worst, gap / near if near else inf)
    return worst


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


def _place(part: Part) -> tuple[int, int]:
    """How many options there are, and where the right one stands."""
    return len(part.options), part.options.index(part.right)


def best_guess(ranks: Places) -> float | None:
    """The share of choices that the best place for each number of options gets right."""
    totals = _totals(ranks)
    best = sum(max(ranks[size, place] for place in range(size)) for size in totals)
    return best / sum(totals.values()) if totals else None


def blind_guess(ranks: Places) -> float | None:
    """The share of choices that guessing gets right."""
    totals = _totals(ranks)
    return sum(count / size for size, count in totals.items()) / sum(totals.values()) if totals else None


def uniform(places: Places) -> float | None:
    """The probability of places no more even than these if each is as likely; None for too few.

    Pearson's chi-square; choices with as many options make one table, and the tables' statistics and degrees of
    freedom add up.
    """
    statistic, freedom = 0.0, 0
    for size, total in _totals(places).items():
        expected = total / size
        if size > 1 and expected >= EXPECTED:
            statistic += sum((places[size, place] - expected) ** 2 for place in range(size)) / expected
            freedom += size - 1
    return chi_square_tail(statistic, freedom) if freedom else None


def chi_square_tail(statistic: float, freedom: int) -> float:
    """The probability that chi-square with so many degrees of freedom is larger.

    Finite sums, exact for whole degrees: Abramowitz & Stegun 1964, 26.4.4 (odd) and 26.4.5 (even).
    """
    half = statistic / 2
    odd = freedom % 2
    terms: float = sum(half ** (index + odd / 2) / gamma(index + 1 + odd / 2) for index in range((freedom - odd) // 2))
    return (erfc(sqrt(half)) if odd else 0.0) + exp(-half) * terms


def _totals(places: Places) -> dict[int, int]:
    totals: dict[int, int] = {}
    for (size, _), count in sorted(places.items()):
        totals[size] = totals.get(size, 0) + count
    return totals


def _counts(places: Places) -> str:
    """The counts by place, a group for each number of options."""
    return "; ".join(", ".join(str(places[size, place]) for place in range(size)) for size in _totals(places))


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    start = perf_counter()
    result = call()
    return result, perf_counter() - start


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
