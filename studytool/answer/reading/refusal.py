"""Why an answer cannot be read: one line in both languages, with an example of what can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from studytool.course.answer_types import AnswerType
from studytool.formula.functions.function import Function
from studytool.text.language import Text

EXAMPLES: Final[dict[AnswerType, str]] = {
    "int": "12,544 (3·224·224, 2^10)",
    "float": "0.25 (1/4, 2.5e-1, 25%)",
    "vector": "(0.5, −1.2, 3)",
    "integers": "(2, 0, 1)",
    "matrix": "1 2; 3 4",
    "shape": "3×224×224",
    "choice": "b",
    "set": "{13, 14}",
    "formula": "floor((l + 2*p - k)/s) + 1",
}
LONGEST: Final = 24
NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was typed is no answer of the asked type; `reason` is the line that says why and what would be one."""

    reason: Text


def with_example(reason: Text, type: AnswerType, options: str = "") -> Unreadable:
    """The refusal of an answer of this type."""
    example = f"{options[:1] or 'a'}" if type == "choice" else EXAMPLES[type]
    return Unreadable(Text(f"{reason.en}. Example: {example}", f"{reason.zh}。例：{example}"))


def quoted(part: str) -> str:
    """A piece of what was typed, short enough for a line and with nothing in it that cannot be seen."""
    piece = part.strip() or part
    piece = piece if len(piece) <= LONGEST else f"{piece[:LONGEST]}…"
    return f"“{''.join(_visible(sign) for sign in piece)}”"


