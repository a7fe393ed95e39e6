from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.cnn.size import output_size
from studytool.topics.cnn.transposed import transposed_conv
from tests.topics.wrong_numbers import disagreements

NUMBERS = st.integers(-5, 5).map(float)
INPUT = st.lists(NUMBERS, min_size=2, max_size=5).map(np.array)
KERNEL = st.lists(NUMBERS, min_size=2, max_size=4).map(np.array)
STRIDE, PADDING = st.integers(1, 3), st.integers(0, 1)


def convolve(z: np.ndarray, w: np.ndarray, s: int, p: int) -> np.ndarray:
    """The forward cross-correlation with stride s and padding p."""
    padded, k = np.pad(z, p), len(w)
    return np.array([padded[i : i + k] @ w for i in range(0, len(padded) - k + 1, s)])


def test_by_hand():
    """Two inputs lay (1, 10, 100) down two places apart; with padding 1 the ends are cropped."""
    x, w = np.array([1.0, 2.0]), np.array([1.0, 10.0, 100.0])
    np.testing.assert_array_equal(transposed_conv(x, w, 2, 0), [1, 10, 102, 20, 200])
    np.testing.assert_array_equal(transposed_conv(x, w, 2, 1), [10, 102, 20])


@given(x=INPUT, w=KERNEL, s=STRIDE, p=PADDING)
def test_adjoint_of_the_convolution(x, w, s, p):
    """⟨conv(z), x⟩ = ⟨z, transposed(x)⟩ for every z: it is the adjoint, and not the inverse."""
    y = transposed_conv(x, w, s, p)
    basis = np.eye(len(y))
    np.testing.assert_allclose([convolve(z, w, s, p) @ x for z in basis], y, atol=1e-12)


@given(x=INPUT, w=KERNEL, s=STRIDE, p=PADDING)
def test_gives_back_a_size_that_the_convolution_takes(x, w, s, p):
    """The convolution of the output has the input's length again (Dumoulin & Visin, relationship 13)."""
    assert output_size(len(transposed_conv(x, w, s, p)), len(w), s, p) == len(x)


def wrong_transposed_conv(s, p, x, w):
    def laid_down(w, stride, crop):
        y = [0.0] * ((len(x) - 1) * stride + len(w))
        for i, one in enumerate(x):
            for j, weight in enumerate(w):
                y[i * stride + j] += one * weight
        return y[crop : len(y) - crop]

    return {
        "kernel-not-flipped": laid_down(w[::-1], s, p),
        "padded-by-p": laid_down(w, s, len(w) - 1 - p),
        "padding-ignored": laid_down(w, s, 0),
        "one-zero-too-many": laid_down(w, s + 1, p),
        "stride-ignored": laid_down(w, 1, p),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("cnn.transposed-conv-values", wrong_transposed_conv)
