from __future__ import annotations

from collections import Counter

import pytest

from studytool.kinds.givens import decimal, integer, vector
from studytool.vetting import repeats


def test_too_few_different_questions_are_told(broken, sound):
    """With how many there seem to be, and how many are wanted."""
    few = {**sound.givens, "l": integer(20, 24), "w": vector(decimal(0.3, 0.5, 1), 2)}
    (found,) = [one for one in broken(givens=few) if one[0] == "repeats"]
    assert found[1] == "givens"
    assert "widen the givens to 10,000" in found[3]


@pytest.mark.parametrize(
    ("drawn", "alike", "too_many"), [(200, 2, False), (200, 8, False), (200, 9, True), (40, 3, True)]
)
def test_luck_is_no_fault(drawn, alike, too_many):
    """Ten thousand questions, each as likely, give two pairs in two hundred on average, and rarely nine."""
    counts = Counter(range(drawn - alike)) + Counter(range(alike))
    assert repeats.alike(counts) == alike
    assert repeats.pairs(counts) == drawn * (drawn - 1) // 2
    assert repeats.too_alike(counts) == too_many


@pytest.mark.parametrize(
    ("count", "mean", "tail"),
    [(0, 2.0, 1.0), (1, 2.0, 0.864665), (5, 2.0, 0.052653), (9, 1.99, 2.292e-4), (3, 0.078, 7.459e-5)],
)
def test_the_tail_of_poisson(count, mean, tail):
    """Sums of the terms that are left out: 1 − e⁻² = 0.864665, and so on."""
    assert repeats.poisson_tail(count, mean) == pytest.approx(tail, rel=1e-3)


def test_many_expected_pairs_do_not_underflow():
    """A million seeds expect tens of thousands of pairs."""
    assert repeats.poisson_tail(5000, 5000.0) == pytest.approx(0.5, abs=0.01)
    assert repeats.poisson_tail(5400, 5000.0) < 1e-6
