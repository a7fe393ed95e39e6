"""How many questions it takes to name a misconception: chosen variants against random ones.

Run: python bench/diagnosing.py [students a misconception]. A simulated student holds one misconception throughout,
answers by it to five digits, and slips once in ten: a sign, a factor of ten, two digits swapped, or a number nearby;
where the misconception gives nothing, all is a slip. Questions are counted until the right name, at most 12. `drawn`
takes the numbers as they are drawn, whatever they tell; `random` any variant of the bank, which keeps only those that
tell some misconceptions apart; `best` chooses among these, as a sitting does. A misconception that no variant shows
alone is printed with the others that give its number.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, pairwise
from random import Random
from statistics import mean
from typing import TYPE_CHECKING

import numpy as np

from studytool.answer.judging.suspects import SLIP, at_first, best_seed, faded, named, predictions, update
from studytool.questions import bank
from studytool.questions.claims import wrong_value
from studytool.questions.tolerance import EXACT, entries, finite
from studytool.study.tracing import CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studytool.answer.judging.suspects import Suspects
    from studytool.formula.evaluate import Value
    from studytool.kinds.kind import Kind
    from studytool.kinds.misconceptions import Mistake
    from studytool.questions.question import Variant

    Policy = Callable[[Kind, Suspects, Iterator[int]], Variant]

WITHIN, MOST, LOOKED_AT = 4, 12, 100
SHARES = (0.0, 0.3, 0.6, 0.9, 1.01)


@dataclass(frozen=True)
class Outcome:
    """How a student fared: what was named first and after how many questions, and when rightly (`MOST` if never)."""

    mistake: str
    first: str | None
    asked: int
    rightly: int

    @property
    def in_time(self) -> bool:
        """Whether the first name was right and soon enough."""
        return self.first == self.mistake and self.asked <= WITHIN


def drawn(kind: Kind, _suspects: Suspects, seeds: Iterator[int]) -> Variant:
    """The next variant of the kind if it asked for no misconception to be told."""
    return bank.variant(undemanding(kind), next(seeds))


@cache
def undemanding(kind: Kind) -> Kind:
    """The kind, content with variants that tell nothing."""
    return replace(kind, claims=0, must_claim=())


def at_random(kind: Kind, _suspects: Suspects, seeds: Iterator[int]) -> Variant:
    """The next variant whatever it is."""
    return bank.variant(kind, next(seeds))


def best(kind: Kind, suspects: Suspects, seeds: Iterator[int]) -> Variant:
    """The best of the next variants."""
    return bank.variant(kind, best_seed(kind, suspects, [next(seeds) for _ in range(CANDIDATES)]))


POLICIES: tuple[Policy, ...] = (drawn, at_random, best)


def student(kind: Kind, held: Mistake, number: int, policy: Policy) -> Outcome:
    """Ask one student until the misconception is named rightly."""
    chance = Random(f"{kind.id} {held.id} {number}")
    seeds = count(1_000_000 * (number + 1))
    suspects, right = at_first(kind), MOST
    first: tuple[str, int] | None = None
    for asked in range(1, MOST + 1):
        suspects = suspects if asked == 1 else faded(suspects, kind)
        variant = policy(kind, suspects, seeds)
        suspects = update(suspects, variant, answered(variant, held, chance))
        name = named(suspects)
        if name and first is None:
            first = name, asked
        if name == held.id:
            right = asked
            break
    name, asked = first or (None, MOST)
    return Outcome(held.id, name, asked, right)


def answered(variant: Variant, held: Mistake, chance: Random) -> Value:
    """What somebody types who holds the misconception."""
    plan = next(plan for mistake, plan in variant.plans if mistake.id == held.id)
    with np.errstate(all="ignore"):
        wrong = wrong_value(variant.values, variant.kind.asked, plan)
    slips = chance.random() < SLIP
    whole = variant.kind.type in EXACT
    if wrong is None or not finite(wrong) or (whole and any(one % 1 for one in entries(wrong))):
        return slipped(variant.answer, chance, whole=whole)
    return slipped(wrong, chance, whole=whole) if slips else rounded(wrong, whole=whole)


def rounded(value: Value, *, whole: bool) -> Value:
    """The value to five significant digits."""
    if whole:
        return value
    digits = [float(f"{one:.5g}") for one in entries(value)]
    return np.array(digits).reshape(value.shape) if isinstance(value, np.ndarray) else digits[0]


def slipped(value: Value, chance: Random, *, whole: bool) -> Value:
    """The value with one of its numbers spoilt."""
    numbers = entries(rounded(value, whole=whole))
    place = chance.randrange(len(numbers))
    numbers[place] = spoilt(numbers[place], chance, whole=whole)
    return np.array(numbers).reshape(value.shape) if isinstance(value, np.ndarray) else numbers[0]


def spoilt(number: float, chance: Random, *, whole: bool) -> float:
    """Another number: reversed in sign, a factor of ten off, two digits swapped, or near."""
    way = chance.choice(["sign", "ten", "swap", "near"])
    text = f"{number:.0f}" if whole else f"{number:.5g}"
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    if way == "sign" and number:
        return -number
    if way == "ten" and number:
        return number * 10
    if way == "swap" and len(digits) > 1 and "e" not in text:
        left, right = chance.choice(list(pairwise(digits)))
        letters = list(text)
        letters[left], letters[right] = letters[right], letters[left]
        if float("".join(letters)) != number:
            return int("".join(letters)) if whole else float("".join(letters))
    return number + chance.choice([-2, -1, 1, 2]) if whole else number * chance.uniform(0.8, 1.25) + 0.01


def inseparable(kind: Kind) -> list[str]:
    """The misconceptions that give another hypothesis's number on every variant looked at, each with those others."""
    together: dict[str, set[str]] = {}
    ids = at_first(kind).ids
    for seed in range(LOOKED_AT):
        places = predictions(bank.variant(kind, seed)).places
        for id, place in zip(ids[1:-1], places[1:-1], strict=True):
            like = {other for other, its in zip(ids, places, strict=True) if other != id and its == place}
            together[id] = together.get(id, like) & like
    return [f"{id} = {' = '.join(sorted(others))}" for id, others in together.items() if others]


