from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds.draw import Draw
from studytool.topics.gan.wasserstein import uneven_points, wasserstein
from tests.topics.nested_lists import dot
from tests.topics.wrong_numbers import disagreements

X = np.array([-2.0, 0.0, 1.0, 5.0])
distributions = st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any).map(lambda p: np.array(p) / sum(p))


def on_common_points(
    u: list[float], v: list[float], u_weights: list[float], v_weights: list[float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points and probabilities of two weighted samples."""
    x = np.unique([*u, *v])
    p, q = np.zeros(len(x)), np.zeros(len(x))
    np.add.at(p, np.searchsorted(x, u), np.array(u_weights) / sum(u_weights))
    np.add.at(q, np.searchsorted(x, v), np.array(v_weights) / sum(v_weights))
    return x, p, q


@pytest.mark.parametrize(
    ("u", "v", "u_weights", "v_weights", "distance"),
    [
        ([0, 1, 3], [5, 6, 8], [1, 1, 1], [1, 1, 1], 5.0),
        ([0, 1], [0, 1], [3, 1], [2, 2], 0.25),
        ([3.4, 3.9, 7.5, 7.8], [4.5, 1.4], [1.4, 0.9, 3.1, 7.2], [3.2, 3.5], 4.0781331438047861),
    ],
)
def test_examples_of_scipy(
    u: list[float], v: list[float], u_weights: list[float], v_weights: list[float], distance: float
) -> None:
    """The three examples in the documentation of scipy.stats.wasserstein_distance."""
    assert wasserstein(*on_common_points(u, v, u_weights, v_weights)) == pytest.approx(distance)


def test_two_points_are_as_far_as_they_are() -> None:
    """All mass at −2 against all mass at 5: 7."""
    assert wasserstein(X, np.array([1.0, 0, 0, 0]), np.array([0, 0, 0, 1.0])) == pytest.approx(7)


@given(distributions, distributions, distributions)
def test_is_a_metric(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> None:
    """Symmetric, 0 for equal distributions, and no detour is shorter."""
    assert wasserstein(X, p, q) == pytest.approx(wasserstein(X, q, p))
    assert wasserstein(X, p, p) == 0
    assert wasserstein(X, p, r) <= wasserstein(X, p, q) + wasserstein(X, q, r) + 1e-9


@given(distributions, distributions)
def test_is_at_least_the_distance_of_the_means(p: np.ndarray, q: np.ndarray) -> None:
    """The critic f(x) = x is 1-Lipschitz."""
    assert wasserstein(X, p, q) >= abs(p @ X - q @ X) - 1e-9


@pytest.mark.parametrize("n", [4, 5])
def test_drawn_points_ascend_with_different_gaps(n: int) -> None:
    """No two gaps are equal."""
    gaps = np.diff(uneven_points(Draw("points", n), {"n": n}))
    assert len(gaps) == n - 1
    assert (gaps > 0).all()
    assert len(set(gaps.tolist())) == n - 1


def wrong_wasserstein(x, p, q):
    gaps = [right - left for left, right in pairwise(x)]
    differences = [one - other for one, other in zip(p, q, strict=True)]
    crossing = [*accumulate(differences)]
    moved = sum(map(abs, differences)) / 2
    return {
        "mean-difference": abs(dot(differences, x)),
        "total-variation": moved,
        "gaps-ignored": sum(map(abs, crossing)),
        "not-accumulated": dot(map(abs, differences[:-1]), gaps),
        "gaps-squared": dot([mass**2 for mass in crossing[:-1]], gaps),
        "largest-gap-only": max(map(abs, crossing)),
        "whole-range": moved * (x[-1] - x[0]),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("gan.wasserstein-discrete", wrong_wasserstein)
