from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.questions import bank
from studytool.topics.generative.mmd import mmd_squared
from tests.topics.wrong_numbers import disagreements

SAMPLE = st.lists(st.floats(-3, 3), min_size=1, max_size=5).map(np.array)


def test_shifted_sample() -> None:
    """{0, 1} and {1, 2} with bandwidth 1 are 0.432332 apart."""
    assert mmd_squared(np.array([0, 1]), np.array([1, 2]), 1) == pytest.approx(0.432332, abs=1e-6)


@pytest.mark.parametrize(("mistake", "value"), [("cross-term-once", 1.019432), ("unbiased", 0.038863)])
def test_other_formulas_are_known(mistake: str, value: float) -> None:
    """The notes' cross term gives 1.019432 for these samples, the unbiased estimate 0.038863."""
    givens = {"x": np.array([0, 1]), "y": np.array([1, 2]), "sigma": 1}
    variant = bank.derive(bank.find("generative.mmd-rbf"), givens, 0)
    assert variant is not None
    assert {claim.id: claim.value for claim in variant.claims}[mistake] == pytest.approx(value, abs=1e-6)


@given(x=SAMPLE, y=SAMPLE, sigma=st.floats(0.3, 3))
def test_a_squared_distance(x: np.ndarray, y: np.ndarray, sigma: float) -> None:
    """MMD² is symmetric, never negative, 0 between equal samples, and at most 2."""
    value = mmd_squared(x, y, sigma)
    assert value == pytest.approx(mmd_squared(y, x, sigma), abs=1e-12)
    assert -1e-12 <= value <= 2
    assert mmd_squared(x, x, sigma) == pytest.approx(0, abs=1e-12)


def wrong_mmd(x, y, sigma):
    def gaussian(a, b, width=2 * sigma**2, power=2):
        return math.exp(-(abs(a - b) ** power) / width)

    def mean(one, other, **rule):
        return sum(gaussian(a, b, **rule) for a in one for b in other) / len(one) / len(other)

    def mmd2(cross=2, **rule):
        return mean(x, x, **rule) + mean(y, y, **rule) - cross * mean(x, y, **rule)

    return {
        "cross-term-once": mmd2(cross=1),
        "two-forgotten": mmd2(width=sigma**2),
        "not-squared": mmd2(power=1),
        "unbiased": gaussian(*x) + gaussian(*y) - 2 * mean(x, y),
        "root-taken": math.sqrt(mmd2()),
    }


def test_misconceptions_give_what_they_say():
    """The number of each misconception is what somebody gets who does what its explanation says."""
    assert not disagreements("generative.mmd-rbf", wrong_mmd)
