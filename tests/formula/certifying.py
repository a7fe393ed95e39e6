"""SymPy's word on two formulas: the same for all numbers, or not. Trees are translated; no text is parsed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import sympy as sp

from studytool.formula.tree import Binary, Call, Name, Negative, Node, Number, Slice, Vector, children, names

SLOPE = sp.Rational(1, 5)
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": sp.Abs, "ceil": sp.ceiling, "exp": sp.exp, "floor": sp.floor, "log": sp.log, "max": sp.Max, "min": sp.Min,
    "relu": lambda x: sp.Max(x, 0), "sigmoid": lambda x: 1 / (1 + sp.exp(-x)), "sqrt": sp.sqrt, "tanh": sp.tanh,
    "leaky_relu": lambda x, slope=SLOPE: sp.Max(x, slope * x),
    "log2": lambda x: sp.log(x, 2),
}  # fmt: skip
"""SymPy's counterpart of each entrywise function of the language."""
OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "⊙": lambda a, b: a * b,
    "/": lambda a, b: a / b, "^": lambda a, b: a**b,
}  # fmt: skip
DIGITS = 50
SIMPLE = 40
"""A larger difference is not simplified: SymPy may take minutes."""


def entrywise(node: Node | Slice) -> bool:
    """Whether each entry of the value comes from the same entry of the names, so that numbers stand for all of it."""
    match node:
        case Number() | Name():
            return True
        case Negative():
            pass
        case Binary(op):
            if op not in OPERATIONS:
                return False
        case Call(function, arguments):
            if function not in FUNCTIONS or (function in {"max", "min"} and len(arguments) == 1):
                return False
        case _:
            return False
    return all(map(entrywise, children(node)))


def symbolic(node: Node, values: Mapping[str, Any]) -> Any:
    """The expression that a formula is, with these for its names: numbers, or sequences of them."""
    match node:
        case Number(value):
            return sp.Rational(str(value))
        case Name(id):
            return values[id]
        case Negative(operand):
            return -symbolic(operand, values)
        case Binary(op, left, right):
            return OPERATIONS[op](symbolic(left, values), symbolic(right, values))
        case Call("len", (Name(id),)):
            return sp.Integer(len(values[id]))
        case Call(function, arguments):
            return FUNCTIONS[function](*(symbolic(argument, values) for argument in arguments))
        case Vector(items):
            return [symbolic(item, values) for item in items]
    raise NotImplementedError(node)


def symbols(formula: Node, positive: Callable[[str], bool]) -> dict[str, Any]:
    """A real symbol for each name."""
    return {name: sp.Symbol(name, real=True, positive=positive(name) or None) for name in sorted(names(formula))}


def certified(one: Node, other: Node, positive: Callable[[str], bool], random: Random, *, simplify: bool) -> bool:
    """Whether SymPy finds the difference to be 0: by algebra, or else in 50 digits at rational points."""
    values = symbols(Binary("+", one, other), positive)
    difference = symbolic(one, values) - symbolic(other, values)
    if difference == 0 or sp.expand(difference) == 0:
        return True
    if simplify and sp.count_ops(difference) <= SIMPLE and sp.simplify(difference) == 0:
        return True
    return all(_vanishes(difference, values, positive, random) for _ in range(3))


def _vanishes(difference: Any, values: Mapping[str, Any], positive: Callable[[str], bool], random: Random) -> bool:
    at = {}
    for name, value in values.items():
        number = sp.Rational(random.randint(1, 97), random.choice((3, 7, 11, 13)))
        at[value] = number if positive(name) else number * random.choice((-1, 1))
    return bool(abs(sp.N(difference.subs(at), DIGITS, maxn=400)) < sp.Float(10) ** (10 - DIGITS))
