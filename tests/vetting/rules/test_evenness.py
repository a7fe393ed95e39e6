from __future__ import annotations

from dataclasses import replace

from studytool.kinds.draw import Draw


def test_an_order_that_is_not_drawn_is_told(broken, monkeypatch):
    """The right option always in the first place, the same line always spoilt."""
    monkeypatch.setattr(Draw, "shuffled", lambda _, items: list(items))
    found = [one for one in broken(seeds=200, few=200) if one[0] == "evenness"]
    assert {one[1] for one in found} == {"modes.choice", "modes.spot"}
    assert any("times in its places" in one[3] and ", 0, 0" in one[3] for one in found), found
    assert any("100% of the wrong lines are the same one" in one[3] for one in found)


def test_misconceptions_that_all_give_too_much_are_told(broken, sound):
    """Whoever takes the smallest option would always be right."""
    lines = ("o = n + 2", "o = n + 3", "v = 2*o*w_2")
    more = tuple(replace(one, steps=line) for one, line in zip(sound.mistakes, lines, strict=True))
    (found,) = [one for one in broken(misconceptions=more, seeds=200, few=200) if one[0] == "evenness"]
    assert found[1] == "modes.choice"
    assert "100% of the choices are got right" in found[3]


def test_few_questions_say_nothing(broken, monkeypatch):
    """A handful is uneven by luck."""
    monkeypatch.setattr(Draw, "shuffled", lambda _, items: list(items))
    assert not [one for one in broken(seeds=4, few=4) if one[0] == "evenness"]
