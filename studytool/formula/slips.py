"""What one slip of the pen makes of a formula: a wrong formula of the same form, such as anybody might write.

A slip is made at one place of the syntax tree: a sign turned round, a term, a factor or a function forgotten, two
operands exchanged, one function or operator taken for its neighbour, an index one off. Whether the wrong formula has a
value, and another value, is for the numbers to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from studytool.formula.functions.function import Function, Functions
from studytool.formula.functions.table import FUNCTIONS
from studytool.formula.grammar import parse
from studytool.formula.tree import Binary, Call, Index, Name, Negative, Node, Number, Slice, Vector, children, rebuilt

OPERATORS: Final[dict[str, tuple[str, ...]]] = {
    "+": ("-",), "-": ("+",), "*": ("/", "+"), "/": ("*",), "⊙": ("+",),
    ">=": (">", "<="), "<=": ("<", ">="), ">": (">=", "<"), "<": ("<=", ">"),
}  # fmt: skip
"""The operators that one is taken for."""
SIMPLE: Final = (Name, Index)
"""What is divided or added by mistake where it should be multiplied, or the other way up."""
NUMBERED: Final = re.compile(r"(?P<base>.+_)(?P<index>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong formula: `wrong` stands in it where `right` should."""

    formula: Node
    right: Node
    wrong: Node


def slips(node: Node, functions: Functions = FUNCTIONS) -> Iterator[Slip]:
    """Every formula that one slip makes of this one, outermost first; the same ones in the same order always."""
    yield from (Slip(wrong, node, wrong) for wrong in _here(node, functions) if wrong != node)
    parts = children(node)
    rounded = isinstance(node, Call) and functions[node.function].slips.of_fractions
    for place, part in enumerate(parts):
        if isinstance(part, Slice):
            continue
        for slip in slips(part, functions):
            if rounded and not _divides(slip.formula):
                yield Slip(slip.formula, node, slip.formula)
            else:
                changed = [*parts[:place], slip.formula, *parts[place + 1 :]]
                yield Slip(rebuilt(node, changed), slip.right, slip.wrong)


def _divides(node: Node | Slice) -> bool:
    return (isinstance(node, Binary) and node.op == "/") or any(map(_divides, children(node)))


def _here(node: Node, functions: Functions) -> Iterator[Node]:
    """What a slip at the root makes of the node."""
    match node:
        case Negative(operand):
            yield operand
        case Binary(op, left, right):
            yield from _of_binary(op, left, right)
        case Call(function, arguments):
            yield from _of_call(functions[function], arguments, functions)
        case Index(base, indices):
            yield from (Index(base, other) for other in _other_places(indices))
        case Vector((first, second, *rest)):
            yield Vector((second, first, *rest))
        case Name(id):
            yield from _neighbours(id)


def _of_binary(op: str, left: Node, right: Node) -> Iterator[Node]:
    simple = isinstance(left, SIMPLE) and isinstance(right, SIMPLE)
    for other in OPERATORS.get(op, ()) if simple or op not in "*/" else ():
        if left != right or other not in "-/":
            yield Binary(other, left, right)
    if (op == "/" and simple) or op == "@" or (op == "-" and not isinstance(right, Number)):
        yield Binary(op, right, left)
    yield from _forgotten(op, left, right)
    if op == "^" and isinstance(right, Number):
        yield from _other_powers(left, right.value)
    if op == "@":
        yield from (Binary(op, *sides) for sides in ((_transposed(left), right), (left, _transposed(right))))


def _other_powers(base: Node, power: float) -> Iterator[Node]:
    """A square taken for the double, and other powers one off."""
    if power == 2:
        yield Binary("*", Number(2), base)
    else:
        yield from (Binary("^", base, Number(other)) for other in (power + 1, power - 1) if other >= 0)


def _forgotten(op: str, left: Node, right: Node) -> Iterator[Node]:
    """One operand without the other, which is a single term or factor; a bare number says nothing."""
    if op in "+-*/⊙^" and not isinstance(left, Number):
        yield left
    chain = isinstance(left, Binary) and left.op in {"+", "-"} | {op}
    if not isinstance(right, Number) and ((op in "+*⊙" and not chain) or (op == "-" and isinstance(left, Number))):
        yield right


def _transposed(node: Node) -> Node:
    return node.arguments[0] if isinstance(node, Call) and node.function == "T" else Call("T", (node,))


def _of_call(function: Function, arguments: tuple[Node, ...], functions: Functions) -> Iterator[Node]:
    yield from (Call(other, arguments) for other in function.slips.taken_for)
    if function.slips.forgotten:
        yield arguments[0]
    if function.slips.exchanged:
        yield Call(function.name, arguments[::-1])
    named = dict(zip(function.arguments, arguments, strict=False))
    yield from (_put_in(parse(wrong, functions), named) for wrong in function.slips.wrong)


def _put_in(node: Node | Slice, arguments: Mapping[str, Node]) -> Any:
    """The formula with a call's arguments in place of their names."""
    if isinstance(node, Name):
        return arguments[node.id]
    return rebuilt(node, [_put_in(part, arguments) for part in children(node)])


def _other_places(indices: tuple[Node | Slice, ...]) -> Iterator[tuple[Node | Slice, ...]]:
    """The indices exchanged, and one of them one off; never below 0, which would count from the end."""
    if len(indices) == 2:
        yield indices[::-1]
    for place, index in enumerate(indices):
        for other in _beside(index):
            yield (*indices[:place], other, *indices[place + 1 :])


def _beside(index: Node | Slice) -> Iterator[Node | Slice]:
    match index:
        case Number(value):
            yield from (Number(number) for number in (value + 1, value - 1) if number >= 0)
        case Name():
            yield Binary("+", index, Number(1))


def _neighbours(name: str) -> Iterator[Name]:
    """The names whose number is one off: of `h_2`, `h_1` and `h_3`."""
    if found := NUMBERED.fullmatch(name):
        index = int(found["index"])
        yield from (Name(f"{found['base']}{number}") for number in (index - 1, index + 1) if number >= 0)
