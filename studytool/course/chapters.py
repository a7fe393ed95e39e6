"""The chapters of the course, in their order."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text
from studytool.text.nearest import nearest

CHAPTERS: Final = ("cnn", "rnn", "gnn", "generative", "rl", "gan")


def in_course_order(chapter: str) -> tuple[int, str]:
    """A key to sort chapters by: those of the course in their order, then others by name."""
    return (CHAPTERS.index(chapter) if chapter in CHAPTERS else len(CHAPTERS)), chapter


def chapter_named(name: str) -> str:
    """The chapter of this name; UserError naming the nearest one if there is none."""
    if name not in CHAPTERS:
        raise nearest(name, CHAPTERS, Text("chapter", "章"))
    return name
