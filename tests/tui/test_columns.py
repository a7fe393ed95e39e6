from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studytool.tui.columns import columns

cells = st.text("ab 1%卷积网络", max_size=12)
tables = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1))


@given(tables, st.integers(0, 2))
def test_every_cell_is_shown_whole_and_columns_begin_or_end_together(rows, names):
    """Nothing is cut; figures end in the same cell, names begin in the same."""
    lines = columns(rows, names)
    assert len(lines) == len(rows)
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row, line in zip(rows, lines, strict=True):
        kept = line + " " * (sum(widths) + 2 * (len(widths) - 1) - cell_len(line))
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            piece, kept = _split(kept, width)
            assert piece == (cell.ljust(len(piece)) if place < names else cell.rjust(len(piece)))
            kept = kept[2:]


def _split(text, width):
    """The first cells of a text, and the rest."""
    size = next(size for size in range(len(text) + 1) if cell_len(text[:size]) >= width)
    return text[:size], text[size:]
