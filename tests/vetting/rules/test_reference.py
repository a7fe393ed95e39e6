from __future__ import annotations

import pytest


def test_a_disagreement_is_told_with_its_numbers(spoilt, broken, only, sound):
    """The givens, both numbers, and nothing else, whichever of the two is wrong."""
    field, _, en = only(spoilt("n + 1", "n - 1"), "reference")
    assert field == "reference"
    assert "l = 57, k = 4, s = 4, w = (0.7, 0.4) the reference gives 5.6 and v of the steps is 4.8" in en
    _, _, en = only(broken(reference=lambda l, k, s, w: sound.reference(l, k, s, w) + (l == 57)), "reference")
    assert "l = 57" in en


def test_what_the_reference_raises_is_told(broken, only):
    """With the first seed."""
    field, _, en = only(broken(reference=lambda w: w[7]), "reference")
    assert field == "reference"
    assert "seed 0 raises IndexError" in en


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"type": "int"}, "is no int: it should be a whole number"),
        ({"type": "matrix"}, "is no matrix: it should be a matrix"),
        ({"type": "integers"}, "it should be a vector"),
    ],
)
def test_an_answer_of_another_type_is_told(broken, changes, said):
    """The number of axes, and whole numbers where whole ones are asked for."""
    ((rule, field, _, en, _),) = [one for one in broken(**changes) if one[0] == "reference"]
    assert (rule, field) == ("reference", "type")
    assert said in en


def test_whole_numbers_are_asked_for_as_such(spoilt):
    """A float that is never one."""
    ((_, field, _, en, _),) = [
        one for one in spoilt("o*w_2", "o", reference=lambda l, k, s: (l - k) // s + 1) if one[0] == "reference"
    ]
    assert field == "type"
    assert "the type should be int" in en
