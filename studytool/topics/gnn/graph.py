"""Small graphs as adjacency matrices: the named families, and draws of connected graphs and of their nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw


def path(n: int) -> np.ndarray:
    """The path on n nodes, (n, n): each node is joined to the next."""
    return np.eye(n, k=1, dtype=int) + np.eye(n, k=-1, dtype=int)


def cycle(n: int) -> np.ndarray:
    """The cycle on n >= 3 nodes, (n, n): a path whose ends are joined."""
    A = path(n)
    A[0, -1] = A[-1, 0] = 1
    return A


def complete(n: int) -> np.ndarray:
    """The complete graph on n nodes, (n, n): every two nodes are joined."""
    return 1 - np.eye(n, dtype=int)


def complete_bipartite(a: int, b: int) -> np.ndarray:
    """The complete bipartite graph, (a + b, a + b): each of the first a nodes is joined to each of the last b."""
    A = np.zeros((a + b, a + b), dtype=int)
    A[:a, a:] = A[a:, :a] = 1
    return A


def star(n: int) -> np.ndarray:
    """The star on n nodes, (n, n): node 0 is joined to all others."""
    return complete_bipartite(1, n - 1)


def balanced_bipartite(n: int) -> np.ndarray:
    """The complete bipartite graph on n nodes whose sides are as equal as can be, (n, n)."""
    return complete_bipartite(n // 2, n - n // 2)


FAMILIES: Final[tuple[Callable[[int], np.ndarray], ...]] = (
    *[path] * 5, *[cycle] * 5, *[balanced_bipartite] * 3, *[star] * 2, complete
)  # fmt: skip
"""The named graphs by their number of nodes; those with more numberings stand more often."""


def named_graph(stream: Draw, earlier: Mapping[str, Value]) -> np.ndarray:
    """A graph of one of the families on `n` nodes in random order, every edge with the weight `w`."""
    A = stream.choice(FAMILIES)(earlier["n"])
    order = stream.shuffled(range(len(A)))
    return np.asarray(earlier["w"] * A[np.ix_(order, order)])


def irregular_graph(stream: Draw, earlier: Mapping[str, Value]) -> np.ndarray:
    """A connected graph on `n` nodes whose degrees differ: in a regular one all ways to normalize agree."""
    A = _connected(stream, earlier["n"])
    while len(set(A.sum(axis=1).tolist())) == 1:
        A = _connected(stream, earlier["n"])
    return A


def _connected(stream: Draw, n: int) -> np.ndarray:
    """A random tree and about a quarter of the other edges."""
    A = np.zeros((n, n), dtype=int)
    for node in range(1, n):
        parent = stream.below(node)
        for other in range(node):
            if other == parent or stream.below(4) == 0:
                A[node, other] = A[other, node] = 1
    return A


def branching_node(stream: Draw, earlier: Mapping[str, Value]) -> int:
    """A node of the graph `A` with two neighbours or more; every connected graph on 3 nodes or more has one."""
    degrees = earlier["A"].sum(axis=1).tolist()
    return stream.choice([node for node, degree in enumerate(degrees) if degree >= 2])


def secluded_node(stream: Draw, earlier: Mapping[str, Value]) -> int:
    """A node of the graph `A` that is not joined to all others; every graph but the complete one has one."""
    degrees = earlier["A"].sum(axis=1).tolist()
    return stream.choice([node for node, degree in enumerate(degrees) if degree < len(degrees) - 1])
