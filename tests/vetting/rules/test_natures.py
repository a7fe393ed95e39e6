from __future__ import annotations

import pytest

from studytool.kinds.givens import decimal, fraction, integer, one_of, sample, size, vector


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("l", integer(20, 99), "say what it is"),
        ("k", one_of(2, 3, 5), "say what it is"),
        ("s", size(one_of(2, 2.5, 4)), "s must be whole numbers"),
        ("w", vector(fraction(decimal(0.3, 1.9, 1)), 2), "w must not be above 1"),
        ("w", vector(sample(decimal(0.3, 1.9, 1)), 2), "w must increase"),
    ],
)
def test_a_given_is_drawn_as_what_it_says_that_it_is(broken, sound, name, given, said):
    """A bare whole number that is never negative says too little; what is drawn outside its nature, too much."""
    found = [one for one in broken(givens={**sound.givens, name: given}) if one[0] == "natures"]
    ((_, field, _, en, _),) = found
    assert field == f"givens.{name}"
    assert said in en
