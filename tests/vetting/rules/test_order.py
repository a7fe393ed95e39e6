from __future__ import annotations


def test_a_circle_is_told_with_its_way(spoilt, only):
    """Steps that need each other have no order."""
    field, line, en = only(spoilt("(l - k)/s", "(o - k)/s"), "order")
    assert (field, line) == ("steps", 1)
    assert "n needs itself: n → o → n" in en
    field, line, en = only(spoilt("n + 1", "o + 1"), "order")
    assert (field, line) == ("steps", 2)
    assert "o → o" in en


def test_a_misconception_may_close_no_circle(spoilt, only):
    """A wrong line that uses what follows from it."""
    field, _, en = only(spoilt(None, "n = o", of="no-plus-one"), "order")
    assert field in {"mistakes.no-plus-one.steps", "steps"}
    assert "n → o → n" in en


def test_a_step_is_written_once(spoilt, only, broken, sound):
    """A second line of the same name would silently replace the first."""
    found = broken(steps=f"{sound.steps}\n        n = 2*k")
    field, line, en = only(found, "order")
    assert (field, line) == ("steps", 5)
    assert "n is written in line 1 already" in en
    assert {one[0] for one in spoilt("o = n + 1", "n = n + 1")} == {"names", "order"}


def test_a_step_has_a_name_of_its_own(broken, only, sound):
    """A step that is called like a given would replace it."""
    field, line, en = only(broken(steps=f"{sound.steps}\n        l = 2*k"), "order")
    assert (field, line) == ("steps", 5)
    assert "l is a given" in en
