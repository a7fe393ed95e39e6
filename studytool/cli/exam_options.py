"""The arguments of `studytool exam` and of its commands."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

Option = tuple[str, str, Text]
"""The argument, what stands for its value in the help, and the help."""

EXAM_OPTIONS: Final[tuple[Option, ...]] = (
    ("name", "NAME", Text("what it is called", "考试名称")),
    ("--date", "YYYY-MM-DD", Text("the day", "日期")),
    ("--time", "HH:MM", Text("when it begins (default: 09:00)", "开始时刻（默认：09:00）")),
    (
        "--zone",
        "ZONE",
        Text("the time zone, such as Europe/Berlin (default: yours)", "时区，如 Europe/Berlin（默认：本机）"),
    ),
    ("--chapters", "C[:W],…", Text("its chapters with weights (default: all alike)", "各章及权重（默认：各章相同）")),
    ("--minutes", "M", Text("your minutes a day (default: 40)", "每天的分钟数（默认：40）")),
    ("--questions", "N", Text("how many questions it has (default: 30)", "题数（默认：30）")),
)
MOCK_OPTIONS: Final[tuple[Option, ...]] = (
    ("--count", "N", Text("how many questions (default: as many as the exam)", "题数（默认：与考试相同）")),
    ("--minutes", "M", Text("the time limit (default: 3 a question)", "限时（默认：每题 3 分钟）")),
    ("--seed", "S", Text("same seed, same questions", "种子相同，题目相同")),
)
EXAM_COMMANDS: Final[tuple[tuple[str, Text, tuple[Option, ...]], ...]] = (
    ("set", Text("set the exam to prepare for", "设定要准备的考试"), EXAM_OPTIONS),
    ("clear", Text("prepare for no exam any more", "取消考试设定"), ()),
    ("mock", Text("sit a mock exam in the plain terminal", "在普通终端中进行模拟考试"), MOCK_OPTIONS),
)
