"""The arguments of the commands that say whether kinds are right."""

from __future__ import annotations

from studytool.cli.commands import Commands, add_command, lazily
from studytool.cli.options import json_output
from studytool.text.language import Language, Text
from studytool.text.whole import count


def add_verify(commands: Commands, language: Language) -> None:
    """The arguments of `verify`."""
    help = Text("formula, NumPy reference and PyTorch side by side", "并列核对公式、NumPy 参考实现和 PyTorch")
    parser = add_command(commands, language, "verify", help, lazily("verifying", "verify"))
    kinds = Text("the kinds (default: all)", "题型（默认：全部）")
    seeds = Text("how many variants of each (default: 20)", "每种题型的变式数量（默认：20）")
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=kinds[language])
    parser.add_argument("--seeds", type=count, metavar="N", default=20, help=seeds[language])


def add_vet(commands: Commands, language: Language) -> None:
    """The arguments of `vet`."""
    help = Text("what is wrong with a kind, one line a finding", "题型有哪些问题，每行一条")
    parser = add_command(commands, language, "vet", help, lazily("vetting", "run"))
    kinds = Text("the kinds, or chapters (default: all)", "题型或章（默认：全部）")
    seeds = Text("how many seeds of each (default: 200)", "每种题型的种子数量（默认：200）")
    accept = Text("enter the kinds in the index as they are now", "把题型按现状写入索引")
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=kinds[language])
    parser.add_argument("--seeds", type=count, metavar="N", default=200, help=seeds[language])
    parser.add_argument("--accept", action="store_true", help=accept[language])
    json_output(parser, language)


def add_stress(commands: Commands, language: Language) -> None:
    """The arguments of `stress`."""
    help = Text("every kind over many seeds in all modes: is it sound?", "用大量种子在所有模式下检验题型是否合格")
    parser = add_command(commands, language, "stress", help, lazily("stressing", "run"))
    kinds = Text("the kinds (default: all)", "题型（默认：全部）")
    seeds = Text("how many seeds of each (default: 1000)", "每种题型的种子数量（默认：1000）")
    workers = Text("how many processes (default: one a core)", "进程数（默认：每个核心一个）")
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=kinds[language])
    parser.add_argument("--seeds", type=count, metavar="N", default=1000, help=seeds[language])
    parser.add_argument("--workers", type=count, metavar="N", help=workers[language])
    json_output(parser, language)
