from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds.draw import Draw
from studytool.topics.gnn import graph


@pytest.mark.parametrize(
    ("A", "degrees"),
    [
        (graph.path(4), [1, 2, 2, 1]),
        (graph.cycle(5), [2, 2, 2, 2, 2]),
        (graph.complete(4), [3, 3, 3, 3]),
        (graph.star(5), [4, 1, 1, 1, 1]),
        (graph.complete_bipartite(2, 3), [3, 3, 2, 2, 2]),
        (graph.balanced_bipartite(5), [3, 3, 2, 2, 2]),
    ],
)
def test_families_have_their_degrees(A: np.ndarray, degrees: list[int]) -> None:
    """Each named graph is simple, undirected and has the degrees of its family."""
    assert A.sum(axis=1).tolist() == degrees
    assert np.array_equal(A, A.T)
    assert not A.diagonal().any()


@given(seed=st.integers(0, 2**32), n=st.integers(3, 6))
def test_drawn_graphs_are_connected_and_irregular(seed: int, n: int) -> None:
    """A drawn graph is simple, connected, and has nodes of different degree."""
    A = graph.irregular_graph(Draw("graph", seed), {"n": n})
    assert np.array_equal(A, A.T)
    assert not A.diagonal().any()
    assert np.linalg.matrix_power(A + np.eye(n, dtype=int), n).all()
    assert len(set(A.sum(axis=1))) > 1


@given(seed=st.integers(0, 2**32), n=st.integers(3, 6))
def test_drawn_nodes_have_the_wanted_degree(seed: int, n: int) -> None:
    """A branching node has two neighbours or more; a secluded one lacks one."""
    stream = Draw("graph", seed)
    A = graph.irregular_graph(stream, {"n": n})
    assert A[graph.branching_node(stream, {"A": A})].sum() >= 2
    assert A[graph.secluded_node(stream, {"A": A})].sum() < n - 1


def test_all_families_are_drawn() -> None:
    """Paths, cycles, complete and complete bipartite graphs on six nodes appear, told by their numbers of edges."""
    drawn = {graph.named_graph(Draw("graph", seed), {"n": 6, "w": 1}).sum() for seed in range(100)}
    assert drawn == {10, 12, 18, 30}


@given(seed=st.integers(0, 2**32), w=st.integers(1, 9))
def test_named_graphs_carry_the_weight(seed: int, w: int) -> None:
    """Every edge of a named graph has the given weight, in both directions."""
    A = graph.named_graph(Draw("graph", seed), {"n": 5, "w": w})
    assert np.array_equal(A, A.T)
    assert set(A.ravel().tolist()) == {0, w}
