from __future__ import annotations

import pytest

from studytool.text.language import Text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (Text("", "池化"), "the English text is empty"),
        (Text("Pooling", " "), "the Chinese text is empty"),
        (Text("Pooling 池化", "池化"), "the English text has Chinese in it: “池化”"),
        (Text("Pooling", "pooling"), "the Chinese text has no Chinese in it"),
    ],
)
def test_both_languages_are_whole(broken, only, text, said):
    """English in English, Chinese in Chinese, and neither empty."""
    field, _, en = only(broken(title=text), "texts")
    assert field == "title"
    assert said in en


def test_every_step_has_a_note(spoilt, only):
    """The note is what parts ask for."""
    field, line, en = only(spoilt("  # width of the output | 输出边长", ""), "texts")
    assert (field, line) == ("steps", 2)
    assert "“o = n + 1” has no note" in en


def test_a_reason_goes_on_in_a_sentence(broken, only):
    """Users read it within a line."""
    field, _, en = only(broken(without={"write": Text("it is printed.", "已印出")}), "texts")
    assert field == "without.write"
    assert "leave out the full stop" in en


def test_a_convention_may_be_a_formula(broken):
    """A formula is the same in both languages."""
    assert not broken(convention=Text("⌊x⌋", "⌊x⌋"))
