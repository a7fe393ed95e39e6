"""Whether every variant is sound: 1,000 seeds of every kind, or as many as are given.

Run: python bench/soundness.py [seeds]. Needs PyTorch. Each variant is stressed in all its modes (no exception, no
claimed misconception equal to the answer or to another, the tolerance below half the distance to the nearest) and
compared: formula = reference = PyTorch, exactly for integers, within 1e-9 relative for floats.
"""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING

from studytool.crosscheck.compare import compare
from studytool.questions import bank
from studytool.vetting.stress import stress

if TYPE_CHECKING:
    from studytool.kinds.kind import Kind


def faults(kind: Kind, seeds: int) -> list[str]:
    """What is wrong with the variants of a kind."""
    found = [f"seed {one.seed}: {one.rule}, {one.detail}" for one in stress(kind, seeds).findings]
    apart = [seed for seed in range(seeds) if not compare(kind, seed).agrees]
    return found + [f"seed {seed}: formula, reference and PyTorch differ" for seed in apart]


def main(seeds: int = 1000) -> int:
    """Print a row for each kind; status 1 where a variant is not sound."""
    broken = 0
    for kind in bank.kinds():
        start = perf_counter()
        found = faults(kind, seeds)
        broken += bool(found)
        print(f"{kind.id:36} {seeds:6,} seeds  {perf_counter() - start:6.1f} s  {found[0] if found else 'sound'}")
    print(f"{broken} kinds are not sound")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
