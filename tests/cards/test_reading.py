from __future__ import annotations

import pytest

from studytool.cards.deck import Card
from studytool.cards.reading import load_decks, read_deck
from studytool.text.language import Text, UserError

DECK = """# Convolution · 卷积

Anything may stand here, even **Q** and an odd $.

## C-03.1 Output size · 输出尺寸

**Q** What is
the size?

**问** 尺寸
是多少？

**A** It is $o$.

- One.
- Two.

**答** 是 $o$。
下一行。

Source: Dumoulin & Visin 2016

## C-03.2 Again · 再来

**Q** Why?

**问** 为什么？

**A** Because.

**答** 因为。
"""
CARD = "# A · 甲\n## C-03.1 T\n"


def test_a_deck_reads_into_cards():
    """Title, ids, texts and source come out as they were written, with wrapped lines joined."""
    deck = read_deck(DECK, "cnn.md")
    assert (deck.chapter, deck.title) == ("cnn", Text("Convolution", "卷积"))
    assert deck.cards[0] == Card(
        "cnn/C-03/1",
        "card:cnn/C-03/1",
        Text("What is the size?", "尺寸是多少？"),
        Text("It is $o$.\n- One.\n- Two.", "是 $o$。下一行。"),
        "Dumoulin & Visin 2016",
    )
    assert deck.cards[1].source is None


def test_line_endings_do_not_matter():
    """A file saved on Windows reads the same."""
    assert read_deck(DECK.replace("\n", "\r\n"), "cnn.md") == read_deck(DECK, "cnn.md")


def test_a_line_break_beside_a_letter_is_a_space_in_chinese():
    """A wrapped Chinese line keeps the space that stands between Han and a Latin letter."""
    text = CARD + "**Q** q\n\n**问** 用\nReLU。\nLSTM\n\n**A** a\n\n**答** 答"
    assert read_deck(text, "x.md").cards[0].front.zh == "用 ReLU。LSTM"


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", 1, "expected the title"),
        ("Hello", 1, "expected the title"),
        ("\n# Only English", 2, "expected the title"),
        ("# A · 甲\n", 1, "expected a card"),
        ("# A · 甲\n## Output size", 2, "expected a heading such as"),
        ("# A · 甲\n## C-03.0 Zero", 2, "expected a heading such as"),
        ("# A · 甲\n# B · 乙", 2, "expected a heading such as"),
        (CARD + "text", 3, "expected **Q**"),
        (CARD + "**Q** a\n**Q** b", 4, "expected Q once"),
        (CARD + "**Q** $a", 3, "expected a second $"),
        (CARD + "**Q** a\n\n**A** b\n\n**答** 乙", 2, "expected a text after **问**"),
        (CARD + "**Q** a\n\n**问**\n\n**A** b\n\n**答** 乙", 2, "expected a text after **问**"),
        (DECK.replace("C-03.2", "C-03.1"), 23, "already on line 5"),
    ],
)
def test_a_malformed_deck_gives_one_clear_line(text, line, expected):
    """The error names the file, the line, and what was expected there, in both languages."""
    with pytest.raises(UserError) as caught:
        read_deck(text, "cnn.md")
    said = caught.value.text
    assert said.en.startswith(f"cnn.md, line {line}: ")
    assert expected in said.en
    assert said.zh.startswith(f"cnn.md 第 {line} 行：")
    assert "\n" not in said.en + said.zh


def test_a_missing_folder_is_named(tmp_path):
    """A folder that is not there is the user's error, not an empty course."""
    with pytest.raises(UserError, match="no such folder"):
        load_decks(tmp_path / "nowhere")


def test_a_file_in_another_encoding_is_named(tmp_path):
    """A deck that is not UTF-8 is refused by its name."""
    (tmp_path / "cnn.md").write_bytes("# A · 卷积".encode("gb18030"))
    with pytest.raises(UserError, match=r"cnn\.md: expected a readable UTF-8 file"):
        load_decks(tmp_path)


def test_chapters_come_in_the_order_of_the_course(tmp_path):
    """The six chapters keep their order and others follow by name."""
    for name in ("zebra", "gan", "apple", "rnn", "cnn"):
        (tmp_path / f"{name}.md").write_text(DECK, encoding="utf-8")
    assert [deck.chapter for deck in load_decks(tmp_path)] == ["cnn", "rnn", "gan", "apple", "zebra"]
