from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studytool.tui.widgets.title_bar import fitted


@given(st.text("ab 卷积网络·", max_size=30), st.integers(0, 40))
def test_a_title_fills_its_room_and_tells_that_it_was_cut(text, room):
    """It has exactly the cells there are; where it is longer, it ends in an ellipsis, else it is whole."""
    line = fitted(text, room)
    assert cell_len(line) == room
    if cell_len(text) <= room:
        assert line.startswith(text)
    elif room:
        assert line.rstrip().endswith("…")
        assert text.startswith(line.rstrip().removesuffix("…"))
