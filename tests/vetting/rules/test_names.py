from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "l - k",
            "l - kk",
            1,
            "no given and no step is called kk, which “n = floor((l - kk)/s)” uses; the nearest is k",
        ),
        ("o*w_2", "O*w_2", 3, "called O, which “v = O*w_2” uses; the nearest is o"),
        ("o = n + 1", "oo = n + 1", 3, "called o, which “v = o*w_2” uses; the nearest is oo"),
        ("w_2", "w_3", 3, "no entry of w: it never has more than 2; use w_1 to w_2"),
        ("o*w_2", "o_1*w_2", 3, "write o[0] for o_1"),
        ("w_2", "w2", 3, "called w2"),
    ],
)
def test_a_name_that_means_nothing_is_told_with_the_nearest(spoilt, only, old, new, line, said):
    """One typo is one finding, though several lines and misconceptions may suffer from it."""
    field, number, en = only(spoilt(old, new), "names")
    assert (field, number) == ("steps", line)
    assert said in en


def test_a_name_within_a_loop_is_told_once(broken, only):
    """What is unknown at each turn is one finding."""
    steps = "for t in 1..len(w)\n    g_{t} = w_{t}*hh_{t-1}\nn = floor((l - k)/s)\no = n + 1\nv = o*w_2 + 0*g_1"
    field, line, en = only(broken(steps=steps), "names")
    assert (field, line) == ("steps", 2)
    assert "hh_0" in en


def test_misconceptions_and_conditions_are_looked_at(spoilt, broken, only):
    """A misconception may use its own steps; a condition may not use an entry that no step names."""
    field, line, en = only(spoilt(None, "o = m", of="no-plus-one"), "names")
    assert (field, line) == ("mistakes.no-plus-one.steps", 1)
    assert "called m" in en
    assert not spoilt(None, "m = n - 1 + 1\no = m", of="no-plus-one")
    field, line, en = only(broken(where=("(l - k) % s > 0", "ll > 2")), "names")
    assert (field, line) == ("where", 2)
    assert "the nearest is l" in en
