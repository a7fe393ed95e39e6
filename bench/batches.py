"""What evaluating many variants of a kind at once could save at most, and for which kinds it would keep the bytes.

    python bench/batches.py [--variants 200]

A batch would evaluate the steps and the misconceptions of many seeds in one call of NumPy; draws, conditions, reference
and the comparison of numbers stay one by one. So the bound takes steps and misconceptions as free. A batch must also
give the same bytes as one by one: it cannot where a formula has a function whose loop over arrays ends in other bits
than its scalar, or a matrix product, which sums in another order when a matrix has more rows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from studytool.formula.evaluate import OUTSIDE_DOMAIN
from studytool.formula.tree import Binary, Call, Node, Slice, children
from studytool.kinds.draw import Draw
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.claims import claims

INEXACT = {"exp", "log", "log2", "sigmoid", "softmax", "tanh", "mean", "sum", "norm", "eigenvalues", "det"}
"""Functions whose arrays are computed otherwise than their scalars, or summed in an order that depends on the shape."""
WORTH = 2.0


def main() -> int:
    """Print the shares over the whole bank, the bound, and how many kinds a batch could serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--variants", type=int, default=200)
    count = parser.parse_args().variants
    kinds = list(bank.kinds())
    one_by_one = sum(seconds_one_by_one(kind, count) for kind in kinds)
    evaluated = {kind.id: seconds_evaluating(kind, count) for kind in kinds}
    share = sum(evaluated.values()) / one_by_one
    exact = [kind for kind in kinds if not is_inexact(kind)]
    print(f"one variant: {1e6 * one_by_one / len(kinds) / count:.0f} us, steps and misconceptions {share:.0%} of it")
    print(f"bound of what a batch could gain: {1 / (1 - share):.2f} times (worth building from {WORTH} on)")
    kept = sum(evaluated[kind.id] for kind in exact) / one_by_one
    print(f"kinds whose bytes a batch would keep: {len(exact)} of {len(kinds)}, bound {1 / (1 - kept):.2f} times")
    return 0


def seconds_one_by_one(kind: Kind, count: int) -> float:
    """CPU seconds that drawing so many variants takes."""
    bank.variant(kind, 0)
    start = process_time()
    for seed in range(count):
        bank.variant(kind, seed)
    return process_time() - start


def seconds_evaluating(kind: Kind, count: int) -> float:
    """CPU seconds of that which go into steps and misconceptions."""
    with np.errstate(all="ignore"):
        drawn = [givens for seed in range(count) for givens in attempts(kind, seed)]
        written = [(bank.written_out(kind, givens), givens) for givens in drawn]
        start = process_time()
        for (derivation, plans), givens in written:
            try:
                values = derivation.run(derivation.entries(givens))
                list(claims(values, kind.asked, kind.type, plans))
            except OUTSIDE_DOMAIN:
                continue
        return process_time() - start


def attempts(kind: Kind, seed: int) -> list[dict]:
    """The draws of a seed that pass the first conditions, up to the one that is kept."""
    stream, found = Draw(kind.id, kind.version, seed), []
    wanted = bank.variant(kind, seed).givens
    while True:
        givens = bank.draw_givens(kind, stream)
        if all(condition(givens) for condition in kind.conditions[0]):
            found.append(givens)
        if all(np.array_equal(givens[name], value) for name, value in wanted.items()):
            return found


def is_inexact(kind: Kind) -> bool:
    """Whether some formula of the kind would end in other bits in a batch."""
    derivation, plans = bank.written_out(kind, bank.variant(kind, 0).values)
    steps = (*derivation.steps, *(step for _, plan in plans for step in plan))
    return any(has_inexact(step.formula) for step in steps)


def has_inexact(node: Node | Slice) -> bool:
    """Whether an inexact function or a matrix product stands anywhere in the formula."""
    here = (isinstance(node, Call) and node.function in INEXACT) or (isinstance(node, Binary) and node.op == "@")
    return here or any(map(has_inexact, children(node)))


if __name__ == "__main__":
    raise SystemExit(main())
