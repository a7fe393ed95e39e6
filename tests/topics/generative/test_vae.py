from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.questions import bank
from studytool.topics.generative.vae import discrete_elbo, gaussian_kl
from tests.topics.nested_lists import dot
from tests.topics.wrong_numbers import disagreements

PRIOR, LIKELIHOOD, Q = np.array([0.5, 0.5]), np.array([0.9, 0.2]), np.array([0.6, 0.4])


def test_narrow_gaussian() -> None:
    """N(1, 0.5²) is 0.818147 nats from N(0, 1), and N(0, 1) is 0 from itself."""
    assert gaussian_kl(np.array([1.0]), np.array([0.5])) == pytest.approx(0.818147, abs=1e-6)
    assert gaussian_kl(np.zeros(2), np.ones(2)) == 0


@given(mu=st.floats(-5, 5), sigma=st.floats(0.05, 5))
def test_divergence_is_never_negative(mu: float, sigma: float) -> None:
    """KL ≥ 0, and dimensions add up."""
    one = gaussian_kl(np.array([mu]), np.array([sigma]))
    assert one >= -1e-12
    assert gaussian_kl(np.array([mu, mu]), np.array([sigma, sigma])) == pytest.approx(2 * one)


def test_elbo_of_two_values() -> None:
    """With prior ½, likelihoods 0.9 and 0.2 and q = (0.6, 0.4) the bound is −0.727127, below log p = −0.597837."""
    assert discrete_elbo(PRIOR, LIKELIHOOD, Q) == pytest.approx(-0.727127, abs=1e-6)
    assert np.log(PRIOR @ LIKELIHOOD) == pytest.approx(-0.597837, abs=1e-6)


def test_the_gap_of_the_notes() -> None:
    """KL(q ‖ p(x|z)) as the gap gives −0.631817: the kind knows that number as a misconception."""
    kind = bank.find("generative.elbo-discrete")
    variant = bank.derive(kind, {"K": 2, "p_z": PRIOR, "p_x": LIKELIHOOD, "q": Q}, 0)
    assert variant is not None
    claimed = {claim.id: claim.value for claim in variant.claims}
    assert claimed["notes-gap"] == pytest.approx(-0.631817, abs=1e-6)


@given(p=st.floats(0.05, 0.95), q=st.floats(0.05, 0.95), x_1=st.floats(0.05, 1), x_2=st.floats(0.05, 1))
def test_elbo_is_a_bound_that_the_posterior_reaches(p: float, q: float, x_1: float, x_2: float) -> None:
    """ELBO ≤ log p(x), with equality where q is the posterior."""
    prior, likelihood = np.array([p, 1 - p]), np.array([x_1, x_2])
    evidence = np.log(prior @ likelihood)
    posterior = prior * likelihood / (prior @ likelihood)
    assert discrete_elbo(prior, likelihood, np.array([q, 1 - q])) <= evidence + 1e-12
    assert discrete_elbo(prior, likelihood, posterior) == pytest.approx(evidence, abs=1e-12)


def wrong_gaussian_kl(mu, sigma):
    def kl(term):
        return sum(map(term, mu, sigma)) / 2

    right = kl(lambda m, s: m**2 + s**2 - 1 - 2 * math.log(s))
    return {
        "deviation-for-variance": kl(lambda m, s: m**2 + s - 1 - math.log(s)),
        "half-forgotten": 2 * right,
        "logarithm-of-deviation": kl(lambda m, s: m**2 + s**2 - 1 - math.log(s)),
        "sign-of-logarithm": kl(lambda m, s: m**2 + s**2 - 1 + 2 * math.log(s)),
        "reverse": kl(lambda m, s: (m**2 + 1) / s**2 - 1 + 2 * math.log(s)),
        "mean-for-sum": right / len(mu),
    }


def wrong_elbo(K, p_z, p_x, q):
    def expected(weights, values):
        return sum(weight * math.log(value) for weight, value in zip(weights, values, strict=True))

    def kl(p, q):
        return expected(p, p) - expected(p, q)

    evidence, likelihood = math.log(dot(p_z, p_x)), expected(q, p_x)
    return {
        "notes-gap": evidence - kl(q, p_x),
        "kl-added": likelihood + kl(q, p_z),
        "kl-reversed": likelihood - kl(p_z, q),
        "logarithm-outside": math.log(dot(q, p_x)) - kl(q, p_z),
        "evidence": evidence,
        "kl-forgotten": likelihood,
        "summed-without-weights": expected([1] * K, p_x) - kl(q, p_z),
        "expectation-under-prior": expected(p_z, p_x) - kl(q, p_z),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("generative.gaussian-kl", wrong_gaussian_kl), ("generative.elbo-discrete", wrong_elbo)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
