from __future__ import annotations

from studytool.kinds.draw import Computed, Drawn, Hidden, decimal, integer, vector


def test_a_given_may_use_only_those_before_it(broken, only, sound):
    """Sizes and formulas of draws name givens, in their order."""
    entry = decimal(0.3, 1.9, 1)
    field, line, en = only(broken(givens={**sound.givens, "w": vector(entry, "m")}), "draws")
    assert (field, line) == ("givens.w", None)
    assert "no given before it is called m, which “m” uses; there are l, k, s" in en
    late = {"c": Computed("k*l"), **sound.givens}
    assert {found[1] for found in broken(givens=late)} == {"givens.c"}


def test_a_draw_that_raises_is_named(broken, only, sound):
    """Code that fails for some seed is told with what it raised."""

    def picky(stream, earlier):
        return 1 // stream.below(4)

    field, _, en = only(broken(givens={**sound.givens, "z": Drawn(picky)}), "draws")
    assert field == "givens.z"
    assert "ZeroDivisionError" in en


def test_a_kind_needs_givens(broken):
    """A kind that draws nothing asks one question for ever."""
    assert ("draws", "givens") in {found[:2] for found in broken(givens={})}


def test_a_size_may_be_a_formula(broken, sound):
    """A hidden size that a vector uses is sound."""
    given = {**sound.givens, "w": vector(decimal(0.3, 1.9, 1), "m")}
    assert not broken(givens={"m": Hidden(integer(2, 3)), **given})
