from __future__ import annotations

import pytest

from studytool.kinds.givens import decimal, vector


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("floor((l - k)/s)", "floor((l - k)/s", 1, "2 “(” are opened and 1 “)” close"),
        ("floor((l - k)/s)", "floor((l - k)/s, 2)", 1, "floor takes 1 argument, not 2"),
        ("floor((l - k)/s)", "floor(l - k)/s)", 1, "1 “(” are opened and 2 “)” close"),
        ("floor", "flor", 1, "no function is called flor; the nearest is floor"),
        ("(l - k)/s", "(l k)/s", 1, "sign 14, “k)/s)”"),
        ("n + 1", "n + ", 2, "ends where a value is expected"),
        ("n + 1", "n, 1", 2, "sign 6, “,”"),
        ("n + 1", "n ÷ 1", 2, "sign 7, “÷”: write / for ÷"),
        ("n + 1", "n − 1", 2, "write - for −"),
        ("floor((l - k)/s)", "(l - k)//s", 1, "write floor(a/b) for a//b"),
        ("o*w_2", "2o*w_2", 3, "an operator between two values"),
        ("o*w_2", "max(o, axis=0)*w_2", 3, "write == for ="),
        ("o*w_2", "o*w[1", 3, "1 “[” are opened and 0 “]” close"),
        ("o*w_2", "o*w_{len(w}", 3, "1 “(” are opened and 0 “)” close"),
        ("o*w_2", "o × w_2", 3, "sign 7, “×”"),
    ],
)
def test_a_formula_that_cannot_be_read_is_named_with_its_line_and_place(spoilt, only, old, new, line, said):
    """One typo is one finding, with the line, the sign where reading stopped and the likeliest reason."""
    field, number, en = only(spoilt(old, new), "syntax")
    assert (field, number) == ("steps", line)
    assert said in en


def test_a_misconceptions_formula_is_read_too(spoilt, only):
    """The field says which misconception it is."""
    field, line, en = only(spoilt(None, "\n    o = n\n    v = (o\n", of="no-plus-one"), "syntax")
    assert (field, line) == ("mistakes.no-plus-one.steps", 2)
    assert "“v = (o”" in en


def test_conditions_and_draws_are_read(broken, only, sound):
    """A condition is named by its place in `where`, a draw by its given."""
    field, line, _ = only(broken(where=("l > 0", "(l - k % s > 0")), "syntax")
    assert (field, line) == ("where", 2)
    field, line, _ = only(broken(givens={**sound.givens, "w": vector(decimal(0.3, 1.9, 1), "2 +")}), "syntax")
    assert (field, line) == ("givens.w", None)
