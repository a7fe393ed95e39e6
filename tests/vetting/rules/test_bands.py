from __future__ import annotations

from studytool.kinds.givens import integer, size


def test_too_few_steps_for_the_level(broken, only):
    """Three steps are no level 3."""
    field, _, en = only(broken(level=3), "bands")
    assert field == "steps"
    assert "seed 0 has 3 steps, and level 3 has 4 to 16" in en


def test_too_many_digits_for_the_level(broken, only, sound):
    """A pocket calculator is filled with three digits."""
    field, _, en = only(broken(givens={**sound.givens, "l": size(integer(1000, 1099))}), "bands")
    assert field == "givens"
    assert "a given of 4 significant digits" in en


def test_there_are_four_levels(broken, only):
    """A level that nothing promises anything about."""
    field, _, en = only(broken(level=5), "bands")
    assert field == "level"
    assert "there is no level 5; the levels are 1, 2, 3, 4" in en
