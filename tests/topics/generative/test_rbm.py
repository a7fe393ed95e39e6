from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studytool.topics.generative.rbm import cd1_update, energy
from tests.topics.nested_lists import dot
from tests.topics.wrong_numbers import disagreements

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


def wrong_rbm_energy(v, h, W, b, c):
    def energy(v=v, h=h, b=b, c=c, weights=-1, biases=-1):
        pairs = sum(W[i][j] * v[i] * h[j] for i in range(len(v)) for j in range(len(h)))
        return weights * pairs + biases * (dot(b, v) + dot(c, h))

    signs = [[2 * unit - 1 for unit in units] for units in (v, h)]
    return {
        "weights-repel": energy(weights=1),
        "no-minus": energy(weights=1, biases=1),
        "units-of-ising": energy(*signs),
        "biases-exchanged": energy(b=c, c=b) if len(v) == len(h) else math.nan,
        "biases-forgotten": energy(biases=0),
    }


def transposed(M):
    return [list(column) for column in zip(*M, strict=True)]


def activated(bias, M, v):
    """The sigmoid of bias + M v."""
    return [1 / (1 + math.exp(-b - dot(row, v))) for b, row in zip(bias, M, strict=True)]


def wrong_cd1_update(v, W, b, c, eta):
    up, down = transposed(W), W

    def change(up=up, down=down, eta=eta, reconstruct=activated, again=activated):
        h_0 = activated(c, up, v)
        v_1 = reconstruct(b, down, h_0)
        h_1 = again(c, up, v_1)
        return [[eta * (v[i] * h_0[j] - v_1[i] * h_1[j]) for j in range(2)] for i in range(2)]

    right = change()
    return {
        "phases-exchanged": [[-entry for entry in row] for row in right],
        "own-index": [[right[i][i]] * 2 for i in range(2)],
        "hidden-not-updated": change(again=lambda *_: activated(c, up, v)),
        "reconstruction-rounded": change(reconstruct=lambda *given: [int(p > 0.5) for p in activated(*given)]),
        "rate-forgotten": change(eta=1),
        "weights-transposed": change(up=W, down=up),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("generative.rbm-energy", wrong_rbm_energy), ("generative.cd1-update", wrong_cd1_update)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
