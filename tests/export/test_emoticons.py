"""Signs that Moodle would turn into faces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.export.emoticons import EMOTICONS, without_emoticons

PIECES = st.sampled_from([*EMOTICONS, "p", "x", " ", ":", "(", ")", "-", "<p>", "&lt;"])


@given(st.lists(PIECES).map("".join))
def test_no_emoticon_is_left_and_nothing_else_changes(html):
    """Taking out the places where a line may be broken gives the text back."""
    found = without_emoticons(html)
    assert not any(emoticon in found for emoticon in EMOTICONS)
    assert found.replace("<wbr>", "") == html


@pytest.mark.parametrize("formula", [r"\(p(y)\)", r"\(a\) and \(f(n)\)"])
def test_formulas_are_left_to_mathjax(formula):
    """An element within a formula would stop it from being drawn."""
    assert without_emoticons(formula) == formula