def _visible(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign in "\n\u00a0" else f"U+{ord(sign):04X}"


class NotReadError(Exception):
    """Reading stopped; `text` names the part that could not be read, without an example."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.text = Text(en, zh)

    @classmethod
    def empty(cls) -> NotReadError:
        """Nothing was typed, or only space."""
        return cls("Nothing is typed yet", "还没有输入")

    @classmethod
    def long(cls, length: int, most: int) -> NotReadError:
        """The text is over the budget."""
        return cls(f"{length} characters; at most {most} are read", f"有 {length} 个字符，最多 {most} 个")

    @classmethod
    def deep(cls, part: str) -> NotReadError:
        """The brackets are over the budget."""
        return cls(f"Too many brackets or signs inside each other at {quoted(part)}", f"{quoted(part)}处嵌套太深")

    @classmethod
    def digits(cls, part: str) -> NotReadError:
        """One literal is over the budget."""
        return cls(f"The number {quoted(part)} has too many digits", f"数{quoted(part)}的位数太多")

    @classmethod
    def hexadecimal(cls, part: str) -> NotReadError:
        """A number in base 16."""
        return cls(f"{quoted(part)} is in base 16: write it in base 10", f"{quoted(part)}是十六进制，要写成十进制")

    @classmethod
    def character(cls, part: str) -> NotReadError:
        """A sign that has no meaning in a number."""
        return cls(f"Cannot read {quoted(part)} in a number", f"无法识别{quoted(part)}，它不是数的一部分")

    @classmethod
    def name(cls, part: str) -> NotReadError:
        """A unit, a variable, a function that is not known."""
        return cls(
            f"Cannot read {quoted(part)}: no units and no names but pi, e, sqrt, exp, ln",
            f"无法识别{quoted(part)}：不写单位和变量，只能用 pi，e，sqrt，exp，ln",
        )

    @classmethod
    def call(cls, part: str) -> NotReadError:
        """A function without a number."""
        return cls(f"{quoted(part)} needs a number in brackets", f"{quoted(part)}后面要有括号中的数")

    @classmethod
    def value(cls, part: str) -> NotReadError:
        """Something stands where a number should."""
        return cls(f"A number is missing before {quoted(part)}", f"{quoted(part)}前面缺少一个数")

    @classmethod
    def unfinished(cls, part: str) -> NotReadError:
        """The text ends where a number should stand."""
        return cls(f"A number is missing after {quoted(part)}", f"{quoted(part)}后面缺少一个数")

    @classmethod
    def operator(cls, left: str, right: str) -> NotReadError:
        """Two things side by side."""
        return cls(
            f"An operator such as · is missing between {quoted(left)} and {quoted(right)}",
            f"{quoted(left)}与{quoted(right)}之间缺少运算符，如 ·",
        )

    @classmethod
    def several(cls, left: str, right: str) -> NotReadError:
        """More than one number where one belongs."""
        return cls(
            f"{quoted(left)} is followed by {quoted(right)}, but one number belongs here",
            f"{quoted(left)}后面还有{quoted(right)}，而这里只能有一个数",
        )

    @classmethod
    def bracket(cls, part: str) -> NotReadError:
        """A bracket without its partner."""
        return cls(f"The bracket {quoted(part)} has no partner", f"括号{quoted(part)}没有配对")

    @classmethod
    def two_ways(cls, part: str, one: str, other: str) -> NotReadError:
        """The text means two things; both are named."""
        return cls(
            f"{quoted(part)} can be read as {one} or as {other}: write the one that is meant",
            f"{quoted(part)}有两种读法，{one} 或 {other}：写明是哪一种",
        )

    @classmethod
    def dash(cls, part: str) -> NotReadError:
        """A dash between numbers may be a range."""
        return cls(
            f"The dash {quoted(part)} can be a minus or a range: write - for minus",
            f"{quoted(part)}可能是减号，也可能是范围：减号写 -",
        )

    @classmethod
    def signs(cls, part: str) -> NotReadError:
        """Two signs in a row."""
        return cls(f"Two signs in a row at {quoted(part)}: put brackets", f"{quoted(part)}处有两个连续的符号：要加括号")

    @classmethod
    def large(cls) -> NotReadError:
        """The value is beyond what a floating-point number holds."""
        return cls("The value is too large", "数值太大")

    @classmethod
    def small(cls) -> NotReadError:
        """The value is not 0 but nearer to 0 than a floating-point number can tell."""
        return cls("The value is too near 0 to be told from it", "数值太接近 0，无法与 0 区分")

    @classmethod
    def zero(cls) -> NotReadError:
        """A division by zero."""
        return cls("It divides by 0", "除数为 0")

    @classmethod
    def domain(cls) -> NotReadError:
        """A function outside its domain."""
        return cls(
            "It is not a real number (a root or logarithm of a negative number, or 0⁰)",
            "它不是实数（负数的根或对数，或 0⁰）",
        )

    @classmethod
    def whole(cls, part: str) -> NotReadError:
        """An entry that is not whole where only whole ones make sense."""
        return cls(
            f"The entry {quoted(part)} is not a whole number within 64 bits", f"元素{quoted(part)}不是 64 位以内的整数"
        )

    @classmethod
    def entry(cls) -> NotReadError:
        """Two separators in a row, or one at the end."""
        return cls("An entry is missing beside a separator", "分隔符旁边缺少一个元素")

    @classmethod
    def ragged(cls, row: int, length: int, first: int) -> NotReadError:
        """Rows of different lengths."""
        return cls(
            f"Row {row} has length {length}, but row 1 has length {first}",
            f"第 {row} 行的长度是 {length}，而第 1 行的长度是 {first}",
        )

    @classmethod
    def separators(cls, one: str, other: str) -> NotReadError:
        """Two kinds of separators in one list."""
        return cls(
            f"{quoted(one)} and {quoted(other)} both separate here: write a list with one of them",
            f"这里同时用{quoted(one)}和{quoted(other)}分隔：只用其中一种",
        )

    @classmethod
    def option(cls, part: str, options: str) -> NotReadError:
        """Not one of the letters of a choice."""
        en, zh = ", ".join(options) or "a–z", "，".join(options) or "a～z"
        return cls(f"{quoted(part)} is none of {en}", f"{quoted(part)}不是选项 {zh} 之一")

    @classmethod
    def sign(cls, part: str) -> NotReadError:
        """A sign that has no meaning in a formula."""
        return cls(f"Cannot read {quoted(part)} in a formula", f"无法识别{quoted(part)}，它不是公式的一部分")

    @classmethod
    def operand(cls, part: str) -> NotReadError:
        """An operator or a bracket stands where a value should."""
        return cls(f"A number or a name is missing before {quoted(part)}", f"{quoted(part)}前面缺少一个数或一个名称")

    @classmethod
    def incomplete(cls, part: str) -> NotReadError:
        """The formula ends where a value should stand."""
        return cls(f"A number or a name is missing after {quoted(part)}", f"{quoted(part)}后面缺少一个数或一个名称")

    @classmethod
    def unknown(cls, part: str, known: Sequence[str]) -> NotReadError:
        """A name that is no given, no earlier step and no function; says some that are."""
        more = "…" if len(known) > NAMED else ""
        return cls(
            f"{quoted(part)} is none of the names here: {', '.join(known[:NAMED])}{more}",
            f"这里没有名为{quoted(part)}的量，可用的有 {'，'.join(known[:NAMED])}{more}",
        )

    @classmethod
    def argument(cls, part: str) -> NotReadError:
        """A function without its brackets."""
        return cls(f"The function {quoted(part)} needs brackets: {part}(x)", f"函数{quoted(part)}要加括号：{part}(x)")

    @classmethod
    def arguments(cls, part: str, function: Function, count: int) -> NotReadError:
        """A call with too few or too many arguments."""
        least, most = function.least, function.most
        wanted = f"至少 {least}" if most is None else f"{least}" if least == most else f"{least} 到 {most}"
        return cls(
            f"The function {quoted(part)} takes {function.wanted}, not {count}",
            f"函数{quoted(part)}要有 {wanted} 个参数，而不是 {count} 个",
        )

    @classmethod
    def complicated(cls) -> NotReadError:
        """A formula of too many parts."""
        return cls("The formula has too many parts: write it shorter", "公式太复杂：写得短一些")
