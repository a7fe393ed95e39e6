from __future__ import annotations

import math

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from studytool.topics.cnn.batch_norm import batch_norm
from tests.topics.wrong_numbers import disagreements

CHANNEL = st.lists(st.integers(-50, 50), min_size=2, max_size=8).map(lambda x: np.array(x) / 10)
SCALE = st.floats(0.1, 3)
SHIFT = st.floats(-3, 3)


def test_one_two_three_four():
    """1, 2, 3, 4 become ±1.341635 and ±0.447212 (√(σ + ε) would give ±1.418606 and ±0.472869)."""
    y = batch_norm(np.array([1.0, 2.0, 3.0, 4.0]), 1.0, 0.0, 1e-5)
    np.testing.assert_allclose(y, [-1.341635, -0.447212, 0.447212, 1.341635], atol=5e-7)


def test_a_hundred_times_the_input():
    """The scale of the input does not matter: only ε tells 100x from x."""
    y = batch_norm(np.array([100.0, 200.0, 300.0, 400.0]), 1.0, 0.0, 1e-5)
    np.testing.assert_allclose(y[3], 1.341641, atol=5e-7)


@given(CHANNEL, SCALE, SHIFT, st.sampled_from([1e-5, 1e-3, 0.1]))
def test_mean_and_variance_of_the_output(x, gamma, beta, eps):
    """The output's mean is β and its variance γ²·σ²/(σ² + ε)."""
    y = batch_norm(x, gamma, beta, eps)
    np.testing.assert_allclose(y.mean(), beta, atol=1e-9)
    np.testing.assert_allclose(y.var(), gamma**2 * x.var() / (x.var() + eps), atol=1e-9)


@given(CHANNEL)
def test_it_can_be_the_identity(x):
    """With γ = √(σ² + ε) and β = μ the layer changes nothing."""
    assume(np.ptp(x) > 0)
    np.testing.assert_allclose(batch_norm(x, np.sqrt(x.var() + 0.01), x.mean(), 0.01), x, atol=1e-9)


def wrong_batch_norm(x, gamma, beta, eps):
    mu = sum(x) / len(x)
    squares = sum((one - mu) ** 2 for one in x)
    v = squares / len(x)

    def y(divisor, gamma=gamma, beta=beta, mu=mu):
        return [gamma * (one - mu) / divisor + beta for one in x]

    root = math.sqrt(v + eps)
    return {
        "deviation-under-the-root": y(math.sqrt(math.sqrt(v) + eps)),
        "unbiased-variance": y(math.sqrt(squares / (len(x) - 1) + eps)),
        "root-forgotten": y(v + eps),
        "not-scaled-and-shifted": y(root, 1, 0),
        "scale-and-shift-exchanged": y(root, beta, gamma),
        "mean-not-subtracted": y(root, mu=0),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("cnn.batch-norm-train", wrong_batch_norm)
