from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.rnn.bptt import state_gradients, states, weight_gradient
from tests.topics.wrong_numbers import disagreements

NUMBER = st.floats(-1.5, 1.5)
SEQUENCE = st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=5).map(lambda pairs: np.array(pairs).T)
ZEROS = np.zeros(2)


def loss(w: float, h_0: float, u: float, x: np.ndarray, y: np.ndarray) -> float:
    """L = ½ Σ (h_t − y_t)²."""
    return float(np.sum((states(h_0, w, u, x)[1:] - y) ** 2) / 2)


def test_state_gradient_has_its_own_loss():
    """With w = 0.5, u = 1, x = (1, −0.5), ∂L/∂h₁ = 0.703108; the chain alone would give −0.058486."""
    h = states(0.0, 0.5, 1.0, np.array([1.0, -0.5]))
    delta = state_gradients(h, 0.5, ZEROS)
    np.testing.assert_allclose(delta[0], 0.703108, atol=5e-7)
    np.testing.assert_allclose(delta[0] - h[1], -0.058486, atol=5e-7)


def test_weight_gradient_of_the_same_network():
    """Its ∂L/∂w is −0.089085: only the second step counts, for h₀ = 0."""
    np.testing.assert_allclose(weight_gradient(0.0, 0.5, 1.0, np.array([1.0, -0.5]), ZEROS), -0.089085, atol=5e-7)


@given(w=NUMBER, u=NUMBER, h_0=NUMBER, pairs=SEQUENCE)
def test_central_difference(w, u, h_0, pairs):
    """The gradient is the slope of the loss in w."""
    x, y = pairs
    step = 1e-5
    slope = (loss(w + step, h_0, u, x, y) - loss(w - step, h_0, u, x, y)) / (2 * step)
    np.testing.assert_allclose(weight_gradient(h_0, w, u, x, y), slope, rtol=1e-5, atol=1e-6)


@given(w=NUMBER, u=NUMBER, h_0=NUMBER, pairs=SEQUENCE)
def test_no_gradient_where_every_target_is_met(w, u, h_0, pairs):
    """Targets that equal the states leave nothing to learn."""
    x, _ = pairs
    assert weight_gradient(h_0, w, u, x, states(h_0, w, u, x)[1:]) == 0


def wrong_bptt(w, u, h_0, x, y):
    a, h = [], [h_0]
    for x_t in x:
        a.append(w * h[-1] + u * x_t)
        h.append(math.tanh(a[-1]))
    errors = [h_t - y_t for h_t, y_t in zip(h[1:], y, strict=True)]
    slopes = [1 - h_t**2 for h_t in h[1:]]

    def gradient(errors=errors, slopes=slopes, states=h, back=w, uses=(0, 1, 2)):
        """∂L/∂w as a sum over paths: from the error at each time back to each use of w."""
        return sum(
            errors[t] * math.prod(slopes[use : t + 1]) * back ** (t - use) * states[use]
            for t in range(3)
            for use in uses
            if use <= t
        )

    return {
        "own-loss-forgotten": gradient(errors=[0, 0, errors[2]]),
        "last-time-only": gradient(uses=(2,)),
        "truncated-after-one-step": gradient(back=0),
        "derivative-of-the-pre-activation": gradient(slopes=[1 - a_t**2 for a_t in a]),
        "derivative-forgotten": gradient(slopes=[1, 1, 1]),
        "own-state-for-the-one-before": gradient(states=h[1:]),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("rnn.bptt-weight-gradient", wrong_bptt)
