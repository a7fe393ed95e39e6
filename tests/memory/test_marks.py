from __future__ import annotations

from fractions import Fraction
from math import comb, exp, factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.marks import Calibration, _log_mass, _quantiles, prediction

marks = st.lists(st.floats(0, 1), min_size=1, max_size=30).map(np.array)
calibrations = st.integers(0, 300).flatmap(lambda n: st.builds(Calibration, st.just(n), st.floats(-n / 2, n / 2)))


@given(marks, st.integers(1, 120), calibrations)
def test_the_band_holds_the_mean_and_stays_within_the_scale(marks, questions, calibration):
    """0 <= low <= mean <= high <= 1, whatever the learner's log says."""
    said = prediction(marks, questions, calibration)
    assert 0 <= said.low <= said.mean <= said.high <= 1


def test_the_band_narrows_with_questions_and_with_evidence():
    """More questions leave less to luck, more own reviews less to the model; both leave something."""
    marks = np.full(10, 0.7)

    def width(questions, reviews):
        said = prediction(marks, questions, Calibration(reviews, 0.0))
        return said.high - said.low

    assert width(10, 0) > width(100, 0) > width(100, 200) > 0
    assert width(100, 200) == width(100, 5000)


def test_without_doubt_about_the_model_the_band_is_binomial():
    """Of 500 questions at 0.5 with much evidence, the band is that of the beta-binomial: 0.5 ± 1.28 sd."""
    said = prediction(np.full(3, 0.5), 500, Calibration(200, 0.0))
    sd = np.sqrt(0.25 * (1 / 500 * 220 / 221 + 1 / 221))
    assert said.high - said.low == pytest.approx(2 * 1.2816 * sd, rel=0.03)


def test_a_model_that_was_too_hopeful_is_taken_at_its_word_less():
    """Where fewer were recalled than predicted, the mean is lowered by the shrunken difference."""
    recall, recalled = np.full(80, 0.9), np.arange(80) < 48
    calibration = Calibration.of(recall, recalled)
    assert prediction(np.array([0.9]), 30, calibration).mean == pytest.approx(0.9 - 0.3 * 80 / 100)


def beta(a, b):
    """The beta function of two whole numbers, exactly."""
    return Fraction(factorial(a - 1) * factorial(b - 1), factorial(a + b - 1))


@pytest.mark.parametrize(("n", "a", "b"), [(1, 1, 1), (5, 2, 3), (7, 9, 1), (12, 1, 30)])
def test_the_masses_are_those_of_the_beta_binomial(n, a, b):
    """C(n, x) B(x + a, n - x + b)/B(a, b), in whole numbers; they sum to 1."""
    exact = [comb(n, right) * beta(right + a, n - right + b) / beta(a, b) for right in range(n + 1)]
    assert sum(exact) == 1
    assert [exp(_log_mass(right, n, a, b)) for right in range(n + 1)] == pytest.approx([float(one) for one in exact])


@pytest.mark.parametrize(("n", "m", "k"), [(4, 0.5, 2), (10, 0.8, 10), (10, 0.2, 10), (30, 0.9, 20)])
def test_the_band_leaves_out_a_tenth_at_either_end(n, m, k):
    """It begins and ends with the first number of right answers up to which lie at least 10 and 90 %."""
    a, b = Fraction(m).limit_denominator() * k, Fraction(1 - m).limit_denominator() * k
    below = [prod((a + i for i in range(x)), start=Fraction(1)) for x in range(n + 1)]
    above = [prod((b + i for i in range(x)), start=Fraction(1)) for x in range(n + 1)]
    mass = [comb(n, x) * below[x] * above[n - x] for x in range(n + 1)]
    share = [sum(mass[: x + 1]) / sum(mass) for x in range(n + 1)]
    low, high = (next(x for x in range(n + 1) if share[x] >= edge) for edge in (Fraction(1, 10), Fraction(9, 10)))
    assert _quantiles(n, m, k) == (low / n, high / n)
