from __future__ import annotations

import pytest

from studytool.text.language import Text


def test_a_letter_of_one_language_only_is_told(broken, changed, only):
    """A formula that is left out, or another letter for the same thing."""
    feedback = Text("You left out the + 1 of o = n + 1.", "你漏了 + 1：初始位置也算一个。")
    field, _, en = only(broken(misconceptions=changed("no-plus-one", feedback=feedback)), "letters")
    assert field == "mistakes.no-plus-one.feedback"
    assert "prints n, o" in en


@pytest.mark.parametrize("en", ["A window is a place. It has o rows.", "Rows: a place has o."])
def test_the_article_is_no_letter(broken, changed, en):
    """Neither at the start of a sentence nor within it."""
    feedback = Text(en, "输出边长为 o。")
    assert not broken(misconceptions=changed("no-plus-one", feedback=feedback))
