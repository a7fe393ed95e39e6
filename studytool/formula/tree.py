"""The syntax tree of an expression: plain frozen values, safe to keep, compare and print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A literal; `value` is an int when it was written as one."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Name:
    """A given or a step, in the paper's letters: `W_r`, `h_1`, `gamma`."""

    id: str


@dataclass(frozen=True, slots=True)
class Negative:
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """`left op right`, where op is one of the grammar's operators."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """`function(arguments)`, where function is one of the known functions."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """`start:stop` inside an index."""

    start: Node
    stop: Node


@dataclass(frozen=True, slots=True)
class Index:
    """`base[indices]`, counted from 0."""

    base: Node
    indices: tuple[Node | Slice, ...]


@dataclass(frozen=True, slots=True)
class Vector:
    """`[items]`: a vector of numbers, or a matrix when the items are vectors."""

    items: tuple[Node, ...]


Node = Number | Name | Negative | Binary | Call | Index | Vector


def children(node: Node | Slice) -> tuple[Node | Slice, ...]:
    """The parts of a node, left to right."""
    match node:
        case Number() | Name():
            return ()
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right) | Slice(left, right):
            return (left, right)
        case Call(_, parts) | Vector(parts):
            return parts
        case Index(base, indices):
            return (base, *indices)


def names(node: Node | Slice) -> frozenset[str]:
    """The names that an expression uses."""
    if isinstance(node, Name):
        return frozenset({node.id})
    return frozenset().union(*(names(child) for child in children(node)))


def rebuilt(node: Node | Slice, parts: Sequence[Any]) -> Any:
    """The node with these in place of its children."""
    match node:
        case Number() | Name():
            return node
        case Negative():
            return Negative(parts[0])
        case Binary(op):
            return Binary(op, *parts)
        case Slice():
            return Slice(*parts)
        case Call(function):
            return Call(function, tuple(parts))
        case Vector():
            return Vector(tuple(parts))
        case Index():
            return Index(parts[0], tuple(parts[1:]))


def substituted(node: Node, formulas: Mapping[str, Node]) -> Node:
    """The expression with formulas in place of the names that stand for them."""

    def inner(part: Node | Slice) -> Any:
        if isinstance(part, Name):
            return substituted(formulas[part.id], formulas) if part.id in formulas else part
        return rebuilt(part, [inner(child) for child in children(part)])

    result: Node = inner(node)
    return result
