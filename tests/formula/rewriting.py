"""Formulas that equal a formula by a law of algebra: no law is taken from the code under test.

SymPy certifies the laws of numbers; those of arrays are one line each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np

from studytool.formula.evaluate import evaluator
from studytool.formula.tree import Binary, Call, Index, Negative, Node, Number, children
from tests.formula.surgery import ONE, TWO, ZERO, Path, add, at, call, over, put, subtract, times

NO_VALUE = (ArithmeticError, AttributeError, IndexError, TypeError, ValueError)
WHOLE_ARGUMENTS = {"onehot": {0, 1}, "identity": {0}, "pad": {1}, "spread": {1}, "top": {1}, "gap": {1}}
"""The arguments that must stay integers, so that no law is applied to them."""


@dataclass
class Facts:
    """What parts of formulas are at some points: of which shape, positive, whole."""

    points: Sequence[Mapping[str, Any]]
    known: dict[Node, list[Any]] = field(default_factory=dict)

    def values(self, node: Node) -> list[Any]:
        """The part's value at each point."""
        if node not in self.known:
            with np.errstate(all="ignore"):
                self.known[node] = [evaluator(node)(point) for point in self.points]
        return self.known[node]

    def shape(self, node: Node) -> tuple[int, ...]:
        """The shape at the first point."""
        return np.shape(self.values(node)[0])

    def dim(self, node: Node) -> int:
        """0 for a number, 1 for a vector, 2 for a matrix."""
        return len(self.shape(node))

    def alike(self, one: Node, other: Node) -> bool:
        """Whether two parts have the same shape."""
        return self.shape(one) == self.shape(other)

    def positive(self, node: Node) -> bool:
        """Whether every entry is above 0 at every point."""
        return all(np.all(np.asarray(value) > 0) for value in self.values(node))

    def whole(self, node: Node) -> bool:
        """Whether it is an integer by its type."""
        return all(isinstance(value, int) for value in self.values(node))

    def logical(self, node: Node) -> bool:
        """Whether it is true or false."""
        return np.asarray(self.values(node)[0]).dtype == bool


def free_places(node: Node, path: Path = ()) -> Iterator[Path]:
    """The paths to the parts that need not stay integers as they are written."""
    yield path
    for place, child in enumerate(children(node)):
        fixed = WHOLE_ARGUMENTS.get(node.function, set()) if isinstance(node, Call) else set()
        if place not in fixed and not (isinstance(node, Index) and place > 0):
            yield from free_places(child, (*path, place))


Rule = Callable[[Node, Facts], Iterator[Node]]


def anything(node: Node, facts: Facts) -> Iterator[Node]:
    """A = a + 0 = a·1 = a/1 = −(−a)."""
    yield from (add(node, ZERO), add(ZERO, node), times(ONE, node), times(node, ONE))
    if not facts.logical(node):
        yield from (Negative(Negative(node)), over(node, ONE), subtract(node, ZERO), subtract(ZERO, Negative(node)))
        yield from (over(times(TWO, node), TWO), subtract(times(TWO, node), node), Binary("^", node, ONE))


def sums(node: Node, facts: Facts) -> Iterator[Node]:
    """Commuting, and differences as sums."""
    match node:
        case Negative(Binary("+", a, b)):
            yield subtract(Negative(a), b)
        case Negative(Binary("-", a, b)):
            yield subtract(b, a)
        case Negative(a):
            yield from (subtract(ZERO, a), times(Negative(ONE), a))
    match node:
        case Binary("+", a, b):
            yield from (add(b, a), subtract(a, Negative(b)), Negative(subtract(Negative(a), b)))
        case Binary("-", a, b):
            yield from (add(a, Negative(b)), Negative(subtract(b, a)), add(Negative(b), a))


