"""Formulas that a slip or two make of a formula: wrong ones, where they differ from it at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random

from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector
from tests.formula.surgery import ONE, TWO, add, at, over, places, put, subtract, times

Shapes = Mapping[str, tuple[int, ...]]
"""The names that a slip may put in, and the shapes of their values."""
OTHERS: dict[str, tuple[str, ...]] = {
    "+": ("-", "*"), "-": ("+", "*"), "*": ("+", "/"), "⊙": ("+", "-"), "/": ("*", "-"), "%": ("/",), "^": ("*",),
    "@": ("⊙", "+"), ">=": (">", "<="), "<=": ("<", ">="), ">": (">=", "<"), "<": ("<=", ">"),
}  # fmt: skip
SWAPPED: dict[str, tuple[str, ...]] = {
    "floor": ("ceil",), "ceil": ("floor",), "max": ("min",), "min": ("max",), "sigmoid": ("tanh",),
    "tanh": ("sigmoid",), "log": ("log2",), "mean": ("sum",), "sum": ("mean",), "relu": ("leaky_relu",),
    "leaky_relu": ("relu",), "exp": ("tanh",), "rowsum": ("colmean",), "norm": ("sum",), "sqrt": ("log",),
    "abs": ("relu",), "argmax": ("max",), "cumsum": ("reverse",), "trace": ("det",), "det": ("trace",),
}  # fmt: skip


def slips(node: Node, shapes: Shapes) -> Iterator[Node]:
    """What one slip makes of this part, whether it changes the value or not."""
    match node:
        case Number(value):
            yield from (Number(value + 1), Number(abs(value - 1)), times(TWO, node))
            yield from (Name(name) for name, shape in shapes.items() if not shape)
        case Name(id):
            yield from (Name(other) for other in shapes if other != id and shapes[other] == shapes[id])
            yield from (add(node, ONE), subtract(node, ONE), times(TWO, node), Binary("^", node, TWO), Negative(node))
            yield over(node, TWO)
        case Negative(operand):
            yield operand
        case Binary("^", a, _):
            yield a
        case Binary(op, a, b):
            yield from (Binary(other, a, b) for other in OTHERS.get(op, ()))
            yield from (a, b, Binary(op, b, a), Negative(node))
        case Call(function, arguments):
            yield from (Call(other, arguments) for other in SWAPPED.get(function, ()))
            yield from (arguments[0], Negative(node), Call(function, arguments[::-1]))
            yield from (add(node, ONE), subtract(node, ONE), times(TWO, node), Binary("^", node, TWO))
        case Vector(items):
            yield from (Vector(items[::-1]), Vector((items[0], *items[:-1])))
        case Index(base, (first, *_)):
            yield from (Index(base, (add(first, ONE),)),) if not isinstance(first, Slice) else (base,)


def mutations(node: Node, random: Random, shapes: Shapes, different: Callable[[Node], bool], count: int) -> list[Node]:
    """So many formulas that one or two slips make of the node, each of them `different` somewhere."""
    seen, found = {node}, []
    for _ in range(60 * count):
        now: Node = node
        for _ in range(random.choice((1, 1, 2))):
            path = random.choice(list(places(now)))
            options = list(slips(at(now, path), shapes))
            now = put(now, path, random.choice(options)) if options else now
        if now not in seen and different(now):
            found.append(now)
        seen.add(now)
        if len(found) == count:
            break
    return found
