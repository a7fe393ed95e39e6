from __future__ import annotations

import pytest

from studytool.text.language import Text


@pytest.mark.parametrize(
    ("zh", "said"),
    [
        ("你漏了,应加上。", "“了,”: behind a Chinese character stands a full-width mark"),
        ("你漏了k，应加上。", "“了k”: put a space between"),
        ("你漏了 k个，应加上。", "“k个”: put a space between"),
        ("尺寸{k} 的窗口。", "“寸{”: put a space between"),
        ("你漏了「加一」。", "is no Chinese quotation mark"),
        ("你漏了， 应加上。", "no space stands beside a full-width mark"),
        ("您漏了加一。", "does not write 您; write 你"),
        ("你漏了权值。", "does not write 权值; write 权重"),
    ],
)
def test_a_textbook_would_not_print_that(broken, changed, zh, said):
    """Marks, spaces, quotes and words."""
    found = [
        one for one in broken(misconceptions=changed("no-plus-one", feedback=Text("No.", zh))) if one[0] == "chinese"
    ]
    assert found[0][1] == "mistakes.no-plus-one.feedback"
    assert said in found[0][3]


def test_notes_have_their_line(spoilt, only):
    """So that one finds them."""
    field, line, _ = only(spoilt("| 输出边长", "| 输出,边长"), "chinese")
    assert (field, line) == ("steps", 2)
