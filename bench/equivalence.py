"""How formulas are checked: the time beside SymPy's on the same pairs, and what is accepted and refused over the bank.

Run from the repository's root: python bench/equivalence.py [rewrites and mutations a formula]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studytool.answer.judging.equivalence import equal, known_names, points  # noqa: E402
from studytool.answer.reading.formulas import read_formula  # noqa: E402
from studytool.answer.reading.refusal import Unreadable  # noqa: E402
from studytool.formula.printing import text  # noqa: E402
from studytool.formula.tree import Node  # noqa: E402
from studytool.kinds.derivation import Step  # noqa: E402
from studytool.questions import bank  # noqa: E402
from studytool.questions.question import Variant  # noqa: E402
from tests.answer.judging.test_equivalence import dense, differs  # noqa: E402
from tests.answer.reading.test_formulas import plain as bracketed  # noqa: E402
from tests.formula.certifying import entrywise, symbols  # noqa: E402
from tests.formula.rewriting import Facts, rewrites  # noqa: E402
from tests.formula.slips import mutations  # noqa: E402

REPEATS = 5
PAIRS = 2
"""Right answers, and as many wrong ones, for each scalar formula that SymPy is asked about."""


def steps() -> Iterator[tuple[Variant, Step]]:
    """Every step of one variant of each kind."""
    for kind in bank.kinds():
        variant = bank.variant(kind, 1)
        yield from ((variant, step) for step in variant.derivation.steps)


def laws(variant: Variant, step: Step, count: int) -> list[Node]:
    """Formulas that equal the step's."""
    return rewrites(step.formula, Random(3), Facts(dense(variant.kind.id)[:4]), count)


def slips(variant: Variant, step: Step, count: int) -> list[Node]:
    """Formulas that do not."""
    known = {name: np.shape(variant.values[name]) for name in known_names(variant, step.name)}
    return mutations(step.formula, Random(4), known, differs(variant.kind.id, step), count)


def seconds(check: Callable[[], Any], repeats: int = REPEATS) -> float:
    """The median of some runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        check()
        times.append(time.perf_counter() - start)
    return median(times)


def ours(variant: Variant, step: Step, typed: str) -> bool:
    """Read and decide, as the program does."""
    node = read_formula(typed, known_names(variant, step.name))
    return not isinstance(node, Unreadable) and equal(node, step.formula, points(variant, step.name))


def sympys(one: str, other: str, names: Mapping[str, Any]) -> bool:
    """The same by SymPy: both texts parsed, their difference simplified."""
    import sympy as sp
    from sympy.parsing.sympy_parser import parse_expr

    return bool(sp.simplify(parse_expr(one, dict(names)) - parse_expr(other, dict(names))) == 0)


def report(title: str, times: list[float]) -> None:
    """One line of times."""
    print(f"{title:<34}{len(times):>5} checks  median {median(times) * 1e3:.3f} ms  p95 {p95(times) * 1e3:.3f} ms")


def p95(times: list[float]) -> float:
    """What 95 % stay under."""
    return quantiles(times, n=20)[-1]


def counts(count: int) -> None:
    """How many rewrites are accepted and how many mutations refused."""
    accepted = rewritten = refused = mutated = 0
    for variant, step in steps():
        at = points(variant, step.name)
        same, other = laws(variant, step, count), slips(variant, step, count)
        accepted, rewritten = accepted + sum(equal(one, step.formula, at) for one in same), rewritten + len(same)
        refused, mutated = refused + sum(not equal(one, step.formula, at) for one in other), mutated + len(other)
    print(f"rewrites accepted {accepted} of {rewritten}, mutations refused {refused} of {mutated}")


def against_sympy() -> None:
    """The same pairs of scalar formulas, right and wrong, by both."""
    mine, theirs = [], []
    for variant, step in steps():
        if entrywise(step.formula):
            for one in filter(entrywise, [*laws(variant, step, PAIRS), *slips(variant, step, PAIRS)]):
                typed = text(one)
                mine.append(seconds(lambda at=variant, step=step, typed=typed: ours(at, step, typed)))
                pair, names = (plain(one), plain(step.formula)), scope(one, step.formula)
                theirs.append(seconds(lambda pair=pair, names=names: sympys(*pair, names), 1))
    report("ours, scalar pairs", mine)
    report("SymPy parse_expr and simplify", theirs)
    ratios = [slow / quick for slow, quick in zip(theirs, mine, strict=True)]
    times = f"{median(theirs) / median(mine):.0f} times in the median, {median(ratios):.0f} times a pair"
    print(f"SymPy takes as long: {times}, {sum(theirs) / sum(mine):.0f} times for all")


def scope(*formulas: Node) -> dict[str, Any]:
    """What the names of formulas are to SymPy's parser."""
    from sympy import Max, Min, ceiling, exp

    scope: dict[str, Any] = {"max": Max, "min": Min, "ceil": ceiling, "relu": lambda x: Max(x, 0)}
    scope["sigmoid"] = lambda x: 1 / (1 + exp(-x))
    for formula in formulas:
        scope |= symbols(formula, lambda _: False)
    return scope


def plain(node: Node) -> str:
    """The formula as SymPy's parser reads it."""
    return bracketed(node).replace("^", "**").replace("⊙", "*")


def main() -> None:
    """Print the times, the ratio and the counts."""
    checks = [(variant, step, text(one)) for variant, step in steps() for one in laws(variant, step, 3)]
    report("ours, right answers, whole bank", [seconds(lambda c=check: ours(*c)) for check in checks])
    wrong = [(variant, step, text(one)) for variant, step in steps() for one in slips(variant, step, 3)]
    report("ours, wrong answers, whole bank", [seconds(lambda c=check: ours(*c)) for check in wrong])
    against_sympy()
    counts(int(sys.argv[1]) if len(sys.argv) > 1 else 50)


if __name__ == "__main__":
    main()
