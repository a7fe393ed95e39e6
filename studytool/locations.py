"""Where things are on this machine: the learner's database, and the data that comes with the program."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "STUDYTOOL_DB"
IN_MEMORY = re.compile(r":memory:|sqlite[+\w]*:/*(\?.*|.*:memory:.*|.*[?&]mode=memory.*)?")
"""The addresses of what is gone when the program ends."""


def database_path(option: str | None, environ: Mapping[str, str]) -> str:
    """Return the database's path or URL: the `--db` option, else STUDYTOOL_DB, else the user's data folder.

    An empty value counts as none; `~` is the home folder; a value with `://` is a URL and passed through. UserError for
    the home folder of nobody, and for a database in memory, which would keep nothing.
    """
    chosen = option or environ.get(VARIABLE)
    if not chosen:
        return _default_database()
    if IN_MEMORY.fullmatch(chosen):
        raise UserError(
            Text(
                f"{chosen} would keep nothing, as it is in memory only; give the path of a file",
                f"{chosen} 只在内存中，不会保留任何记录；应给出文件路径",
            )
        )
    if "://" in chosen:
        return chosen
    try:
        return str(Path(chosen).expanduser())
    except RuntimeError:
        raise UserError(
            Text(
                f"{chosen}: there is no such home folder; write the whole path",
                f"{chosen}：没有这个用户目录；应写出完整路径",
            )
        ) from None


def of_learner(where: str, learner: str) -> str:
    """Return the address of this learner's part of a database on a server; UserError for a file, which has no parts."""
    scheme, there, rest = where.partition("://")
    if not there or scheme.startswith("sqlite"):
        raise UserError(
            Text(
                f"{where} is a file and belongs to one learner; --learner is for a database on a server",
                f"{where} 是文件，只属于一个学习者；--learner 只用于服务器上的数据库",
            )
        )
    address, _, query = rest.partition("?")
    others = [pair for pair in parse_qsl(query) if pair[0] != "learner"]
    return f"{scheme}://{address}?{urlencode([*others, ('learner', learner)])}"


def make_folder(folder: Path) -> None:
    """Make the folder and those above it; NotADirectoryError where a file stands in its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


def real(path: Path) -> Path:
    """Return the file itself to which links lead, if there is one; UserError for links that lead round in a circle."""
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UserError(
                Text(
                    f"{path}: the link leads round in a circle; give the file itself",
                    f"{path}：符号链接成环；应给出文件本身",
                )
            ) from None
    return Path(os.path.realpath(path))


def data_path() -> Path:
    """Return the `data` folder: inside the package when installed, beside it in a checkout.

    Raises FileNotFoundError when the installation has lost it.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parent / "data"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no data folder in {package} or beside it; install studytool again")


def _default_database() -> str:
    from platformdirs import user_data_path

    return str(user_data_path("studytool", appauthor=False) / "studytool.db")
