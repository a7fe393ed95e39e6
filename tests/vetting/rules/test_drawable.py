from __future__ import annotations

import pytest

from studytool.kinds.givens import integer


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("w_2", "w[2]", 3, "index 2 is out of bounds"),
        ("o*w_2", "o*w_2 + log(0)", 3, "ValueError"),
        ("o*w_2", "o*w_2/(n - n)", 3, "ZeroDivisionError"),
    ],
)
def test_a_step_without_a_value_is_told(spoilt, only, old, new, line, said):
    """A kind that draws nothing says which line of it never has a value, and why."""
    field, number, en = only(spoilt(old, new), "drawable")
    assert (field, number) == ("steps", line)
    assert "no variant in 2000 draws with seed 0" in en
    assert said in en


@pytest.mark.parametrize(
    ("changes", "field", "line", "said"),
    [
        ({"where": ("l > 0", "l > 100")}, "where", 2, "do not keep “l > 100”"),
        ({"where": ("v < 0",)}, "where", 1, "do not keep “v < 0”"),
    ],
)
def test_a_kind_that_keeps_nothing_says_by_what(broken, changes, field, line, said):
    """The commonest reason is told."""
    found = [one for one in broken(**changes) if one[0] == "drawable"]
    assert found[0][1:3] == (field, line)
    assert said in found[0][3]


def test_an_answer_that_gives_itself_away_is_told(spoilt, only):
    """An answer of 0, and one that is printed already."""
    field, line, en = only(spoilt("o*w_2", "o*w_2 - o*w_2"), "drawable")
    assert (field, line) == ("asked", None)
    assert "have the answer 0" in en
    _, _, en = only(spoilt("o*w_2", "l + 0*o*w_2"), "drawable")
    assert "have a printed given as their answer" in en


def test_too_few_claims_are_told(broken, only, sound):
    """A kind that wants to tell more than its numbers can."""
    few = {**sound.givens, "s": integer(1, 1)}
    field, _, en = only(broken(givens=few, where=(), claims=3), "drawable")
    assert field == "claims"
    assert "can tell fewer than 3 misconceptions" in en
    field, _, en = only(broken(givens=few, where=(), must_claim=("rounded-up",)), "drawable")
    assert field == "must_claim"
    assert "cannot tell rounded-up" in en


def test_a_kind_that_keeps_hardly_any_draw_is_told(broken, sound):
    """It is slow, and asks only corners of what its givens promise."""
    wide = {**sound.givens, "l": integer(20, 900)}
    (first, *_) = broken(givens=wide, where=("l % 100 == 87",))
    assert first[:3] == ("drawable", "where", 1)
    assert "of 400 draws make a variant" in first[3]
    assert not [one for one in broken(givens=wide, where=("l % 10 == 7",)) if one[0] == "drawable"]
