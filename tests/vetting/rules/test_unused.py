from __future__ import annotations

from studytool.kinds.givens import integer


def test_a_line_that_changes_nothing_is_told(spoilt, only):
    """A misconception whose line has a name that is no step would leave the answer right."""
    field, line, en = only(spoilt(None, "oo = n", of="no-plus-one"), "unused")
    assert (field, line) == ("mistakes.no-plus-one.steps", 1)
    assert "“oo = n” changes nothing" in en
    assert "the nearest is o" in en


def test_a_step_that_leads_to_nothing_is_told(broken, only, sound):
    """What neither the answer nor a condition nor a misconception uses."""
    longer = f"{sound.steps}\n        u = 2*k"
    field, line, en = only(broken(steps=longer), "unused")
    assert (field, line) == ("steps", 5)
    assert en.startswith("u leads to nothing")
    noted = f"{longer}  # twice the side | 边长的两倍"
    assert not broken(steps=noted, where=(*sound.where, "u > 0"))


def test_a_given_that_nothing_uses_is_told(broken, only, sound):
    """It may be a size or stand in a condition, but something must use it."""
    field, _, en = only(broken(givens={**sound.givens, "z": integer(1, 2)}), "unused")
    assert field == "givens.z"
    assert "nothing computes with it" in en
