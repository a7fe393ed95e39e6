from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.gnn import graph
from studytool.topics.gnn.gat import attention_coefficients
from tests.topics.nested_lists import apply, dot
from tests.topics.wrong_numbers import disagreements

FEATURES = arrays(float, (4, 2), elements=st.floats(-2, 2))


@pytest.mark.parametrize(("h", "alpha"), [(np.log(3), [0.25, 0.75]), (-5 * np.log(3), [0.75, 0.25])])
def test_two_nodes_by_hand(h: float, alpha: list[float]) -> None:
    """A neighbour's score ln 3 gives it 3/4; a score of −5 ln 3 shrinks to −ln 3 and gives it 1/4."""
    H, a = np.array([[0.0], [h]]), np.array([0.0, 1.0])
    assert attention_coefficients(graph.path(2), H, np.eye(1), a, 0) == pytest.approx(alpha)


def test_first_half_of_a_meets_the_centre() -> None:
    """The centre's part only matters where it moves a score across 0: scores −1, 1 against 1, 3."""
    H, W = np.array([[1.0], [2.0]]), np.array([[2.0]])
    low, high = (attention_coefficients(graph.path(2), H, W, np.array([c, 1.0]), 0) for c in (-1.5, -0.5))
    assert low[1] / low[0] == pytest.approx(np.exp(1 + 0.2))
    assert high[1] / high[0] == pytest.approx(np.exp(2))


@given(H=FEATURES, a=arrays(float, 4, elements=st.floats(-2, 2)), i=st.integers(0, 3))
def test_a_distribution_over_the_neighbourhood(H: np.ndarray, a: np.ndarray, i: int) -> None:
    """The coefficients add up to 1, and are positive exactly at the centre and its neighbours."""
    A = graph.path(4)
    alpha = attention_coefficients(A, H, np.array([[1.0, 0.5], [-0.5, 1.0]]), a, i)
    assert alpha.sum() == pytest.approx(1)
    assert np.array_equal(alpha > 0, (A + np.eye(4))[i] > 0)


def wrong_gat_attention(A, i, H, W, a):
    features = [apply(W, h) for h in H]
    everyone = range(len(A))

    def exponential(centre, node, a=a, slope=0.2):
        e = dot(a, features[centre] + features[node])
        return math.exp(e if e > 0 else slope * e)

    def shares(nodes, **rule):
        taking_part = {j: exponential(i, j, **rule) for j in nodes}
        return [taking_part.get(j, 0) / sum(taking_part.values()) for j in everyone]

    near = [j for j in everyone if A[i][j] or j == i]
    over_centres = [sum(exponential(c, j) for c in everyone if A[j][c] or c == j) for j in everyone]
    return {
        "no-self-loop": shares([j for j in near if j != i]),
        "slope-of-a-hundredth": shares(near, slope=0.01),
        "leaky-relu-too-late": shares(near, slope=1),
        "not-masked": shares(everyone),
        "halves-exchanged": shares(near, a=a[2:] + a[:2]),
        "normalised-over-centres": [exponential(i, j) / over_centres[j] * (j in near) for j in everyone],
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("gnn.gat-attention", wrong_gat_attention)
