from __future__ import annotations

import pytest

from studytool.course.items import Item, apart, chapter_of, is_card, is_kind


@pytest.mark.parametrize(
    "item", [Item("kind", "cnn.conv-output-size"), Item("card", "cnn/C-03/1"), Item("skill", "relu")]
)
def test_an_item_is_its_key(item):
    """The key tells the sort and the id, and is told apart from the others'."""
    assert Item.of(item.key) == item
    assert (is_kind(item.key), is_card(item.key)) == (item.sort == "kind", item.sort == "card")


@pytest.mark.parametrize("key", ["", "kind", "cnn.conv-output-size", "deck:cnn", "kinds:cnn.x"])
def test_what_is_no_key_is_no_item(key):
    """A log may name anything; only keys are items."""
    assert Item.of(key) is None
    assert not is_kind(key)


def test_authors_call_kinds_and_skills_by_name():
    """A kind's id has its chapter before a dot, a skill's has no dot."""
    assert Item.named("rnn.gru-step").key == "kind:rnn.gru-step"
    assert Item.named("sigmoid").key == "skill:sigmoid"


def test_an_item_has_a_chapter():
    """It stands before the dot of a kind and before the slash of a card."""
    assert [chapter_of(key) for key in ("kind:cnn.conv-output-size", "card:rl/Q-10/2")] == ["cnn", "rl"]


def test_joined_ids_come_apart():
    """Those that explain an answer together, and those of which any does."""
    assert apart("a+b") == apart("a|b") == ("a", "b")
    assert apart("a") == ("a",)
