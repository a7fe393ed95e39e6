from __future__ import annotations

import pytest

from studytool.text.language import Text

FREE = {"letters": "one language is looked at"}


@pytest.mark.parametrize(
    ("en", "said"),
    [
        ("Take  it.", "two spaces"),
        ("Take it , twice.", "no space stands before a mark"),
        ("It spans d·(k - 1) pixels.", "a hyphen stands for minus"),
        ("Use -1 there.", "a hyphen stands for minus"),
        ("And so on...", "three dots stand for an ellipsis"),
        ("It spans d*k.", "write · for a product"),
        ("A 3x3 window.", "write × for “by”"),
        ("Only if k <= s.", "write ≤, ≥ or ≠"),
        ("The window’s width.", "write a straight apostrophe"),
        ("Take it，twice.", "full-width mark"),
        ("Take sqrt of it.", "write √ for sqrt"),
        (" Take it.", "space stands around the text"),
        ("Take the the width.", "says a word twice"),
        ("Take it", "ends in a full stop"),
        ("take it.", "begins with a capital letter"),
    ],
)
def test_a_textbook_would_not_print_that(broken, only, changed, en, said):
    """Signs of the field, one space, whole sentences."""
    wrong = changed("no-plus-one", feedback=Text(en, "应加一。"))
    field, _, told = only(broken(misconceptions=wrong, waived=FREE), "english")
    assert field == "mistakes.no-plus-one.feedback"
    assert said in told


@pytest.mark.parametrize(
    "en", ["A one-dimensional map.", "It is d·(k − 1) + 1.", "Q-learning takes max(0, 1).", "h_t counts: it is first."]
)
def test_a_textbook_would_print_that(broken, changed, en):
    """Hyphens within words, products, and a sentence that begins with a symbol."""
    assert not [
        one
        for one in broken(misconceptions=changed("no-plus-one", feedback=Text(en, "应加一。")))
        if one[0] == "english"
    ]
