"""Syntax tree to number: each node becomes one closure, so that a formula is walked once and run many times."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import numpy as np

from studytool.formula.functions import FUNCTIONS
from studytool.formula.grammar import parse
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector

Value = Any
"""A Python int or float, or a NumPy array."""
Evaluator = Callable[[Mapping[str, Value]], Value]

OUTSIDE_DOMAIN: Final = (ArithmeticError, IndexError, TypeError, ValueError)
"""What an evaluator raises where its formula has no value."""
MAX_EXPONENT: Final = 400
MAX_BASE: Final = 10**40


def _power(base: Value, exponent: Value) -> Value:
    """Raise to a power; refuses integer powers that would fill the memory."""
    if isinstance(base, int) and isinstance(exponent, int):
        if abs(base) > MAX_BASE or abs(exponent) > MAX_EXPONENT:
            raise OverflowError("power too large")
        return base**exponent
    result = base**exponent
    if isinstance(result, complex):
        raise ArithmeticError("root of a negative number")  # noqa: TRY004  the value is wrong, not the type
    return result


OPERATORS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "⊙": operator.mul, "/": operator.truediv,
    "%": operator.mod, "@": operator.matmul, "^": _power,
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "and": lambda a, b: a and b, "or": lambda a, b: a or b,
}  # fmt: skip


@cache
def formula(text: str) -> Evaluator:
    """The function that a formula written in a kind is; FormulaError if it is none."""
    return evaluator(parse(text))


def evaluator(node: Node) -> Evaluator:
    """The function of the named values that an expression is.

    It raises KeyError for an unknown name, and one of OUTSIDE_DOMAIN where the formula has no value.
    """
    match node:
        case Number(value):
            return lambda _: value
        case Name(id):
            return operator.itemgetter(id)
        case Negative(operand):
            inner = evaluator(operand)
            return lambda values: -inner(values)
        case Binary(op, left, right):
            return _binary(op, left, right)
        case Call(function, arguments):
            return _call(FUNCTIONS[function], tuple(evaluator(argument) for argument in arguments))
        case Index(base, indices):
            return _index(evaluator(base), tuple(_place(index) for index in indices))
        case Vector(items):
            entries = tuple(evaluator(item) for item in items)
            return lambda values: np.array([entry(values) for entry in entries])


def _binary(op: str, left: Node, right: Node) -> Evaluator:
    """One closure for an operator; names and literals as operands are looked up in it, without a call each."""
    apply = OPERATORS[op]
    if op == "@":
        first, second = evaluator(left), evaluator(right)
        return lambda values: _plain(first(values) @ second(values))
    match left, right:
        case Name(a), Name(b):
            return lambda values: apply(values[a], values[b])
        case Name(a), Number(number):
            return lambda values: apply(values[a], number)
        case Number(number), _:
            after = evaluator(right)
            return lambda values: apply(number, after(values))
        case Name(a), _:
            after = evaluator(right)
            return lambda values: apply(values[a], after(values))
        case _, Name(b):
            before = evaluator(left)
            return lambda values: apply(before(values), values[b])
        case _, Number(number):
            before = evaluator(left)
            return lambda values: apply(before(values), number)
    before, after = evaluator(left), evaluator(right)
    return lambda values: apply(before(values), after(values))


def _plain(result: Value) -> Value:
    """A NumPy scalar as the Python number that it is: integers exact, and everything after it faster."""
    return result.item() if isinstance(result, np.generic) else result


def _call(function: Callable[..., Any], arguments: tuple[Evaluator, ...]) -> Evaluator:
    if len(arguments) == 1:
        (only,) = arguments
        return lambda values: function(only(values))
    if len(arguments) == 2:
        first, second = arguments
        return lambda values: function(first(values), second(values))
    return lambda values: function(*[argument(values) for argument in arguments])


def _place(index: Node | Slice) -> Evaluator:
    if isinstance(index, Slice):
        start, stop = evaluator(index.start), evaluator(index.stop)
        return lambda values: slice(start(values), stop(values))
    return evaluator(index)


def _index(base: Evaluator, places: tuple[Evaluator, ...]) -> Evaluator:
    def run(values: Mapping[str, Value]) -> Value:
        return _plain(base(values)[tuple([place(values) for place in places])])

    return run
