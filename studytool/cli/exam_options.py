"""The arguments of `studytool exam` and of its commands."""

from __future__ import annotations

from typing import Final

from studytool.text.exam_words import ENTRIES, MOCK_ENTRIES
from studytool.text.language import Text

Option = tuple[str, str, Text]
"""The argument, what stands for its value in the help, and the help."""

EXAM_OPTIONS: Final[tuple[Option, ...]] = (
    ("name", "NAME", ENTRIES["name"][1]),
    ("--date", "YYYY-MM-DD", ENTRIES["date"][1]),
    ("--time", "HH:MM", ENTRIES["time"][1]),
    ("--zone", "ZONE", ENTRIES["zone"][1]),
    ("--chapters", "C[:W],…", ENTRIES["chapters"][1]),
    ("--minutes", "M", ENTRIES["minutes"][1]),
    ("--questions", "N", ENTRIES["questions"][1]),
)
MOCK_OPTIONS: Final[tuple[Option, ...]] = (
    ("--count", "N", MOCK_ENTRIES["count"][1]),
    ("--minutes", "M", MOCK_ENTRIES["minutes"][1]),
    ("--seed", "S", Text("same seed, same questions", "种子相同，题目相同")),
)
EXAM_COMMANDS: Final[tuple[tuple[str, Text, tuple[Option, ...]], ...]] = (
    ("set", Text("set the exam to prepare for", "设定要准备的考试"), EXAM_OPTIONS),
    ("clear", Text("prepare for no exam any more", "取消考试设定"), ()),
    ("mock", Text("sit a mock exam in the plain terminal", "在普通终端中进行模拟考试"), MOCK_OPTIONS),
)
