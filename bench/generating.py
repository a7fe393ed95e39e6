"""Validated variants a second on one core, beside mathgenerator's unvalidated ones in the same run.

Run: python bench/generating.py [rounds]. Needs the extra `bench`. In turn, ten variants of each kind and ten questions
of each generator; the first turn, which fills caches on both sides, does not count.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from time import perf_counter
from typing import TYPE_CHECKING

from studytool.questions import bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studytool.kinds.kind import Kind

IN_A_ROW = 10
SLOWEST = 5e-3
"""The seconds that a variant of the slowest kind may take on average."""


def others() -> Iterator[Callable[[], object]]:
    """The generators of mathgenerator, each a call without arguments."""
    for _, _, generator, *_ in importlib.import_module("mathgenerator").genList:
        yield generator


def our_seconds(kind: Kind, seeds: range) -> float:
    """How long these variants of a kind take."""
    start = perf_counter()
    for seed in seeds:
        bank.generate(kind, seed)
    return perf_counter() - start


def their_seconds(generator: Callable[[], object], count: int) -> tuple[int, float]:
    """How many questions a generator gave, and how long that took."""
    done, start = 0, perf_counter()
    for _ in range(count):
        try:
            generator()
        except Exception:  # noqa: BLE001, S112  a generator of theirs that crashes is not ours to mend
            continue
        done += 1
    return done, perf_counter() - start


def main(rounds: int = 20) -> int:
    """Print both rates and the slowest kinds; status 1 where a bound is broken."""
    warnings.simplefilter("ignore")
    generators, kinds = list(others()), list(bank.kinds())
    ours: dict[str, float] = {}
    theirs = [0, 0.0]
    for turn in range(rounds + 1):
        for kind in kinds:
            spent = our_seconds(kind, range(turn * IN_A_ROW, (turn + 1) * IN_A_ROW))
            ours[kind.id] = ours.get(kind.id, 0.0) + spent * (turn > 0)
        for generator in generators:
            done, spent = their_seconds(generator, IN_A_ROW)
            theirs = [theirs[0] + done * (turn > 0), theirs[1] + spent * (turn > 0)]
    count = rounds * IN_A_ROW
    rate, their_rate = count * len(kinds) / sum(ours.values()), theirs[0] / theirs[1]
    print(f"studytool      {len(kinds):4} kinds       {rate:8,.0f} validated variants a second")
    print(f"mathgenerator  {len(generators):4} generators  {their_rate:8,.0f} unvalidated questions a second")
    print(f"ratio {rate / their_rate:.2f}; slowest kinds, ms a variant:")
    for id, seconds in sorted(ours.items(), key=lambda pair: -pair[1])[:6]:
        print(f"  {id:36} {seconds / count * 1e3:.3f}")
    return 1 if rate < their_rate or max(ours.values()) / count > SLOWEST else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
