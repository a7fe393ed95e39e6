"""Syntax tree to number: each node becomes one closure, so that a formula is walked once and run many times."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import numpy as np

from studytool.formula.functions.function import Functions
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.grammar import parse
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector

Value = Any
"""A Python int or float, or a NumPy array."""
Evaluator = Callable[[Mapping[str, Value]], Value]
Build = Callable[[Node], Evaluator]
Operators = Mapping[str, Callable[[Any, Any], Any]]
Wrap = Callable[[Evaluator], Evaluator]

OUTSIDE_DOMAIN: Final = (ArithmeticError, IndexError, TypeError, ValueError)
"""What an evaluator raises where its formula has no value."""
MAX_BITS: Final = 1100
"""A longer integer is no float any more."""


def _power(base: Value, exponent: Value) -> Value:
    """Raise to a power; refuses integer powers that would fill the memory."""
    if isinstance(base, int) and isinstance(exponent, int):
        if base.bit_length() * abs(exponent) > MAX_BITS:
            raise OverflowError("power too large")
        return base**exponent
    result = base**exponent
    if isinstance(result, complex):
        raise ArithmeticError("root of a negative number")  # noqa: TRY004  the value is wrong, not the type
    return result


def _product(left: Value, right: Value) -> Value:
    """What stands side by side in a paper: the matrix product, or a number times anything."""
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return _plain(left @ right)
    return left * right


def _plain(result: Value) -> Value:
    """A NumPy scalar as the Python number that it is: integers exact, and everything after it faster."""
    return result.item() if isinstance(result, np.generic) else result


OPERATORS: Final[Operators] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "⊙": operator.mul, "/": operator.truediv,
    "%": operator.mod, "×": operator.mul, "@": _product, "^": _power,
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "and": lambda a, b: a and b, "or": lambda a, b: a or b,
}  # fmt: skip


@cache
def formula(text: str) -> Evaluator:
    """The function that a formula written in a kind is; FormulaError if it is none."""
    return evaluator(parse(text))


def evaluator(
    node: Node, functions: Functions = FUNCTIONS, wrap: Wrap = lambda run: run, operators: Operators = OPERATORS
) -> Evaluator:
    """The function of the named values that an expression is.

    It raises KeyError for an unknown name, and one of OUTSIDE_DOMAIN where the formula has no value. `functions` and
    `operators` may stand in place of the language's own; `wrap` may put something around each value that is computed.
    """

    def build(node: Node) -> Evaluator:
        match node:
            case Number(value):
                return lambda _: value
            case Name(id):
                return operator.itemgetter(id)
            case Negative(operand):
                inner = build(operand)
                return lambda values: -inner(values)
            case Binary(op, left, right):
                return wrap(_binary(operators[op], left, right, build))
            case Call(function, arguments):
                return wrap(_call(functions[function].run, tuple(build(argument) for argument in arguments)))
            case Index(base, indices):
                return wrap(_index(build(base), tuple(_place(index, build) for index in indices)))
            case Vector(items):
                entries = tuple(build(item) for item in items)
                return wrap(lambda values: np.array([entry(values) for entry in entries]))

    return build(node)


def _binary(apply: Callable[[Any, Any], Any], left: Node, right: Node, build: Build) -> Evaluator:
    """One closure for an operator; names and literals as operands are looked up in it, without a call each."""
    match left, right:
        case Name(a), Name(b):
            return lambda values: apply(values[a], values[b])
        case Name(a), Number(number):
            return lambda values: apply(values[a], number)
        case Number(number), _:
            after = build(right)
            return lambda values: apply(number, after(values))
        case Name(a), _:
            after = build(right)
            return lambda values: apply(values[a], after(values))
        case _, Name(b):
            before = build(left)
            return lambda values: apply(before(values), values[b])
        case _, Number(number):
            before = build(left)
            return lambda values: apply(before(values), number)
    before, after = build(left), build(right)
    return lambda values: apply(before(values), after(values))


def _call(function: Callable[..., Any], arguments: tuple[Evaluator, ...]) -> Evaluator:
    if len(arguments) == 1:
        (only,) = arguments
        return lambda values: function(only(values))
    if len(arguments) == 2:
        first, second = arguments
        return lambda values: function(first(values), second(values))
    return lambda values: function(*[argument(values) for argument in arguments])


def _place(index: Node | Slice, build: Build) -> Evaluator:
    if isinstance(index, Slice):
        start, stop = build(index.start), build(index.stop)
        return lambda values: slice(start(values), stop(values))
    return build(index)


def _index(base: Evaluator, places: tuple[Evaluator, ...]) -> Evaluator:
    def run(values: Mapping[str, Value]) -> Value:
        return _plain(base(values)[tuple([place(values) for place in places])])

    return run
