"""The arguments that several commands share, with their help in both languages."""

from __future__ import annotations

import argparse
from typing import Final

from studytool.cli.given import given
from studytool.cli.help_parser import Parser
from studytool.course.modes import MODES
from studytool.text.language import LANGUAGES, Language, Text
from studytool.text.whole import count, seed

SAME_SEED: Final = Text("same seed, same questions", "种子相同，题目相同")
ONE_CHAPTER: Final = Text(
    "only this chapter: cnn rnn gnn generative rl gan", "只要这一章：cnn rnn gnn generative rl gan"
)


def help_option(parser: argparse.ArgumentParser, language: Language) -> None:
    """What prints the help."""
    help = Text("print this help and leave", "显示本帮助并退出")
    parser.add_argument("-h", "--help", action="help", help=help[language])


def language_option(parser: argparse.ArgumentParser, language: Language) -> None:
    """In which language everything is said."""
    help = Text("language: English or Simplified Chinese", "语言：英文或简体中文")
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=help[language])


def database(parser: argparse.ArgumentParser, language: Language) -> None:
    """Where the progress is, and whose."""
    help = Text(
        "the progress file (default: in your data folder; STUDYTOOL_DB overrides that)",
        "进度文件（默认在用户数据目录；可用 STUDYTOOL_DB 指定）",
    )
    learner = Text(
        "whose progress, in a database on a server (default: your user name)",
        "服务器数据库中的哪个学习者（默认：系统用户名）",
    )
    parser.add_argument("--db", type=given, metavar="FILE", default=argparse.SUPPRESS, help=help[language])
    parser.add_argument("--learner", type=given, metavar="NAME", default=argparse.SUPPRESS, help=learner[language])


def interface(parser: argparse.ArgumentParser, language: Language) -> None:
    """What holds for the interface as a whole."""
    language_option(parser, language)
    database(parser, language)
    ascii_only(parser, language)


def ascii_only(parser: argparse.ArgumentParser, language: Language) -> None:
    """Whether the interface is drawn with ASCII signs alone."""
    help = Text("draw only with ASCII characters", "只用 ASCII 字符绘制界面")
    parser.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=help[language])


def selection(parser: Parser, language: Language, *, number: Text, usual: int | None, same: Text) -> None:
    """Which questions, how many, and with which seed; `usual` is how many without a word about it."""
    kind = Text("only this kind (see `studytool kinds`)", "只要这种题型（见 `studytool kinds`）")
    parser.add_argument("--chapter", metavar="C", help=ONE_CHAPTER[language])
    parser.add_argument("--kind", metavar="K", help=kind[language])
    parser.add_argument("--count", type=count, metavar="N", default=usual, help=number[language])
    parser.add_argument("--seed", type=seed, metavar="S", help=same[language])


def one_question(parser: Parser, language: Language, *, seed_required: bool = False) -> None:
    """Which kind, and which variant of it, in which mode."""
    kind = Text("the kind of question", "题型")
    which = (
        Text("which variant", "哪个变式")
        if seed_required
        else Text("which variant (default: 0)", "哪个变式（默认：0）")
    )
    parser.add_argument("kind", metavar="KIND", help=kind[language])
    parser.add_argument("--seed", type=seed, metavar="S", default=0, required=seed_required, help=which[language])
    mode(parser, language)


def mode(parser: Parser, language: Language) -> None:
    """In which mode questions are asked."""
    help = Text(f"how to ask: {', '.join(MODES)}", f"提问方式：{'、'.join(MODES)}")
    parser.add_argument("--mode", type=given, metavar="M", help=help[language])


def decimal_comma(parser: Parser, language: Language) -> None:
    """Whether a comma is the decimal sign."""
    help = Text("read 0,5 as 0.5: the comma is the decimal sign", "把 0,5 读作 0.5：以逗号为小数点")
    parser.add_argument("--decimal-comma", action="store_true", help=help[language])


def json_output(parser: Parser, language: Language) -> None:
    """Whether the output is JSON."""
    help = Text("machine-readable output", "机器可读的输出")
    parser.add_argument("--json", action="store_true", help=help[language])
