from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds.draw import Draw
from studytool.topics.gnn import graph
from studytool.topics.gnn.spectrum import laplacian_spectrum
from tests.topics.wrong_numbers import disagreements


def test_path_of_three() -> None:
    """The path on three nodes has the spectrum 0, 1, 3."""
    assert laplacian_spectrum(graph.path(3)) == pytest.approx([0, 1, 3], abs=1e-12)


@pytest.mark.parametrize("n", range(3, 9))
def test_path_and_cycle_in_closed_form(n: int) -> None:
    """A path has 2 − 2 cos(πk/n), a cycle 2 − 2 cos(2πk/n)."""
    k = np.arange(n)
    assert laplacian_spectrum(graph.path(n)) == pytest.approx(2 - 2 * np.cos(np.pi * k / n), abs=1e-12)
    assert laplacian_spectrum(graph.cycle(n)) == pytest.approx(np.sort(2 - 2 * np.cos(2 * np.pi * k / n)), abs=1e-12)


@pytest.mark.parametrize(("a", "b"), [(1, 3), (2, 2), (2, 3), (3, 4)])
def test_complete_and_bipartite_in_closed_form(a: int, b: int) -> None:
    """K_n has 0 and n; K_a,b has 0, a, b, a + b with multiplicities 1, b − 1, a − 1, 1; a star is K_1,b."""
    n = a + b
    assert laplacian_spectrum(graph.complete(n)) == pytest.approx([0] + [n] * (n - 1), abs=1e-12)
    expected = sorted([0, *[a] * (b - 1), *[b] * (a - 1), n])
    assert laplacian_spectrum(graph.complete_bipartite(a, b)) == pytest.approx(expected, abs=1e-12)
    assert laplacian_spectrum(graph.star(n)) == pytest.approx([0, *[1] * (n - 2), n], abs=1e-12)


@given(seed=st.integers(0, 2**32), n=st.integers(3, 6))
def test_sum_and_zeros(seed: int, n: int) -> None:
    """The eigenvalues add up to twice the number of edges, and a connected graph has exactly one 0."""
    A = graph.irregular_graph(Draw("graph", seed), {"n": n})
    lam = laplacian_spectrum(A)
    assert lam.sum() == pytest.approx(A.sum())
    assert np.sum(np.abs(lam) < 1e-9) == 1


def wrong_spectrum(n, w, A):
    d = [sum(row) for row in A]

    def eigenvalues(entry):
        """Of the matrix with these entries, by an algorithm that does not know that it is symmetric."""
        M = np.array([[entry(i, j) for j in range(n)] for i in range(n)])
        return sorted(np.linalg.eigvals(M).real)

    return {
        "descending": eigenvalues(lambda i, j: d[i] if i == j else -A[i][j])[::-1],
        "adjacency-spectrum": eigenvalues(lambda i, j: A[i][j]),
        "normalised-laplacian": eigenvalues(lambda i, j: (i == j) - A[i][j] / math.sqrt(d[i] * d[j])),
        "signless": eigenvalues(lambda i, j: d[i] if i == j else A[i][j]),
        "weight-ignored": eigenvalues(lambda i, j: d[i] / w if i == j else -float(A[i][j] > 0)),
        "diagonal": sorted(d),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("gnn.spectrum", wrong_spectrum)
