"""The commands that keep one's data, with the arguments of each."""

from __future__ import annotations

from typing import Any, Final

from studytool.cli.commands import Commands, add_command, lazily
from studytool.cli.given import given
from studytool.cli.options import database
from studytool.text.language import Language, Text

KEEPING_COMMANDS: Final[tuple[tuple[str, Text, tuple[tuple[str, dict[str, Any], Text], ...]], ...]] = (
    (
        "backup",
        Text("copy the progress file and check the copy", "备份进度文件并检查副本"),
        (
            (
                "path",
                {"metavar": "PATH", "nargs": "?"},
                Text(
                    "a folder, or the file to write (default: in backups/ beside the progress file)",
                    "文件夹，或要写入的文件（默认：进度文件旁的 backups/）",
                ),
            ),
        ),
    ),
    (
        "restore",
        Text("put a backup in place of the progress file, which is kept", "用备份恢复进度文件，原文件会保留"),
        (("file", {"metavar": "FILE", "type": given}, Text("the backup", "备份文件")),),
    ),
    (
        "merge",
        Text("add what another of your machines has recorded", "并入你在另一台机器上的记录"),
        (
            (
                "other",
                {"metavar": "OTHER.db", "type": given},
                Text("the progress file of the other machine; it is only read", "另一台机器的进度文件；只读取，不改动"),
            ),
            (
                "--join",
                {"action": "store_true"},
                Text(
                    "both files are mine, though begun apart (needed the first time only)",
                    "两个文件都是我的，只是分别建立（只在第一次需要）",
                ),
            ),
        ),
    ),
)
"""The name of each command, what it does, and its arguments: name, how argparse takes it, help."""


def add_keeping(commands: Commands, language: Language) -> None:
    """The commands that keep one's data, and their arguments."""
    for name, help, own in KEEPING_COMMANDS:
        parser = add_command(commands, language, name, help, lazily("keeping", name))
        for argument, how, said in own:
            parser.add_argument(argument, help=said[language], **how)
        database(parser, language)
