from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.memory.marks import Calibration, prediction

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
