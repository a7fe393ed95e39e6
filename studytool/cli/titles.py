"""What the items of a list are called, beside the ids that other commands take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from studytool.cards.front import front
from studytool.cli.table import GAP, table
from studytool.course.index import entries
from studytool.course.items import Item
from studytool.showing.wrapping import shortened
from studytool.text.language import Language, Text

if TYPE_CHECKING:
    from studytool.cards.deck import Card

WIDTH: Final = 80
LEAST: Final = 20
"""The cells that a title has in any case."""


def titles_of(cards: Iterable[Card]) -> dict[str, Text]:
    """What every kind, and every card by the first line of its front, is called."""
    kinds = {Item("kind", entry.id).key: entry.title for entry in entries().values()}
    return kinds | {card.item: front(card) for card in cards}


def titled(rows: Sequence[Sequence[str]], titles: Mapping[str, Text], language: Language) -> str:
    """The rows, each of which begins with an item, as a table with the items' titles behind, cut at 80 cells."""
    taken = sum(max(map(cell_len, column)) + GAP for column in zip(*rows, strict=True))
    room = max(WIDTH - GAP - taken, LEAST)
    named = ((row, titles.get(row[0], Text("", ""))) for row in rows)
    return table([["", *row, shortened(title[language], room)] for row, title in named])
