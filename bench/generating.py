"""Validated variants a second on one core, beside mathgenerator's unvalidated ones in the same run.

Run: python bench/generating.py [rounds]. Needs the extra `bench`. As many variants of every kind as of every generator,
turn by turn; mathgenerator's generators that fail are counted and left out of its time.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from time import perf_counter
from typing import TYPE_CHECKING

from studytool import bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLOWEST = 5e-3
"""The seconds that a variant of the slowest kind may take on average."""


def others() -> Iterator[Callable[[], object]]:
    """The generators of mathgenerator, each a call without arguments."""
    for _, _, generator, *_ in importlib.import_module("mathgenerator").genList:
        yield generator


def their_seconds(generators: list[Callable[[], object]]) -> tuple[int, float]:
    """How many generators gave a question, and how long that took."""
    done, spent = 0, 0.0
    for generator in generators:
        start = perf_counter()
        try:
            generator()
        except Exception:  # noqa: BLE001, S112  a generator of theirs that crashes is not ours to mend
            continue
        spent += perf_counter() - start
        done += 1
    return done, spent


def main(rounds: int = 100) -> int:
    """Print both rates and the slowest kinds; status 1 where a bound is broken."""
    warnings.simplefilter("ignore")
    generators, kinds = list(others()), list(bank.kinds())
    spent = dict.fromkeys((kind.id for kind in kinds), 0.0)
    theirs = [0, 0.0]
    for kind in kinds:
        bank.generate(kind, 10**9)
    their_seconds(generators)
    for seed in range(rounds):
        for kind in kinds:
            start = perf_counter()
            bank.generate(kind, seed)
            spent[kind.id] += perf_counter() - start
        done, seconds = their_seconds(generators)
        theirs[0] += done
        theirs[1] += seconds
    rate, their_rate = rounds * len(kinds) / sum(spent.values()), theirs[0] / theirs[1]
    print(f"studytool      {len(kinds):4} kinds       {rate:8,.0f} validated variants a second")
    print(f"mathgenerator  {len(generators):4} generators  {their_rate:8,.0f} unvalidated questions a second")
    print(f"ratio {rate / their_rate:.2f}; slowest kinds, ms a variant:")
    for id, seconds in sorted(spent.items(), key=lambda pair: -pair[1])[:6]:
        print(f"  {id:36} {seconds / rounds * 1e3:.3f}")
    return 1 if rate < their_rate or max(spent.values()) / rounds > SLOWEST else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
