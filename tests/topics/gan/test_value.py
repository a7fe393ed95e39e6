from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.topics.gan.value import gan_value, optimal_discriminator
from tests.topics.nested_lists import mean
from tests.topics.wrong_numbers import disagreements

outputs = st.lists(st.floats(0.05, 0.95), min_size=1, max_size=4).map(np.array)
distributions = st.lists(st.floats(0.1, 1), min_size=3, max_size=3).map(lambda p: np.array(p) / sum(p))


def test_value_of_a_minibatch() -> None:
    """D(x) = (0.9, 0.8) and D(G(z)) = (0.1, 0.3) give −0.395270."""
    assert gan_value(np.array([0.9, 0.8]), np.array([0.1, 0.3])) == pytest.approx(-0.395270, abs=1e-6)


@pytest.mark.parametrize(("c", "value"), [(0.5, -1.386294), (0.7, -1.560648)])
def test_value_of_a_constant_discriminator(c: float, value: float) -> None:
    """V = ln c + ln(1 − c), whatever the batch sizes; −2 ln 2 for c = ½."""
    assert gan_value(np.full(2, c), np.full(3, c)) == pytest.approx(value, abs=1e-6)


@given(outputs, outputs)
def test_value_is_negative_and_depends_on_both_sides_alike(D_x: np.ndarray, D_G: np.ndarray) -> None:
    """Exchanging the roles of real and fake with D and 1 − D keeps V."""
    value = gan_value(D_x, D_G)
    assert value < 0
    assert gan_value(1 - D_G, 1 - D_x) == pytest.approx(value)


def test_optimal_discriminator_by_hand() -> None:
    """0.6 against 0.2 gives 3/4; a point that only the data has gives 1."""
    D = optimal_discriminator(np.array([0.6, 0.4, 0.0]), np.array([0.2, 0.0, 0.8]))
    assert pytest.approx([0.75, 1.0, 0.0]) == D


@given(distributions, distributions, st.floats(0.05, 0.95))
def test_no_discriminator_beats_the_optimal_one(p_d: np.ndarray, p_g: np.ndarray, D: float) -> None:
    """p_d ln y + p_g ln(1 − y) is largest at D*, point by point."""
    best = optimal_discriminator(p_d, p_g)
    reached = p_d * np.log(best) + p_g * np.log(1 - best)
    assert (reached >= p_d * np.log(D) + p_g * np.log(1 - D) - 1e-12).all()


@given(distributions)
def test_a_perfect_generator_leaves_a_coin_flip(p: np.ndarray) -> None:
    """D* is ½ everywhere where p_g = p_d."""
    assert optimal_discriminator(p, p) == pytest.approx([0.5, 0.5, 0.5])


def wrong_gan_value(D_x, D_G):
    def value(fake=lambda D: 1 - D, log=math.log, average=mean):
        return average([log(D) for D in D_x]) + average([log(fake(D)) for D in D_G])

    return {
        "fake-term-unreversed": value(fake=float),
        "discriminator-loss": -value(),
        "bits": value(log=math.log2),
        "halved": value() / 2,
        "summed-over-samples": value(average=sum),
        "log-of-mean": math.log(mean(D_x)) + math.log(1 - mean(D_G)),
    }


def wrong_optimal_discriminator(p_d, p_g):
    points = [*zip(p_d, p_g, strict=True)]
    right = [d / (d + g) for d, g in points]
    return {
        "generator-on-top": [1 - D for D in right],
        "density-ratio": [d / g for d, g in points],
        "divided-by-mixture": [2 * D for D in right],
        "made-to-sum-to-one": [D / sum(right) for D in right],
        "half-everywhere": [0.5] * len(right),
    }


@pytest.mark.parametrize(
    ("id", "by_hand"),
    [("gan.value", wrong_gan_value), ("gan.optimal-discriminator", wrong_optimal_discriminator)],
)
def test_misconceptions_give_what_they_say(id, by_hand):
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements(id, by_hand)
