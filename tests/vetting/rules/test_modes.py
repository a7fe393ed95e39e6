from __future__ import annotations

from dataclasses import replace

from studytool.kinds.givens import one_of
from studytool.questions.modes import asking
from studytool.text.language import Text

REASON = Text("nothing can be hidden", "没有可隐藏的量")


def test_a_mode_without_a_reason(broken, only):
    """A kind that hides nothing says so."""
    field, _, en = only(broken(inverse=()), "modes")
    assert field == "inverse"
    assert "say in `without` why not" in en
    assert not broken(inverse=(), without={"inverse": REASON})
    field, _, en = only(broken(without={"inverse": REASON}), "modes")
    assert field == "inverse"
    assert "keep one of the two" in en


def test_one_line_cannot_be_spotted(broken, sound):
    """The wrong line of a solution of one line, and the missing one, need no search."""
    found = broken(
        steps="v = (floor((l - k)/s) + 1)*w_2  # weighted width | 加权边长",
        misconceptions=tuple(sound_of(sound)),
    )
    assert {one[1] for one in found if one[0] == "modes"} == {"modes.spot", "modes.fill"}


def sound_of(sound):
    """The misconceptions of the sound kind for a single step."""
    lines = ("v = (ceil((l - k)/s) + 1)*w_2", "v = floor((l - k)/s)*w_2", "v = (floor((l - k)/s) + 1)*w_1")
    for one, line in zip(sound.mistakes, lines, strict=True):
        yield replace(one, steps=line)


def test_a_mode_that_fails_is_told_with_its_seed(broken, only, monkeypatch, sound):
    """What a mode raises, and a mode that no draw can be asked in."""

    def failing(variant):
        raise RecursionError(variant.seed)

    monkeypatch.setitem(asking.ASKED, "write", failing)
    field, _, en = only(broken(), "modes")
    assert field == "modes.write"
    assert "seed 0 cannot be asked so: RecursionError: 0" in en
    monkeypatch.undo()
    found = broken(givens={**sound.givens, "s": one_of(3)}, inverse=("s",))
    assert ("modes", "modes.inverse") in {one[:2] for one in found}
