from __future__ import annotations

import pytest

from studytool.kinds.givens import Hidden, integer
from studytool.text.language import Text

ALL = "{k} {s} {l}"


@pytest.mark.parametrize(
    ("en", "said"),
    [
        ("A {kk} {k} {s} {l}", "no shown given is called kk"),
        ("A {k} {l {s}", "a brace has no partner"),
        ("A {k:.2f} {s} {l}", "asks for more than a value"),
        ("A {w[0]} {s} {l}", "asks for more than a value"),
        ("A set {} {s} {l}", "asks for more than a value"),
    ],
)
def test_a_place_that_nothing_fills_is_told(broken, en, said):
    """A stem may print the shown givens, whole, and nothing else."""
    rule, field, line, told, _ = broken(stem=Text(en, f"取 {ALL}"))[0]
    assert (rule, field, line) == ("places", "stem", None)
    assert said in told


def test_both_languages_are_looked_at(broken):
    """A place that is wrong only in the Chinese text is told."""
    assert "called kk" in broken(stem=Text(ALL, "取 {kk} {s} {l}"))[0][3]


def test_a_hidden_given_cannot_be_printed(broken, sound):
    """Nobody has seen it."""
    found = broken(givens={**sound.givens, "k": Hidden(integer(2, 5))})
    assert found[0][:3] == ("places", "stem", None)
    assert "{k} is a hidden given" in found[0][3]


def test_feedback_fills_givens_and_conventions_fill_nothing(broken, changed):
    """A step's value stands in no feedback, and a convention is printed as it stands."""
    found = broken(misconceptions=changed("no-plus-one", feedback=Text("You took {n}.", "你取了 {n}。")))
    assert found[0][:2] == ("places", "mistakes.no-plus-one.feedback")
    found = broken(convention=Text("a window of {k}", "窗口为 {k}"))
    assert found[0][:2] == ("places", "convention")
    assert "nothing fills {k} here" in found[0][3]


def test_both_languages_print_the_same_givens(broken, only):
    """A number that only one reader sees."""
    stem = Text("A {k}×{k} window with stride {s} over {l}×{l}.", "{k}×{k} 的窗口扫过 {l}×{l}。")
    field, _, en = only(broken(stem=stem), "places")
    assert field == "stem"
    assert en.startswith("{s} stands in one language only")
