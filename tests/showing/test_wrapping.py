from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studytool.showing.wrapping import CLOSING, NO_BREAK, OPENING, shortened, with_units, wrap
from studytool.tui.widgets.givens import named, side_by_side

texts = st.text(st.sampled_from("输出的边长是多少，。（）好“”a1×− " + NO_BREAK), max_size=60)


@given(texts, st.integers(12, 60), st.integers(0, 4))
def test_lines_fit_and_lose_nothing(text, width, hanging):
    """No line is wider than asked, and all signs but white space are still there in order."""
    lines = wrap(text, width, hanging)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(
    st.text(st.sampled_from("输出的边长是多少，好a 1"), max_size=60).filter(
        lambda t: "，，" not in t and " ，" not in t
    )
)
def test_no_line_begins_with_a_closing_mark(text):
    """A mark stays with the character before it."""
    assert not [line for line in wrap(text.lstrip("，"), 16) if line[:1] in set(CLOSING)]


def test_brackets_stay_with_what_they_hold():
    """No line ends with an opening bracket."""
    for width in range(10, 40):
        lines = wrap("输出的边长是多少（即“o”的值）？两种：（一）向下取整，（二）向上取整。", width)
        assert not [line for line in lines if line[-1:] in set(OPENING) or line[:1] in set(CLOSING)]


def test_a_long_word_is_cut():
    """A word wider than the line does not leave the screen."""
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_no_break_space_binds():
    """A number stays with its unit at every width that has room for both, and the space is an ordinary one then."""
    for text, bound in (("about 30 min a day", "30 min"), ("大约每天 30 分钟，再多不行", "30 分钟，")):
        for width in range(10, 30):
            lines = wrap(with_units(text), width)
            assert any(bound in line for line in lines)
            assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_shortened_text_fits():
    """On one line, with an ellipsis only where something is left out, also of wide signs."""
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"
    assert shortened("输出的边长", 6) == "输出…"


def test_blocks_stand_side_by_side():
    """A name stands at the middle row of its matrix, and a vector at the height of its neighbour's middle."""
    blocks = [named("A", ["⎡1⎤", "⎢2⎥", "⎣3⎦"]), named("x", ["(1  2)"])]
    assert side_by_side(blocks, 40) == ["    ⎡1⎤", "A = ⎢2⎥   x = (1  2)", "    ⎣3⎦"]


def test_blocks_that_do_not_fit_begin_a_new_row():
    """The width decides how many stand beside each other."""
    blocks = [named("a", ["(1  2)"])] * 3
    assert side_by_side(blocks, 24) == ["a = (1  2)   a = (1  2)", "a = (1  2)"]
    assert side_by_side([named("a", ["(1111  2222  3333)"])], 14) == ["a = (1111", "    2222", "    3333)"]
