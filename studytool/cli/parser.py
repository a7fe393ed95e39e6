"""The whole command line: every command, in the order of the help."""

from __future__ import annotations

from typing import Final

from studytool.cli.commands import Commands, add_command, lazily
from studytool.cli.exam_options import add_exam
from studytool.cli.help_parser import Parser, Version
from studytool.cli.keeping_options import add_keeping
from studytool.cli.options import help_option, interface
from studytool.cli.progress_options import add_doctor, add_fit, add_settings, add_stats, add_where
from studytool.cli.question_options import add_ask, add_check, add_export, add_kinds, add_show, add_solve
from studytool.cli.quiz_options import add_quiz
from studytool.cli.vetting_options import add_stress, add_verify, add_vet
from studytool.text.language import Language, Text

INTRODUCTION = Text(
    "Learn deep learning by computing it. Without a command, the terminal interface starts.",
    "通过计算来学习深度学习。不带命令时启动终端界面。",
)


def add_completion(commands: Commands, language: Language) -> None:
    """The arguments of `completion`."""
    help = Text("print a completion script for your shell", "打印 shell 补全脚本")
    parser = add_command(commands, language, "completion", help, lazily("completion", "completion"))
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"))


LEARNING: Final = (add_quiz, add_exam, add_kinds, add_ask, add_check, add_solve, add_show, add_export)
KEEPING: Final = (add_stats, add_settings, add_fit, add_where, add_doctor, add_keeping)
ADDED: Final = (*LEARNING, add_verify, add_stress, add_vet, *KEEPING, add_completion)
"""The commands in the order in which the help lists them."""


def make_parser(language: Language) -> Parser:
    """The parser of the whole command line, its help in this language."""
    parser = Parser(prog="studytool", description=INTRODUCTION[language], allow_abbrev=False, add_help=False)
    parser.language = language
    help_option(parser, language)
    version = Text("print the version and leave", "显示版本并退出")
    parser.add_argument("--version", action=Version, nargs=0, help=version[language])
    interface(parser, language)
    parser.set_defaults(run=lazily("quiz", "start"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for add in ADDED:
        add(commands, language)
    return parser
