from __future__ import annotations

import pytest

from studytool.kinds.givens import Hidden, integer
from studytool.text.language import Text

FREE = {"letters": "one language is looked at"}


@pytest.mark.parametrize(
    ("zh", "letter"),
    [
        ("应加上 q：再算一次。", "q"),
        ("宽度是 k_eff − ω。", "ω"),
        ("x̂ 才是输出。", "x̂"),
    ],
)
def test_a_letter_that_nothing_introduces_is_told(broken, only, changed, zh, letter):
    """Feedback may use givens, steps, and what the stem and the convention say."""
    field, _, en = only(
        broken(misconceptions=changed("no-plus-one", feedback=Text("Add it.", zh)), waived=FREE), "symbols"
    )
    assert field == "mistakes.no-plus-one.feedback"
    assert en.startswith(f"“{letter}” in")


@pytest.mark.parametrize(
    "zh",
    [
        "你用了 k 和 w_2，应为 o = n + 1。",
        "时刻 t 的值在第 i 行；边 i, j 也算。",
        "若有 m 个数，则取 m − 1 个。",
        "PyTorch 称之为 b_ih。",
        "用 tanh 和 ReLU 即可。",
    ],
)
def test_what_is_known_may_be_used(broken, changed, zh):
    """Givens, steps, counted letters, a library's own names, and words."""
    assert not broken(misconceptions=changed("no-plus-one", feedback=Text("Add it.", zh)), waived=FREE)


def test_a_notes_letter_is_looked_at(spoilt, only):
    """With its line."""
    field, line, _ = only(spoilt("| 输出边长", "| 边长 ξ", waived=FREE), "symbols")
    assert (field, line) == ("steps", 2)


def test_a_functions_letter_has_to_be_said(spoilt, broken, only, sound):
    """σ means many things: a solution that prints it for the sigmoid says so."""

    def squashed(l, k, s, w):
        from math import exp

        return sound.reference(l, k, s, w) + 1 / (1 + exp(-w[0]))

    changes = {"steps": sound.steps.replace("o*w_2", "o*w_2 + sigmoid(w_1)"), "reference": squashed}
    found = [one for one in broken(**changes) if one[0] == "symbols"]
    assert found[0][1] == "convention"
    assert "prints σ for sigmoid" in found[0][3]
    said = Text("rounded down; σ is the logistic function", "向下取整；σ 为 logistic 函数")
    assert not [one for one in broken(**changes, convention=said) if one[0] == "symbols"]


def test_a_hidden_given_in_the_solution_is_told(broken, sound):
    """Nobody has seen it."""
    stem = Text("A window with stride {s} goes over a {l}×{l} map w.", "窗口以步幅 {s} 扫过 {l}×{l} 的特征图 w。")
    changes = {"givens": {**sound.givens, "k": Hidden(integer(2, 5))}, "stem": stem}
    found = [one for one in broken(**changes) if one[0] == "symbols"]
    assert found[0][1:3] == ("steps", 1)
    assert "k is a hidden given" in found[0][3]