def shown_alone(kind: Kind) -> dict[str, float]:
    """How often a random variant shows each misconception by a number that is its alone."""
    shown: Counter[str] = Counter()
    for seed in range(LOOKED_AT):
        places = predictions(bank.variant(kind, seed)).places
        own = [places.count(place) == 1 and place is not None for place in places[1:-1]]
        shown.update(mistake.id for mistake, alone in zip(kind.mistakes, own, strict=True) if alone)
    return {mistake.id: shown[mistake.id] / LOOKED_AT for mistake in kind.mistakes}


def row(name: str, trials: list[tuple[Outcome, ...]]) -> str:
    """The figures of these students under each policy."""
    groups = list(zip(*trials, strict=True))
    shares = " ".join(f"{mean(one.in_time for one in group):7.1%}" for group in groups)
    means = [mean(one.rightly for one in group) for group in groups]
    asked = " ".join(f"{each:7.2f}" for each in means)
    fewer = " ".join(f"{1 - means[-1] / each:7.1%}" for each in means[:-1])
    return f"{name:38} {shares}  {asked}  {fewer}  {len(trials):8,}"


def main(students: int = 10) -> None:
    """Print a row for each kind, one for the misconceptions that are shown more or less often, and one for all."""
    print(f"{'':38} rightly within {WITHIN}         questions             fewer than")
    print(f"{'kind':38}   drawn  random    best    drawn  random    best    drawn  random  students")
    everybody: list[tuple[float, tuple[Outcome, ...]]] = []
    for kind in bank.kinds():
        shown = shown_alone(kind)
        every = [(held, number) for held in kind.mistakes for number in range(students)]
        trials = [tuple(student(kind, *one, policy) for policy in POLICIES) for one in every]
        print(row(kind.id, trials), *inseparable(kind))
        everybody += [(shown[trial[0].mistake], trial) for trial in trials]
    for low, high in pairwise(SHARES):
        some = [trial for share, trial in everybody if low <= share < high]
        if some:
            print(row(f"shown by {low:.0%} to {min(high, 1):.0%} of random variants", some))
    print(row("all kinds", [trial for _, trial in everybody]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
