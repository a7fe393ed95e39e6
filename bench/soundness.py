"""Whether every variant is sound: 1,000 seeds of every kind, or as many as are given.

Run: python bench/soundness.py [seeds]. Needs PyTorch. Checks for each variant: no exception, no claimed misconception
equal to the answer or to another, the tolerance below half the distance to the nearest, formula = reference = PyTorch.
"""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from studytool import bank
from studytool.crosscheck.compare import compare
from studytool.tolerance import entries, tolerance, within

if TYPE_CHECKING:
    from studytool.kind import Kind
    from studytool.question import Variant


def faults(kind: Kind, seed: int) -> list[str]:
    """What is wrong with one variant."""
    variant = bank.variant(kind, seed)
    found = [] if compare(kind, seed).agrees else ["formula, reference and PyTorch differ"]
    return found + collisions(kind, variant) + too_wide(kind, variant)


def collisions(kind: Kind, variant: Variant) -> list[str]:
    """The pairs of answer and misconceptions that one number would satisfy."""
    values = [("answer", variant.answer), *((claim.id, claim.value) for claim in variant.claims)]
    return [
        f"{name} = {other}"
        for place, (other, number) in enumerate(values)
        for name, value in values[place + 1 :]
        if within(value, number, tolerance(number, kind.type))
    ]


def too_wide(kind: Kind, variant: Variant) -> list[str]:
    """The misconceptions that are less than two tolerances away from the answer in every entry."""
    room = entries(tolerance(variant.answer, kind.type))
    return [
        f"tolerance reaches half way to {claim.id}"
        for claim in variant.claims
        if np.shape(claim.value) == np.shape(variant.answer)
        and all(
            abs(wrong - right) <= 2 * near
            for wrong, right, near in zip(entries(claim.value), entries(variant.answer), room, strict=True)
        )
    ]


def main(seeds: int = 1000) -> int:
    """Print a row for each kind; status 1 where a variant is not sound."""
    broken = 0
    for kind in bank.kinds():
        start = perf_counter()
        found = [f"seed {seed}: {fault}" for seed in range(seeds) for fault in faults(kind, seed)]
        broken += bool(found)
        print(f"{kind.id:36} {seeds:6,} seeds  {perf_counter() - start:6.1f} s  {found[0] if found else 'sound'}")
    print(f"{broken} kinds are not sound")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