def long_sums(node: Node, facts: Facts) -> Iterator[Node]:
    """Three terms in other groups."""
    match node:
        case Binary("+", Binary("+", a, b), c):
            yield from (add(a, add(b, c)), add(add(a, c), b))
        case Binary("+", a, Binary("+", b, c)):
            yield add(add(a, b), c)
        case Binary("+", Binary("-", a, b), c):
            yield from (subtract(add(a, c), b), subtract(a, subtract(b, c)))
        case Binary("-", Binary("-", a, b), c):
            yield from (subtract(a, add(b, c)), subtract(subtract(a, c), b))
        case Binary("-", Binary("+", a, b), c):
            yield add(a, subtract(b, c))


def products(node: Node, facts: Facts) -> Iterator[Node]:
    """Commuting, associating, and quotients as products."""
    match node:
        case Binary("*" | "⊙" as op, a, b):
            yield from (Binary(op, b, a), Binary("⊙" if op == "*" else "*", a, b))
            if not facts.logical(a) and not facts.logical(b):
                yield from (Negative(times(Negative(a), b)), times(Negative(a), Negative(b)))
        case Binary("/", a, b):
            yield from (times(a, over(ONE, b)), times(over(ONE, b), a), Negative(over(Negative(a), b)))
            yield from (over(times(TWO, a), times(TWO, b)), over(over(a, TWO), over(b, TWO)))
    match node:
        case Binary("*" | "⊙", Binary("*" | "⊙", a, b), c):
            yield from (times(a, times(b, c)), times(times(a, c), b))
        case Binary("*" | "⊙", a, Binary("/", b, c)):
            yield from (over(times(a, b), c), times(over(a, c), b))
        case Binary("*" | "⊙", Binary("/", a, b), c):
            yield over(times(a, c), b)
        case Binary("/", Binary("/", a, b), c):
            yield over(a, times(b, c))
        case Binary("/", a, Binary("*", b, c)):
            yield over(over(a, b), c)
        case Binary("/", Binary("*", a, b), c):
            yield from (times(a, over(b, c)), times(over(a, c), b))


def distributed(node: Node, facts: Facts) -> Iterator[Node]:
    """Products of sums multiplied out, and common factors taken out."""
    match node:
        case Binary("*" | "⊙", a, Binary("+" | "-" as op, b, c)):
            yield Binary(op, times(a, b), times(a, c))
        case Binary("*" | "⊙", Binary("+" | "-" as op, a, b), c):
            yield Binary(op, times(a, c), times(b, c))
        case Binary("/", Binary("+" | "-" as op, a, b), c):
            yield Binary(op, over(a, c), over(b, c))
        case Binary("+" | "-" as op, Binary("*" | "⊙", a, b), Binary("*" | "⊙", c, d)):
            yield from [times(a, Binary(op, b, d))] * (a == c) + [times(Binary(op, a, c), b)] * (b == d)
        case Binary("+" | "-" as op, Binary("/", a, b), Binary("/", c, d)):
            yield over(Binary(op, times(a, d), times(c, b)), times(b, d))


def powers(node: Node, facts: Facts) -> Iterator[Node]:
    """Powers written out, and squares of sums expanded."""
    match node:
        case Binary("^", a, Number(0)) if facts.dim(a) == 0:
            yield from (ONE, over(a, a)) if facts.positive(a) else (ONE,)
        case Binary("^", a, Number(1)):
            yield a
        case Binary("^", a, Number(int(n))) if n > 1:
            yield from (times(a, Binary("^", a, Number(n - 1))), times(Binary("^", a, Number(n - 1)), a))
    match node:
        case Binary("^", Binary("+" | "-" as op, a, b), Number(2)):
            cross = times(times(TWO, a), b)
            yield add(Binary(op, Binary("^", a, TWO), cross), Binary("^", b, TWO))
            yield from [Binary("^", subtract(b, a), TWO)] * (op == "-")
        case Binary("*" | "⊙", a, b) if a == b:
            yield Binary("^", a, TWO)
        case Binary("-", Number(1), Binary("^", a, Number(2))):
            yield times(subtract(ONE, a), add(ONE, a))


