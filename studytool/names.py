"""The closed sets of names, chapters, modes and answer types, and the nearest one to a name that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final, Literal

from studytool.text.language import Text, UserError

CHAPTERS: Final = ("cnn", "rnn", "gnn", "generative", "rl", "gan")

Mode = Literal["forward", "parts", "choice"]
MODES: Final[tuple[Mode, ...]] = ("forward", "parts", "choice")

AnswerType = Literal["int", "float", "vector", "integers", "matrix", "shape", "choice"]
"""What is typed: `integers` is a vector compared exactly, `shape` likewise but written 3×224×224."""


def nearest(name: str, known: Iterable[str], what: Text) -> UserError:
    """The one line for a name that is not known: it says the nearest one that is."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.3)
    if close:
        hint = Text(f"the nearest is {close[0]}", f"最接近的是 {close[0]}")
    else:
        hint = Text(f"known: {', '.join(names[:8])}", f"可用的有 {', '.join(names[:8])}")
    return UserError(Text(f"unknown {what.en} {name!r}; {hint.en}", f"没有名为 {name} 的{what.zh}；{hint.zh}"))


def mode_named(name: str) -> Mode:
    """The mode of this name; UserError naming the nearest one if there is none."""
    for mode in MODES:
        if mode == name:
            return mode
    raise nearest(name, MODES, Text("mode", "模式"))


def chapter_named(name: str) -> str:
    """The chapter of this name; UserError naming the nearest one if there is none."""
    if name not in CHAPTERS:
        raise nearest(name, CHAPTERS, Text("chapter", "章"))
    return name
