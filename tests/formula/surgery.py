"""Parts of a syntax tree by their paths, and trees put together from parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from studytool.formula.tree import Binary, Call, Node, Number, Slice, children, rebuilt

Path = tuple[int, ...]
ONE, TWO, ZERO = Number(1), Number(2), Number(0)


def add(a: Node, b: Node) -> Node:
    """The sum a + b."""
    return Binary("+", a, b)


def subtract(a: Node, b: Node) -> Node:
    """The difference a - b."""
    return Binary("-", a, b)


def times(a: Node, b: Node) -> Node:
    """The product a*b."""
    return Binary("*", a, b)


def over(a: Node, b: Node) -> Node:
    """The quotient a/b."""
    return Binary("/", a, b)


def call(function: str, *arguments: Node) -> Node:
    """The call function(arguments)."""
    return Call(function, arguments)


def put(node: Node | Slice, path: Path, new: Node) -> Any:
    """The tree with `new` at the place that the path leads to."""
    if not path:
        return new
    parts = list(children(node))
    parts[path[0]] = put(parts[path[0]], path[1:], new)
    return rebuilt(node, parts)


def at(node: Node | Slice, path: Path) -> Any:
    """The part that the path leads to."""
    return at(children(node)[path[0]], path[1:]) if path else node


def places(node: Node | Slice, path: Path = ()) -> Iterator[Path]:
    """The paths to every part but ranges."""
    if not isinstance(node, Slice):
        yield path
    for place, child in enumerate(children(node)):
        yield from places(child, (*path, place))
