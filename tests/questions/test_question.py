"""What a variant holds besides its numbers."""

from __future__ import annotations

import numpy as np
import pytest

from studytool.questions import bank
from studytool.questions.claims import wrong_value


@pytest.mark.kinds
def test_whoever_is_misled_has_the_misconceptions_values(kind):
    """Every misconception that stays within the formulas' domain is there, in order, with the number it leads to."""
    for seed in range(5):
        variant = bank.variant(kind, seed)
        with np.errstate(all="ignore"):
            expected = [(one.id, wrong_value(variant.values, kind.asked, plan)) for one, plan in variant.plans]
        found = [(one.id, values[kind.asked]) for one, values in variant.misled]
        assert [id for id, _ in found] == [id for id, wrong in expected if wrong is not None]
        assert all(np.array_equal(wrong, dict(expected)[id], equal_nan=True) for id, wrong in found)
