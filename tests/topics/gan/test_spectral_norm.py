from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studytool.topics.gan.spectral_norm import spectral_norm_estimate
from tests.topics.wrong_numbers import disagreements

entries = st.integers(-3, 3)
matrices = st.lists(st.lists(entries, min_size=3, max_size=3), min_size=2, max_size=2).map(lambda W: np.array(W, float))
U = np.array([0.6, 0.8])


def test_one_step_by_hand() -> None:
    """diag(2, 1) from (0.6, 0.8): Wᵀu = (1.2, 0.8), then ‖(2.4, 0.8)‖/‖(1.2, 0.8)‖ = √(6.4/2.08)."""
    assert spectral_norm_estimate(np.diag([2.0, 1.0]), U) == pytest.approx(math.sqrt(6.4 / 2.08))


def test_only_the_direction_of_u_counts() -> None:
    """The vector v is divided by its length, so a longer u gives the same estimate."""
    W = np.array([[1.0, 2.0], [0.0, -3.0]])
    assert spectral_norm_estimate(W, 5 * U) == pytest.approx(spectral_norm_estimate(W, U))


@given(matrices)
def test_estimates_rise_towards_the_largest_singular_value(W: np.ndarray) -> None:
    """Each step comes nearer to σ₁ and none exceeds it."""
    assume(np.linalg.norm(W.T @ U) > 1e-6)
    exact = np.linalg.norm(W, 2)
    estimates = [spectral_norm_estimate(W, U, n) for n in (1, 2, 5)]
    assert all(a <= b + 1e-9 for a, b in zip([0, *estimates], [*estimates, exact], strict=True))


def test_many_steps_give_the_spectral_norm() -> None:
    """For singular values apart from each other 50 steps reach σ₁."""
    W = np.array([[1.0, 2.0, 0.0], [0.0, -3.0, 1.0]])
    assert spectral_norm_estimate(W, U, 50) == pytest.approx(np.linalg.norm(W, 2))


def wrong_spectral_norm(W, u):
    W, u = np.array(W), np.array(u)
    v = W.T @ u / math.hypot(*(W.T @ u))
    exchanged = W @ u / math.hypot(*(W @ u))
    return {
        "frobenius-norm": math.hypot(*W.ravel()),
        "converged": np.linalg.svd(W, compute_uv=False)[0],
        "old-u-kept": math.hypot(*(W.T @ u)),
        "not-normalised": math.hypot(*(W @ W.T @ u)),
        "squared": math.hypot(*(W @ v)) ** 2,
        "transposes-exchanged": math.hypot(*(W.T @ exchanged)),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("gan.spectral-norm-power-step", wrong_spectral_norm)
