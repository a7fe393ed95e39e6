from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.generative.rbm import cd1_update, energy

ZERO = np.zeros(1)
WEIGHTS = arrays(float, (2, 3), elements=st.floats(-2, 2))


def test_positive_weight_attracts() -> None:
    """With one weight 2 and no biases, both units are on with probability 0.711235."""
    on = np.exp([-energy(np.array([v]), np.array([h]), np.array([[2.0]]), ZERO, ZERO) for v in (0, 1) for h in (0, 1)])
    assert on[-1] / on.sum() == pytest.approx(0.711235, abs=1e-6)


@given(W=WEIGHTS, b=arrays(float, 2, elements=st.floats(-2, 2)), c=arrays(float, 3, elements=st.floats(-2, 2)))
def test_hidden_units_are_independent_given_the_visible(W: np.ndarray, b: np.ndarray, c: np.ndarray) -> None:
    """Summing e^−E over the hidden states gives e^(bᵀv) times the product of 1 + e^(c_j + (Wᵀv)_j)."""
    v = np.array([1, 0])
    states = itertools.product([0, 1], repeat=3)
    total = sum(np.exp(-energy(v, np.array(h), W, b, c)) for h in states)
    assert total == pytest.approx(np.exp(b @ v) * np.prod(1 + np.exp(c + v @ W)))


def test_update_without_weights_by_hand() -> None:
    """With all parameters 0 every probability is ½: ΔW is η(½ − ¼) where v is 1 and −η/4 where v is 0."""
    update = cd1_update(np.array([1, 0]), np.zeros((2, 3)), np.zeros(2), np.zeros(3), 0.2)
    assert update == pytest.approx(np.array([[0.05] * 3, [-0.05] * 3]))


@given(W=WEIGHTS, eta=st.floats(0.01, 1))
def test_update_is_bounded_and_has_the_sign_of_the_data(W: np.ndarray, eta: float) -> None:
    """Where the data is 0 the weight can only fall, and no step is longer than η."""
    update = cd1_update(np.array([1, 0]), W, np.zeros(2), np.zeros(3), eta)
    assert (update[1] < 0).all()
    assert (np.abs(update) < eta).all()
