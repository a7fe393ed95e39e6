from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.rnn.gru import reset_after, reset_before, sigmoid

ENTRY = st.floats(-2, 2)
VECTOR, MATRIX = arrays(float, 2, elements=ENTRY), arrays(float, (2, 2), elements=ENTRY)
AFTER = dict.fromkeys(("x", "h", "b_r", "b_z", "b_n", "c_n"), VECTOR) | dict.fromkeys(
    ("W_r", "U_r", "W_z", "U_z", "W_n", "U_n"), MATRIX
)
BEFORE = dict.fromkeys(("x", "h"), VECTOR) | dict.fromkeys(("W_r", "U_r", "W_z", "U_z", "W_h", "U_h"), MATRIX)


def test_sigmoid_by_hand():
    """σ(0) = ½ and σ(ln 3) = ¾."""
    np.testing.assert_allclose(sigmoid(np.array([0.0, np.log(3)])), [0.5, 0.75])


@pytest.mark.parametrize("size", [1, 3])
def test_zero_weights_halve_the_state(size):
    """Without weights every gate is ½ and the candidate 0: both forms halve the state."""
    h, W, b = np.full(size, 0.8), np.zeros((size, size)), np.zeros(size)
    np.testing.assert_allclose(reset_after(h, h, W, W, b, W, W, b, W, W, b, b), h / 2)
    np.testing.assert_allclose(reset_before(h, h, W, W, W, W, W, W), h / 2)


def test_scalar_by_hand():
    """Gates ¾ and ¼ on h = 0.4 with a candidate of tanh(1) give ¼·0.4 + ¾·tanh(1) where z keeps the old state."""
    one, zero, third = np.ones(1), np.zeros((1, 1)), np.log(3) * np.ones(1)
    h = np.array([0.4])
    h_new = reset_after(one, h, zero, zero, third, zero, zero, -third, zero, zero, one, 0 * one)
    np.testing.assert_allclose(h_new, 0.25 * 0.4 + 0.75 * np.tanh(1))


@given(st.fixed_dictionaries(AFTER))
def test_between_candidate_and_old_state(values):
    """The new state of the reset-after form is never further out than the old state and 1."""
    h_new = reset_after(**values)
    assert np.all(np.abs(h_new) <= np.maximum(np.abs(values["h"]), 1) + 1e-12)


@given(st.fixed_dictionaries(BEFORE))
def test_both_forms_agree_without_recurrent_candidate_weights(values):
    """With U_h = 0 the placement of the reset does not matter, and −W_z, −U_z swap z and 1 − z."""
    values["U_h"] = np.zeros((2, 2))
    b = np.zeros(2)
    after = reset_after(
        values["x"], values["h"], values["W_r"], values["U_r"], b, -values["W_z"], -values["U_z"], b,
        values["W_h"], values["U_h"], b, b,
    )  # fmt: skip
    np.testing.assert_allclose(after, reset_before(**values), atol=1e-12)
