"""Which progress file or database a command is about."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import Final

from studytool.locations import database_path
from studytool.text.language import Text, UserError


def database_of(options: Namespace) -> str:
    """The path or URL of `--db`, else that of the environment, else the file in the user's data folder.

    UserError for a `--db` that names nothing: what it was meant to name is not the file in the user's data folder.
    """
    typed = getattr(options, "db", None)
    if typed == "":
        raise UserError(NO_NAME)
    return database_path(typed, os.environ)


NO_NAME: Final = Text("--db names no file: give a path, or leave --db out", "--db 未写出文件：应给出路径，或去掉 --db")