def elementary(node: Node, facts: Facts) -> Iterator[Node]:
    """Identities of exp, ln, σ, tanh and the root."""
    match node:
        case Call("sigmoid", (x,)):
            yield from (over(ONE, add(ONE, call("exp", Negative(x)))), subtract(ONE, call("sigmoid", Negative(x))))
            yield over(call("exp", x), add(ONE, call("exp", x)))
            yield over(add(ONE, call("tanh", over(x, TWO))), TWO)
        case Call("tanh", (x,)):
            yield from (subtract(times(TWO, call("sigmoid", times(TWO, x))), ONE), Negative(call("tanh", Negative(x))))
            up, down = call("exp", x), call("exp", Negative(x))
            yield over(subtract(up, down), add(up, down))
        case Call("exp", (Negative(x),)):
            yield over(ONE, call("exp", x))
        case Call("exp", (x,)):
            yield from (Binary("^", call("exp", over(x, TWO)), TWO), over(ONE, call("exp", Negative(x))))
        case Call("sqrt", (x,)):
            yield Binary("^", x, Number(0.5))
    match node:
        case Call("exp", (Binary("+", a, b),)):
            yield times(call("exp", a), call("exp", b))
        case Call("log", (Binary("/", a, b),)) if facts.positive(a) and facts.positive(b):
            yield from (subtract(call("log", a), call("log", b)), Negative(call("log", over(b, a))))
        case Call("log", (Binary("*", a, b),)) if facts.positive(a) and facts.positive(b):
            yield add(call("log", a), call("log", b))
        case Call("log", (x,)) if facts.positive(x):
            yield over(call("log", Binary("^", x, TWO)), TWO)
            yield Negative(call("log", over(ONE, x)))


def branching(node: Node, facts: Facts) -> Iterator[Node]:
    """Identities of floor, max, |x|, ReLU and comparisons."""
    match node:
        case Call("floor", (x,)):
            yield from (Negative(call("ceil", Negative(x))), subtract(call("floor", add(x, ONE)), ONE))
        case Call("max" | "min" as one, (a, b)):
            other = "min" if one == "max" else "max"
            yield from (call(one, b, a), Negative(call(other, Negative(a), Negative(b))))
        case Call("max" | "min" as one, (x,)):
            other = "min" if one == "max" else "max"
            yield from (Negative(call(other, Negative(x))), call(one, times(ONE, x)))
        case Call("relu", (x,)):
            yield from (call("max", x, ZERO), call("max", ZERO, x), over(add(x, call("abs", x)), TWO))
            yield from (subtract(x, call("min", x, ZERO)), add(x, call("relu", Negative(x))))
        case Call("leaky_relu", (x,)):
            yield from (call("max", x, times(Number(0.2), x)), call("max", times(Number(0.2), x), x))
        case Call("abs", (x,)):
            yield from (call("max", x, Negative(x)), call("abs", Negative(x)), call("sqrt", Binary("^", x, TWO)))
        case Binary(">=" | "<=" | ">" | "<" as op, a, b):
            turned = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}[op]
            yield from (Binary(turned, b, a), Binary(op, add(a, ONE), add(b, ONE)), Binary(op, subtract(a, b), ZERO))
    match node:
        case Binary("+", Call("floor", (x,)), n) if facts.whole(n):
            yield call("floor", add(x, n))


def reductions(node: Node, facts: Facts) -> Iterator[Node]:
    """Sums, means and norms by one another."""
    match node:
        case Call("mean", (x,)) if facts.dim(x) == 1:
            yield from (over(call("sum", x), call("len", x)), call("sum", over(x, call("len", x))))
        case Call("norm", (x,)) if facts.dim(x) == 1:
            yield from (call("sqrt", call("sum", Binary("^", x, TWO))), call("sqrt", Binary("@", x, x)))
        case Call("sum", (Binary("*" | "⊙", a, b),)) if facts.dim(a) == 1 and facts.alike(a, b):
            yield from (Binary("@", a, b), Binary("@", b, a))
        case Call("rowsum", (x,)) if facts.dim(x) == 2:
            yield call("colmean", call("T", times(x, call("len", call("T", x)))))
    match node:
        case Call("sum" | "mean" as function, (Binary("+" | "-" as op, a, b),)) if facts.alike(a, b):
            yield Binary(op, call(function, a), call(function, b))
        case Call("sum" | "mean" as function, (Binary("*", a, b),)) if facts.dim(a) == 0 and facts.dim(b) > 0:
            yield times(a, call(function, b))


