from __future__ import annotations

import pytest

from studytool.text.language import Text


def test_three_at_least(broken, sound):
    """Fewer misconceptions make no multiple choice."""
    found = [one for one in broken(misconceptions=sound.mistakes[:2]) if one[0] == "mistakes"]
    assert found[0][1:3] == ("mistakes", None)
    assert "there are 2" in found[0][3]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"id": "No_PlusOne"}, "mistakes.No_PlusOne", "is no id"),
        ({"id": "rounded-up"}, "mistakes.rounded-up", "stands for two misconceptions"),
        ({"name": Text("Plus one left out.", "漏掉加一")}, "mistakes.no-plus-one.name", "leave out the full stop"),
        ({"name": Text("Plus one left out", "漏掉加一。")}, "mistakes.no-plus-one.name", "leave out the full stop"),
        ({"name": Text("You left it out", "漏掉加一")}, "mistakes.no-plus-one.name", "speaks to the reader"),
        ({"name": Text("Plus one left out", "你漏掉加一")}, "mistakes.no-plus-one.name", "speaks to the reader"),
        ({"name": Text("Plus one left out of " * 4, "漏掉加一")}, "mistakes.no-plus-one.name", "a name has at most 60"),
        ({"name": Text("Rounding up", "漏掉加一")}, "mistakes.no-plus-one.name", "stands for two misconceptions"),
    ],
)
def test_ids_and_names(broken, changed, changes, field, said):
    """An id is kebab-case and its own; a name is a short phrase of its own that is true without the question."""
    found = [one for one in broken(misconceptions=changed("no-plus-one", **changes)) if one[0] == "mistakes"]
    assert found[0][1] == field
    assert said in found[0][3]


def test_a_misconception_gets_something_wrong(broken, changed):
    """A misconception without a line leaves every step right."""
    found = broken(misconceptions=changed("no-plus-one", steps="\n"))
    assert ("mistakes", "mistakes.no-plus-one.steps") in {one[:2] for one in found}
