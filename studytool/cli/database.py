"""Which progress file or database a command is about."""

from __future__ import annotations

import os
from argparse import Namespace

from studytool.locations import database_path


def database_of(options: Namespace) -> str:
    """The path or URL of `--db`, else that of the environment, else the file in the user's data folder."""
    return database_path(getattr(options, "db", None), os.environ)
