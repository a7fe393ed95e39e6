from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.gnn import graph
from studytool.topics.gnn.sage import sage_layer
from tests.topics.nested_lists import apply, relu
from tests.topics.wrong_numbers import disagreements

FEATURES = arrays(float, (5, 2), elements=st.floats(-3, 3))


def test_centre_of_a_path_by_hand() -> None:
    """Node 1 of a path has h = (1, 2) and neighbours' mean (3, −1); each row of W picks one entry."""
    H = np.array([[2.0, -4.0], [1.0, 2.0], [4.0, 2.0]])
    assert sage_layer(graph.path(3), H, np.eye(4), 1) == pytest.approx([1, 2, 3, 0])


@given(H=FEATURES, order=st.permutations([1, 2, 3, 4]))
def test_order_of_neighbours_does_not_matter(H: np.ndarray, order: list[int]) -> None:
    """The centre of a star gets the same features however its neighbours are numbered."""
    A, W = graph.star(5), np.array([[1.0, -0.5, 0.3, 2.0], [0.2, 1.0, -1.0, 0.7]])
    assert sage_layer(A, H[[0, *order]], W, 0) == pytest.approx(sage_layer(A, H, W, 0), abs=1e-12)


def wrong_sage_layer(A, i, H, W):
    def added(nodes):
        return [sum(H[j][column] for j in nodes) for column in range(2)]

    def divided(v, by):
        return [one / by for one in v]

    near = [j for j in range(len(A)) if A[i][j]]
    mean = divided(added(near), len(near))
    h_new = relu(apply(W, H[i] + mean))
    return {
        "self-in-mean": relu(apply(W, H[i] + divided(added([*near, i]), len(near) + 1))),
        "sum-for-mean": relu(apply(W, H[i] + added(near))),
        "neighbours-first": relu(apply(W, mean + H[i])),
        "mean-over-all-nodes": relu(apply(W, H[i] + divided(added(near), len(A)))),
        "normalised": divided(h_new, math.hypot(*h_new) or math.nan),
        "relu-forgotten": apply(W, H[i] + mean),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("gnn.sage-layer", wrong_sage_layer)
