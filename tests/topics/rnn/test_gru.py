from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.rnn.gru import reset_after, reset_before, sigmoid
from tests.topics.nested_lists import add, apply, sigmoids, tanh, times
from tests.topics.wrong_numbers import disagreements

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


def mixed(gate, one, other):
    """The gate's share of one, and the rest of the other."""
    return [z * a + (1 - z) * b for z, a, b in zip(gate, one, other, strict=True)]


def wrong_gru_step(x, h, W_r, U_r, b_r, W_z, U_z, b_z, W_n, U_n, b_n, c_n):
    r = sigmoids(add(apply(W_r, x), apply(U_r, h), b_r))
    z = sigmoids(add(apply(W_z, x), apply(U_z, h), b_z))

    def candidate(recurrent):
        return tanh(add(apply(W_n, x), b_n, recurrent))

    recurrent = add(apply(U_n, h), c_n)
    n = candidate(times(r, recurrent))
    return {
        "update-gate-of-chung": mixed(z, n, h),
        "reset-before-product": mixed(z, h, candidate(add(apply(U_n, times(r, h)), c_n))),
        "gates-exchanged": mixed(r, h, candidate(times(z, recurrent))),
        "recurrent-bias-outside": mixed(z, h, candidate(add(times(r, apply(U_n, h)), c_n))),
        "reset-forgotten": mixed(z, h, candidate(recurrent)),
    }


def wrong_gru_step_notes(x, h, W_r, U_r, W_z, U_z, W_h, U_h):
    r = sigmoids(add(apply(W_r, x), apply(U_r, h)))
    z = sigmoids(add(apply(W_z, x), apply(U_z, h)))

    def candidate(recurrent, squashed=tanh):
        return squashed(add(apply(W_h, x), recurrent))

    reset = apply(U_h, times(r, h))
    return {
        "update-gate-of-pytorch": mixed(z, h, candidate(reset)),
        "reset-after-product": mixed(z, candidate(times(r, apply(U_h, h))), h),
        "gates-exchanged": mixed(r, candidate(apply(U_h, times(z, h))), h),
        "sigmoid-for-tanh": mixed(z, candidate(reset, sigmoids), h),
        "reset-forgotten": mixed(z, candidate(apply(U_h, h)), h),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("rnn.gru-step", wrong_gru_step), ("rnn.gru-step-notes", wrong_gru_step_notes)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
