from __future__ import annotations


def test_bounds_and_braces_know_only_the_givens(spoilt, broken, only):
    """A line is written out before anything is computed."""
    field, line, en = only(spoilt("w_2", "w_{len(ww)}"), "scopes")
    assert (field, line) == ("steps", 3)
    assert "ww in “v = o*w_{len(ww)}” is none; the nearest is w" in en
    steps = "for t in 1..len(W)\n    g_{t} = w_{t}*l\nn = floor((l - k)/s)\no = n + 1\nv = o*w_2 + 0*g_1"
    field, line, en = only(broken(steps=steps), "scopes")
    assert (field, line) == ("steps", 2)
    assert "W in “g_{t} = w_{t}*l” is none; the nearest is w" in en
    _, line, _ = only(broken(steps=steps.replace("len(W)", "l - n")), "scopes")
    assert line == 2


def test_the_index_belongs_to_its_loop(spoilt, broken, only):
    """Outside of the loop it is no name."""
    steps = "for t in 1..2\n    g_{t} = w_{t}*l\nn = floor((l - k)/s)\no = n + 1\nv = o*w_2 + 0*g_{t}"
    _, line, en = only(broken(steps=steps), "scopes")
    assert line == 5
    assert en.startswith("the bounds of a loop and what stands in braces are known from the givens alone, and t in")
    found = broken(steps=steps.replace("0*g_{t}", "0*g_2"))
    assert {one[0] for one in found} == {"texts"}
