from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.gnn import graph
from studytool.topics.gnn.gcn import gcn_layer
from tests.topics.nested_lists import dot, relu
from tests.topics.wrong_numbers import disagreements

FEATURES = arrays(float, (5, 2), elements=st.floats(-3, 3))


def test_impulse_on_a_path() -> None:
    """On the path of three nodes an impulse at its end spreads to 1/2 and 1/√6."""
    H = gcn_layer(graph.path(3), np.array([[1.0], [0.0], [0.0]]), np.eye(1))
    assert H[:, 0] == pytest.approx([0.5, 0.408248, 0], abs=1e-6)


@given(H=FEATURES, order=st.permutations(range(5)))
def test_equivariance(H: np.ndarray, order: list[int]) -> None:
    """Renumbering the nodes renumbers the new features."""
    A, W = graph.star(5) | graph.path(5), np.array([[1.0, -0.5], [0.3, 2.0]])
    renumbered = gcn_layer(A[np.ix_(order, order)], H[order], W)
    assert renumbered == pytest.approx(gcn_layer(A, H, W)[order], abs=1e-12)


@given(value=st.floats(0, 5), n=st.integers(3, 6))
def test_constant_features_stay_on_regular_graphs(value: float, n: int) -> None:
    """Where all degrees are equal, equal features are kept: the weights of a row add up to 1."""
    H = np.full((n, 1), value)
    assert gcn_layer(graph.cycle(n), H, np.eye(1)) == pytest.approx(H)


def product(M, N):
    return [[dot(row, column) for column in zip(*N, strict=True)] for row in M]


def with_loops(A):
    return [[entry + (i == j) for j, entry in enumerate(row)] for i, row in enumerate(A)]


def wrong_gcn_layer(A, H, W):
    def layer(weight, activation=relu):
        S = [[weight(i, j) for j in range(len(A))] for i in range(len(A))]
        return [activation(row) for row in product(product(S, H), W)]

    looped = with_loops(A)
    bare, d = [sum(row) for row in A], [sum(row) for row in looped]
    return {
        "degrees-without-self-loops": layer(lambda i, j: looped[i][j] / math.sqrt(bare[i] * bare[j])),
        "row-normalised": layer(lambda i, j: looped[i][j] / d[i]),
        "no-self-loops": layer(lambda i, j: A[i][j] / math.sqrt(bare[i] * bare[j])),
        "identity-added-afterwards": layer(lambda i, j: (i == j) + A[i][j] / math.sqrt(bare[i] * bare[j])),
        "laplacian": layer(lambda i, j: bare[i] if i == j else -A[i][j]),
        "relu-forgotten": layer(lambda i, j: looped[i][j] / math.sqrt(d[i] * d[j]), list),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("gnn.gcn-layer", wrong_gcn_layer)
