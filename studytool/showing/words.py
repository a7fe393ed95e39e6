"""The fixed words around a question's blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from studytool.course.modes import Mode
from studytool.text.language import Text

QUIZ: Final = Text("Quiz", "测验")
KEY: Final = Text("Answer key", "答案")
ANSWER: Final = Text("Answer", "答案")
CONVENTION: Final = Text("Convention", "约定")
HINT: Final = Text("Hint", "提示")
SOLUTION: Final = Text("Worked solution", "详解")
MISTAKES: Final = Text("Common mistakes", "常见误区")
OPTIONS: Final = Text("Options", "选项")
SOURCE: Final = Text("Source", "出处")
LEVEL: Final = Text("level", "级别")
SEED: Final = Text("seed", "种子")
COLON: Final = Text(": ", "：")
SEVERAL: Final = Text(
    "Separate several values with commas, the smallest first.", "多个值从小到大写出，之间用逗号分隔。"
)
DIGITS: Final = Text("Give at least four significant digits.", "至少保留 4 位有效数字。")
OTHER_CONVENTION: Final = Text(" (right under another convention)", "（在另一约定下正确）")
MODE_WORDS: Final[Mapping[Mode, Text]] = {
    "forward": Text("one answer", "直接作答"),
    "parts": Text("step by step", "分步题"),
    "choice": Text("multiple choice", "选择题"),
    "inverse": Text("the other way round", "反求"),
    "spot": Text("spot the error", "找错"),
    "fill": Text("fill in", "补全"),
    "write": Text("write the formula", "写公式"),
}
