"""How a command is added to the command line: its parser, and its module, which is imported when it runs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import TypeAlias

from studytool.cli.help_parser import Parser
from studytool.cli.options import help_option, language_option
from studytool.text.language import Language, Text

Run: TypeAlias = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  the only name that argparse has for it


def lazily(module: str, function: str) -> Run:
    """Import the command's module when it runs."""

    def run(options: argparse.Namespace) -> int:
        command: Run = getattr(importlib.import_module(f"studytool.cli.{module}"), function)
        return command(options)

    return run


def add_command(commands: Commands, language: Language, name: str, help: Text, run: Run) -> Parser:
    """Add a command that is run by this, with its help and the options that every command has."""
    said = help[language]
    parser = commands.add_parser(name, help=said, description=said, allow_abbrev=False, add_help=False)
    parser.set_defaults(run=run)
    parser.language = language
    help_option(parser, language)
    language_option(parser, language)
    return parser
