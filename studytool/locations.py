"""Where things are on this machine: the learner's database, and the data that comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "STUDYTOOL_DB"


def database_path(option: str | None, environ: Mapping[str, str]) -> str:
    """Return the database's path or URL: the `--db` option, else STUDYTOOL_DB, else the user's data folder.

    An empty value counts as none; `~` is the home folder; a value with `://` is a URL and passed through.
    """
    chosen = option or environ.get(VARIABLE)
    if not chosen:
        return _default_database()
    return chosen if "://" in chosen else str(Path(chosen).expanduser())


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
