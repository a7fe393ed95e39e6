"""The command `completion`."""

from __future__ import annotations

from argparse import Namespace

import shtab

from studytool.cli.parser import make_parser


def completion(options: Namespace) -> int:
    """Print the completion script of a shell."""
    print(shtab.complete(make_parser(options.language), options.shell))
    return 0
