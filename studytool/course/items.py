"""Items: what has a memory of its own, and the ids of misconceptions that stand joined in one text.

In the log and its caches an item is its key, `kind:cnn.conv-output-size`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Sort = Literal["kind", "card", "skill"]
SORTS: Final[tuple[Sort, ...]] = ("kind", "card", "skill")

TOGETHER: Final = "+"
"""What joins the ids of two misconceptions that explain an answer only together."""

EITHER: Final = "|"
"""What joins the ids of misconceptions each of which explains an answer alone."""


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of question, a card or an elementary skill, by its id."""

    sort: Sort
    id: str

    @property
    def key(self) -> str:
        """The item as the log has it."""
        return f"{self.sort}:{self.id}"

    @classmethod
    def of(cls, key: str) -> Item | None:
        """The item of this key; None where it is the key of none."""
        for sort in SORTS:
            if key.startswith(f"{sort}:"):
                return cls(sort, key.removeprefix(f"{sort}:"))
        return None

    @classmethod
    def named(cls, name: str) -> Item:
        """What an author calls so: the id of a kind has a dot in it, that of a skill has none."""
        return cls("kind" if "." in name else "skill", name)


def is_kind(key: str) -> bool:
    """Whether the item is a kind of question."""
    return key.startswith("kind:")


def is_card(key: str) -> bool:
    """Whether the item is a card."""
    return key.startswith("card:")


def apart(ids: str) -> tuple[str, ...]:
    """The ids of misconceptions that were joined into one text, either way."""
    return tuple(ids.replace(EITHER, TOGETHER).split(TOGETHER))


def chapter_of(key: str) -> str:
    """The chapter of an item: `kind:cnn.conv-output-size` and `card:cnn/C-03/1` belong to cnn."""
    name = key.partition(":")[2]
    return name.partition("/")[0].partition(".")[0]
