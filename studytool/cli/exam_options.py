"""The arguments of `studytool exam` and of its commands."""

from __future__ import annotations

from typing import Any, Final

from studytool.cli.commands import Commands, add_command, lazily
from studytool.cli.given import given_half_width
from studytool.cli.options import SAME_SEED, database, json_output
from studytool.text.exam_words import ENTRIES, MOCK_ENTRIES
from studytool.text.language import Language, Text

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
    ("--seed", "S", SAME_SEED),
)
EXAM_COMMANDS: Final[tuple[tuple[str, Text, tuple[Option, ...]], ...]] = (
    ("set", Text("set the exam to prepare for", "设定要准备的考试"), EXAM_OPTIONS),
    ("clear", Text("prepare for no exam any more", "取消考试设定"), ()),
    ("mock", Text("sit a mock exam in the plain terminal", "在普通终端中进行模拟考试"), MOCK_OPTIONS),
)


def add_exam(commands: Commands, language: Language) -> None:
    """The arguments of `exam` and of its commands."""
    help = Text(
        "where you stand before the exam; set it, clear it, sit a mock exam", "备考情况；设定、取消考试，模拟考试"
    )
    parser = add_command(commands, language, "exam", help, lazily("examining", "show"))
    database(parser, language)
    json_output(parser, language)
    inner = parser.add_subparsers(title="commands", metavar="COMMAND", dest="deed")
    for name, text, own in EXAM_COMMANDS:
        deed = add_command(inner, language, name, text, lazily("examining", f"{name}_exam"))
        for option, metavar, said in own:
            how: dict[str, Any] = {"required": True} if option == "--date" else {}
            if option != "name":
                how["type"] = given_half_width
            deed.add_argument(option, metavar=metavar, help=said[language], **how)
        database(deed, language)
        json_output(deed, language)
