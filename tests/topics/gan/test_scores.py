from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.kinds.draw import Draw
from studytool.topics.gan.scores import covariance, frechet_distance, inception_score
from tests.topics.nested_lists import divergence, mean
from tests.topics.wrong_numbers import disagreements

rows = st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=1, max_size=4)
means = st.lists(st.floats(-3, 3), min_size=2, max_size=2).map(np.array)
seeds = st.integers(0, 1000)


def drawn(seed: int) -> np.ndarray:
    """A covariance matrix of the bank."""
    return covariance(Draw("covariance", seed), {})


def test_published_inception_score() -> None:
    """Rows (0.9, 0.1) and (0.2, 0.8) have the score 1.317052."""
    assert inception_score(np.array([[0.9, 0.1], [0.2, 0.8]])) == pytest.approx(1.317052, abs=1e-6)


def test_equal_images_score_1() -> None:
    """Images that all look alike to the classifier get the lowest score."""
    assert inception_score(np.tile([0.7, 0.2, 0.1], (4, 1))) == pytest.approx(1)


def test_sharp_and_balanced_images_score_the_number_of_classes() -> None:
    """Nearly sure decisions, spread over three classes, come near 3."""
    sharp = np.full((3, 3), 1e-9) + np.eye(3) * (1 - 3e-9)
    assert inception_score(sharp) == pytest.approx(3, abs=1e-6)


@given(rows)
def test_inception_score_lies_between_1_and_images_and_classes(counts: list[list[int]]) -> None:
    """1 ≤ IS ≤ min(N, K)."""
    P = np.array([np.array(row) / sum(row) for row in counts])
    assert 1 - 1e-9 <= inception_score(P) <= min(P.shape) + 1e-9


def test_fid_of_diagonal_covariances() -> None:
    """Diagonal covariances: the squared differences of means and of standard deviations add up."""
    distance = frechet_distance(np.array([1.0, 0]), np.diag([4.0, 9.0]), np.array([0, 2.0]), np.diag([1.0, 25.0]))
    assert distance == pytest.approx(1 + 4 + (2 - 1) ** 2 + (3 - 5) ** 2)


def test_fid_in_one_dimension() -> None:
    """(μ_r − μ_g)² + (σ_r − σ_g)²."""
    distance = frechet_distance(np.array([1.0]), np.array([[4.0]]), np.array([3.0]), np.array([[0.25]]))
    assert distance == pytest.approx(4 + 1.5**2)


def test_fid_with_covariances_that_do_not_commute() -> None:
    """By hand: Σ_r Σ_g has the trace 12 and the determinant 9, so its root has the trace √(12 + 2·3)."""
    Sigma_r, Sigma_g = np.array([[2, 1], [1, 2]]), np.array([[1, 1], [1, 4]])
    distance = frechet_distance(np.zeros(2), Sigma_r, np.zeros(2), Sigma_g)
    assert distance == pytest.approx(4 + 5 - 2 * math.sqrt(18))


@given(means, means, seeds, seeds)
def test_fid_is_symmetric_and_not_negative(mu_r: np.ndarray, mu_g: np.ndarray, r: int, g: int) -> None:
    """A squared distance, at least that of the means."""
    distance = frechet_distance(mu_r, drawn(r), mu_g, drawn(g))
    assert distance == pytest.approx(frechet_distance(mu_g, drawn(g), mu_r, drawn(r)), abs=1e-9)
    assert distance >= ((mu_r - mu_g) ** 2).sum() - 1e-9


@given(means, seeds)
def test_fid_of_equal_gaussians_is_0(mu: np.ndarray, seed: int) -> None:
    """Equal moments, distance 0."""
    assert frechet_distance(mu, drawn(seed), mu, drawn(seed)) == pytest.approx(0, abs=1e-6)


@given(seeds)
def test_drawn_covariances_are_positive_definite_and_not_diagonal(seed: int) -> None:
    """Both eigenvalues are positive."""
    Sigma = drawn(seed)
    assert Sigma[0, 1] == Sigma[1, 0] != 0
    assert (np.linalg.eigvalsh(Sigma) > 0).all()


def wrong_inception_score(P):
    p_y = [mean(column) for column in zip(*P, strict=True)]

    def score(marginal=p_y, log=math.log, exp=math.exp):
        return exp(mean([divergence(row, marginal, log) for row in P]))

    return {
        "marginal-as-classifier-output": math.exp(mean([divergence(row, row) for row in P])),
        "uniform-marginal": score([1 / len(p_y)] * len(p_y)),
        "mean-of-exponentials": mean([math.exp(divergence(row, p_y)) for row in P]),
        "log2-inside-exp": score(log=math.log2),
        "exponential-forgotten": score(exp=float),
        "kl-reversed": math.exp(mean([divergence(p_y, row) for row in P])),
        "power-of-two": score(exp=lambda k: 2**k),
        "entropy-of-the-mean": math.exp(-sum(one * math.log(one) for one in p_y)),
    }


def root(matrix):
    """The symmetric root of a symmetric matrix, by its eigenvectors."""
    values, vectors = np.linalg.eigh(np.array(matrix))
    return vectors @ np.diag(np.sqrt(values)) @ vectors.T


def wrong_fid(mu_r, Sigma_r, mu_g, Sigma_g):
    spread = np.trace(Sigma_r) + np.trace(Sigma_g)
    distance = math.dist(mu_r, mu_g)
    M = np.array(Sigma_r) @ Sigma_g
    # The eigenvalues of Σ_r Σ_g are the squared singular values of the product of both roots.
    right = np.linalg.svd(root(Sigma_r) @ root(Sigma_g), compute_uv=False).sum()
    return {
        "roots-separately": distance**2 + spread - 2 * np.trace(root(Sigma_r) @ root(Sigma_g)),
        "roots-of-entries": distance**2
        + spread
        - 2 * sum(math.sqrt(entry) if entry >= 0 else math.nan for entry in np.diag(M)),
        "diagonals-only": distance**2 + sum((math.sqrt(Sigma_r[i][i]) - math.sqrt(Sigma_g[i][i])) ** 2 for i in (0, 1)),
        "means-unsquared": distance + spread - 2 * right,
        "factor-two-lost": distance**2 + spread - right,
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("gan.inception-score", wrong_inception_score), ("gan.fid-full", wrong_fid)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
