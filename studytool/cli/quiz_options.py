"""The arguments of `studytool quiz`."""

from __future__ import annotations

from studytool.cli.commands import Commands, add_command, lazily
from studytool.cli.options import SAME_SEED, ascii_only, database, decimal_comma, mode, selection
from studytool.text.language import Language, Text


def add_quiz(commands: Commands, language: Language) -> None:
    """The arguments of `quiz`."""
    help = Text("start a sitting in the terminal interface", "在终端界面中开始一次练习")
    parser = add_command(commands, language, "quiz", help, lazily("quiz", "quiz"))
    selection(parser, language, number=Text("how many", "数量"), usual=None, same=SAME_SEED)
    mode(parser, language)
    database(parser, language)
    decimal_comma(parser, language)
    due = Text("only what is due", "只复习到期的内容")
    exam = Text("what the plan for the exam has for today", "按备考计划做今天的内容")
    wrong = Text("only what was answered wrongly in the last 7 days", "只做最近 7 天答错的内容")
    cram = Text("everything in random order; no answer counts as a review", "打乱顺序全部做一遍，作答不算复习")
    parser.add_argument("--due", action="store_true", help=due[language])
    parser.add_argument("--exam", action="store_true", help=exam[language])
    parser.add_argument("--wrong-this-week", action="store_true", help=wrong[language])
    parser.add_argument("--cram", action="store_true", help=cram[language])
    ascii_only(parser, language)
