from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.questions.tolerance import cleared, same, tolerance, within

NUMBERS = st.floats(-1e6, 1e6).filter(lambda x: abs(x) > 1e-9)


@pytest.mark.parametrize(
    ("answer", "near"), [(1000.0, 1.0), (0.5, 5e-4), (0.2, 5e-4), (0.02, 2e-4), (-0.02, 2e-4), (0.0, 5e-4)]
)
def test_the_tolerance_follows_the_size(answer, near):
    """0.1 % of the answer, or 0.0005 where that is at most 1 % of it."""
    assert tolerance(answer, "float") == pytest.approx(near)
    assert tolerance(np.array([answer]), "vector") == pytest.approx([near])


@given(NUMBERS)
def test_four_digits_are_enough(answer):
    """An answer rounded to four significant digits is within its tolerance."""
    assert within(float(f"{answer:.4g}"), answer, tolerance(answer, "float"))


@given(NUMBERS)
def test_zero_is_no_answer_to_a_small_number(answer):
    """Nobody is right with 0, or with twice the answer."""
    near = tolerance(answer, "float")
    assert not within(0.0, answer, near)
    assert not within(2 * answer, answer, near)


@pytest.mark.parametrize("type", ["int", "integers", "shape", "choice"])
def test_whole_numbers_are_exact(type):
    """Integers, shapes and choices have no tolerance."""
    answer = 1_000_000 if type == "int" else np.array([1_000_000, 3])
    assert within(answer, answer, tolerance(answer, type))
    assert not within(answer + 1, answer, tolerance(answer, type))


def test_other_shapes_are_never_near():
    """A vector of another length is not the answer."""
    answer = np.array([1.0, 2.0])
    assert not within(np.array([1.0]), answer, tolerance(answer, "vector"))


@given(st.integers(500, 9999), st.sampled_from((-5, 5)), st.integers(-8, 8))
def test_the_edge_is_within(units, off, bits):
    """What is 0.0005 off is right, whichever way the last bits of a computed answer fell."""
    answer = units / 10_000 * (1.0 + bits * 2.0**-52)
    typed = (units + off) / 10_000
    assert within(typed, answer, tolerance(answer, "float"))


def test_a_blurred_zero_is_a_zero():
    """Alone, with a sign or within a vector; integers stay integers, and a small number stays what it is."""
    assert (cleared(-2.2e-16), str(cleared(-0.0)), cleared(1e-9), cleared(3)) == (0.0, "0.0", 1e-9, 3)
    assert cleared(np.array([1.5, -4e-17])).tolist() == [1.5, 0.0]
    assert cleared(np.array([0, 7])).dtype.kind == "i"


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("number", "room"), [(100.0, 1e-7), (0.1, 1e-10), (1e-3, 1e-12), (1e-4, 1e-12), (0.0, 1e-12)])
def test_two_computations_may_differ_by_rounding_alone(number, room, sign):
    """By 1e-9 of the number, and by no less than 1e-12 near 0, on either side and in any entry."""
    number *= sign
    for off in (room, -room):
        assert same(number + 0.9 * off, number, "float")
        assert not same(number + 1.1 * off, number, "float")
        assert same(np.array([1.0, number + 0.9 * off]), np.array([1.0, number]), "vector")
        assert not same(np.array([number + 1.1 * off, 1.0]), np.array([number, 1.0]), "vector")


def test_what_is_counted_is_computed_alike_or_not():
    """Exact types have no room, and values of different shapes are never the same."""
    assert same(10**6, 10**6, "int")
    assert not same(10**12 + 1, 10**12, "int")
    assert not same(np.array([1.0, 2.0]), np.array([1.0]), "vector")
    assert not same(np.array([1, 2]), np.array([1]), "integers")
    assert not same(float("nan"), 1.0, "float")
