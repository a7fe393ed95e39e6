from __future__ import annotations

import pytest

BLOCK = """
    rounded-up  Rounding up | 向上取整
        n = ceil((l - k)/s)
        You rounded up: round down.
        你向上取整了：应向下取整。
    no-plus-one  Plus one left out | 漏掉加一
        o = n
        You left out the + 1.
        你漏了 + 1。
    first-weight  First weight | 用了第一个权重
        v = o*w_1
        You took the first weight.
        你用了第一个权重。
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("no-plus-one  Plus", "no-plus-one Plus", 5, "no head of a misconception"),
        ("漏掉加一", "", 5, "no head of a misconception"),
        ("        o = n\n", "        o : n\n", 5, "has no step"),
        ("        You left out the + 1.\n", "", 5, "needs what to tell in English"),
        ("        你漏了 + 1。\n", "", 5, "needs what to tell in English and then in Chinese"),
    ],
)
def test_a_block_that_cannot_be_read_is_told_once(broken, only, old, new, line, said):
    """With its line, and nothing else is looked at."""
    assert old in BLOCK
    field, where, en = only(broken(misconceptions=BLOCK.replace(old, new, 1)), "notation")
    assert (field, where) == ("misconceptions", line)
    assert said in en


def test_blocks_that_can_be_read_are_sound(broken):
    """The same text as it should be."""
    assert not broken(misconceptions=BLOCK, waived={"letters": "the texts are short"})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("o = n + 1", "o : n + 1", "neither a step"),
        (" | 输出边长", "", "one bar with white space"),
        ("o = n + 1", "for t in 1 to 3", "neither a step"),
    ],
)
def test_a_step_that_cannot_be_read_is_told_once(spoilt, only, old, new, said):
    """A colon for the equals sign, a note in one language, a loop without its dots."""
    field, line, en = only(spoilt(old, new), "notation")
    assert (field, line) == ("steps", 2)
    assert said in en


def test_a_type_that_there_is_not_is_told(broken, only):
    """With the nearest one."""
    assert "the nearest is float" in only(broken(type="floats"), "notation")[2]
