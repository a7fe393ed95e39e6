from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.gan.divergence import js, kl
from studytool.topics.gan.value import optimal_discriminator
from tests.topics.nested_lists import divergence
from tests.topics.wrong_numbers import disagreements

distributions = st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any).map(lambda p: np.array(p) / sum(p))
positive = st.lists(st.integers(1, 9), min_size=4, max_size=4).map(lambda p: np.array(p) / sum(p))


def test_published_js() -> None:
    """The distributions (½, ½, 0) and (¼, ¼, ½) have JS = 0.215762 nats."""
    assert js(np.array([0.5, 0.5, 0]), np.array([0.25, 0.25, 0.5])) == pytest.approx(0.215762, abs=1e-6)


@pytest.mark.parametrize(("n", "shared"), [(2, 0), (4, 1), (5, 3)])
def test_js_of_overlapping_uniforms(n: int, shared: int) -> None:
    """Uniform on n points each, k of them shared: (1 − k/n) ln 2; ln 2 where nothing is shared."""
    p, q = np.zeros(2 * n), np.zeros(2 * n)
    p[:n], q[n - shared : 2 * n - shared] = 1 / n, 1 / n
    assert js(p, q) == pytest.approx((1 - shared / n) * np.log(2))


def test_kl_of_a_point_against_a_coin() -> None:
    """KL((1, 0)‖(½, ½)) = ln 2, and infinite the other way round."""
    point, coin = np.array([1.0, 0.0]), np.array([0.5, 0.5])
    assert kl(point, coin) == pytest.approx(np.log(2))
    assert kl(coin, point) == np.inf


@given(positive, positive)
def test_kl_is_never_negative(p: np.ndarray, q: np.ndarray) -> None:
    """Gibbs' inequality; 0 for equal distributions."""
    assert kl(p, q) >= -1e-12
    assert kl(p, p) == 0


@given(distributions, distributions)
def test_js_is_symmetric_and_at_most_ln_2(p: np.ndarray, q: np.ndarray) -> None:
    """0 ≤ JS(p, q) = JS(q, p) ≤ ln 2."""
    assert js(p, q) == pytest.approx(js(q, p))
    assert -1e-12 <= js(p, q) <= np.log(2) + 1e-12


@given(positive, positive)
def test_the_value_at_the_optimal_discriminator(p: np.ndarray, q: np.ndarray) -> None:
    """V(G, D*) = 2 JS − 2 ln 2."""
    D = optimal_discriminator(p, q)
    value = p @ np.log(D) + q @ np.log(1 - D)
    assert value == pytest.approx(2 * js(p, q) - 2 * np.log(2))


def wrong_js(p, q):
    half, both = ([share * (one + other) for one, other in zip(p, q, strict=True)] for share in (0.5, 1))
    right = (divergence(p, half) + divergence(q, half)) / 2
    return {
        "without-half": 2 * right,
        "bits": right / math.log(2),
        "distance": math.sqrt(right),
        "kl-reversed": (divergence(half, p) + divergence(half, q)) / 2,
        "one-side-only": divergence(p, half) / 2,
        "mixture-not-halved": (divergence(p, both) + divergence(q, both)) / 2,
        "without-mixture": (divergence(p, q) + divergence(q, p)) / 2,
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("gan.js-divergence", wrong_js)
