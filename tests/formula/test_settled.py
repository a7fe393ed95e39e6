from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.formula.settled import condition

BITS = st.integers(-8, 8).map(lambda bits: 1.0 + bits * 2.0**-52)


@given(st.integers(1, 99), BITS, BITS)
def test_the_last_bits_decide_nothing(hundredths, one, other):
    """A number of two decimals lies on its edge, however it was rounded: alone, in a vector, in a product."""
    edge = hundredths / 100
    values = {"x": edge * one, "v": np.array([edge * one, edge * other]), "I": np.eye(2)}
    for text in (f"x >= {edge}", f"min(v) >= {edge}", f"max(v) <= {edge}", f"(I @ v)[0] == {edge}", "v[0] == v[1]"):
        assert condition(text)(values), text
    assert not condition(f"x > {edge}")(values)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("n % 3 == 1", True),
        ("x > 0.05", True),
        ("x > 0.06", False),
        ("sum(1*(Z > 0)) == 1", True),
        ("n/3 > 3.33", True),
    ],
)
def test_what_is_apart_is_told_apart(text, holds):
    """Integers stay integers, a blurred zero is no positive number, and the ninth decimal counts."""
    assert bool(condition(text)({"n": 10, "x": 0.05 + 1e-9, "Z": np.array([1e-17, 0.1, -1e-17])})) is holds