def arrays(node: Node, facts: Facts) -> Iterator[Node]:
    """Symmetries of functions of arrays."""
    match node:
        case Call("trace" | "det" | "eigenvalues" as function, (x,)):
            yield call(function, call("T", x))
        case Call("diag", (x,)) if facts.dim(x) == 1:
            yield times(call("identity", call("len", x)), x)
        case Call("outer", (a, b)):
            yield call("T", call("outer", b, a))
        case Call("correlate", (a, b)):
            yield call("reverse", call("correlate", call("reverse", a), call("reverse", b)))
        case Call("concat", (a, b)) if facts.dim(a) == facts.dim(b) == 1:
            yield call("reverse", call("concat", call("reverse", b), call("reverse", a)))
        case Call("reverse", (x,)):
            yield Negative(call("reverse", Negative(x)))


def matrices(node: Node, facts: Facts) -> Iterator[Node]:
    """Products and their transposes."""
    match node:
        case Binary("@", a, b) if facts.dim(a) == facts.dim(b) == 2:
            yield call("T", Binary("@", call("T", b), call("T", a)))
        case Binary("@", a, b) if facts.dim(a) == 2 and facts.dim(b) == 1:
            yield from (Binary("@", b, call("T", a)), call("rowsum", times(a, b)))
        case Binary("@", a, b) if facts.dim(a) == 1 and facts.dim(b) == 2:
            yield Binary("@", call("T", b), a)
        case Binary("@", a, b) if facts.dim(a) == facts.dim(b) == 1:
            yield from (Binary("@", b, a), call("sum", times(a, b)))
        case Call("T", (x,)) if facts.dim(x) == 1:
            yield x
        case Call("T", (Call("T", (x,)),)):
            yield x


def long_products(node: Node, facts: Facts) -> Iterator[Node]:
    """Matrix products in other groups and multiplied out."""
    match node:
        case Binary("@", Binary("@", a, b), c) if facts.dim(b) == 2:
            yield Binary("@", a, Binary("@", b, c))
        case Binary("@", a, Binary("@", b, c)) if facts.dim(b) == 2:
            yield Binary("@", Binary("@", a, b), c)
        case Binary("@", a, Binary("+" | "-" as op, b, c)) if facts.alike(b, c) and facts.dim(b):
            yield Binary(op, Binary("@", a, b), Binary("@", a, c))
        case Binary("@", a, b) if facts.dim(a) and facts.dim(b):
            yield from (Negative(Binary("@", Negative(a), b)), over(Binary("@", times(TWO, a), b), TWO))


LAWS: tuple[Rule, ...] = (
    anything, sums, long_sums, products, distributed, powers, elementary, branching, reductions, arrays, matrices,
    long_products,
)  # fmt: skip


def step(node: Node, random: Random, facts: Facts) -> Node:
    """One law applied at one place; the kind of law is drawn first, so that rare ones come up."""
    found: list[tuple[Path, Node]] = []
    for rule in random.sample(LAWS, len(LAWS)):
        found = found or [(path, new) for path in free_places(node) for new in _applied(rule, at(node, path), facts)]
    path, new = random.choice(found)
    return put(node, path, new)


def _applied(rule: Rule, node: Node, facts: Facts) -> list[Node]:
    try:
        return list(rule(node, facts))
    except NO_VALUE:
        return []


def rewrites(node: Node, random: Random, facts: Facts, count: int) -> list[Node]:
    """So many different formulas, each equal to the node by one to three laws."""
    found: dict[Node, None] = {}
    for _ in range(60 * count):
        now = node
        for _ in range(random.randint(1, 3)):
            now = step(now, random, facts)
        if now != node:
            found[now] = None
        if len(found) == count:
            break
    return list(found)
