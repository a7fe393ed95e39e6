from __future__ import annotations

import math
from fractions import Fraction

import pytest

from studytool.answer.reading.exact import (
    APPLIED,
    NotReadError,
    as_float,
    bounded,
    exact_root,
    over,
    plus,
    power,
    settled,
    times,
)


@pytest.mark.parametrize("degree", range(2, 13))
def test_roots_that_come_out_are_exact_up_to_the_twelfth(degree):
    """Of whole numbers and of fractions; what does not come out has no exact root."""
    assert exact_root(3**degree, degree) == 3
    assert exact_root(Fraction(2**degree, 5**degree), degree) == Fraction(2, 5)
    assert exact_root(3**degree + 1, degree) is None
    assert exact_root(Fraction(2**degree, 5**degree + 1), degree) is None
    assert isinstance(power(3**degree, Fraction(1, degree)), int)


def test_a_root_beyond_the_twelfth_is_a_float():
    """Nobody writes one, and it is computed as every power is."""
    assert exact_root(2**13, 13) is None
    found = power(2**13, Fraction(1, 13))
    assert isinstance(found, float)
    assert found == pytest.approx(2)


def test_a_root_of_a_very_long_number_is_a_float():
    """A square root is exact however long the number; another one up to 999 bits, which a float holds."""
    assert exact_root(7**300, 2) == 7**150
    assert exact_root(2**1000, 4) is None
    assert exact_root(2**996, 4) == 2**249


def test_negative_numbers_have_no_roots():
    """Not even odd ones, which a power of a float has not."""
    for degree in (2, 3):
        with pytest.raises(NotReadError):
            exact_root(-8, degree)


def test_integers_are_exact_as_long_as_a_float_could_hold_them():
    """2^1023 is carried, 2^1024 is too large, and no fraction longer than the budget is carried exactly."""
    assert bounded(2**1023) == 2**1023
    with pytest.raises(NotReadError, match="too large"):
        bounded(2**1024)
    third = Fraction(1, 3)
    assert bounded(third) is third
    assert isinstance(bounded(Fraction(2**2047 + 1, 2**2047)), Fraction)
    assert isinstance(bounded(Fraction(2**2048 + 1, 2**2047)), float)
    assert isinstance(bounded(Fraction(2**2047 + 1, 2**2048)), float)
    assert bounded(Fraction(6, 2)) == 3


def test_what_is_too_near_0_is_refused():
    """The least that is told from 0 is 1e-300; 0 itself is 0."""
    assert as_float(0) == 0
    assert as_float(1e-300) == 1e-300
    for number in (9e-301, Fraction(1, 10**301), -9e-301):
        with pytest.raises(NotReadError, match="near 0"):
            as_float(number)
    with pytest.raises(NotReadError, match="near 0"):
        times(1e-200, 1e-200)
    assert times(0, 1e-200) == 0


def test_dividing_is_exact_where_it_can_be():
    """Whole numbers and fractions give a fraction, a float gives a float, and nothing is divided by 0."""
    assert over(1, 3) == Fraction(1, 3)
    assert over(6, 3) == 2
    assert over(1.5, 3) == 0.5
    for none in (0, 0.0, Fraction(0)):
        with pytest.raises(NotReadError, match="divides by 0"):
            over(1, none)


def test_powers_keep_their_sign_and_their_kind():
    """Exact for whole exponents, 1 and -1 however large the exponent is, and none of 0 to the 0."""
    assert power(2, 10) == 1024
    assert power(2, -2) == Fraction(1, 4)
    assert power(Fraction(4, 9), Fraction(3, 2)) == Fraction(8, 27)
    assert (power(1, 10**30), power(-1, 10**30), power(-1, 10**30 + 1)) == (1, 1, -1)
    assert power(-1.5, 3) == -3.375
    assert power(-1.5, 2) == 2.25
    assert power(0, 3) == 0
    with pytest.raises(NotReadError, match="divides by 0"):
        power(0, -1)
    with pytest.raises(NotReadError, match="not a real number"):
        power(0, 0)
    with pytest.raises(NotReadError, match="not a real number"):
        power(-2, 0.5)
    with pytest.raises(NotReadError, match="too large"):
        power(9, 9**9)


def test_a_graded_number_is_whole_where_it_is_whole():
    """An int, or a float that a fraction equals; a float that rounding has made whole stays a float."""
    assert isinstance(settled(4.0), int)
    assert settled(Fraction(1, 4)) == 0.25
    assert isinstance(settled(2.0**53), float)
    assert isinstance(settled(2.0**53 - 1), int)
    assert isinstance(settled(Fraction(10**20 + 1, 10**20)), float)
    assert settled(plus(Fraction(1, 3), Fraction(2, 3))) == 1
    assert math.isclose(settled(Fraction(1, 3)), 1 / 3)


@pytest.mark.parametrize(("name", "value", "exact"), [("log2", 8, 3), ("log2", 1, 0), ("log10", 1000, 3), ("ln", 1, 0)])
def test_logarithms_that_come_out_are_whole(name, value, exact):
    """A count may be written as one; what does not come out is a measured number."""
    found = APPLIED[name](value)
    assert (found, type(found)) == (exact, int)
    assert isinstance(APPLIED[name](value + 2), float)
