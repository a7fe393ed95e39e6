"""The command `settings`: what is set for every day, and how to set it."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from studytool.cli.database import database_of
from studytool.cli.output import print_json
from studytool.cli.progress import is_missing
from studytool.cli.table import table
from studytool.learner.settings import SETTINGS, change, read, values_of
from studytool.text.language import Text, UserError
from studytool.text.nearest import shortened

if TYPE_CHECKING:
    from studytool.store.events import JSON


def settings(options: Namespace) -> int:
    """Print every setting, or one; with a value, set it from now on."""
    if options.name is not None and options.name not in SETTINGS:
        raise UserError(UNKNOWN.format(name=shortened(options.name), names=", ".join(SETTINGS)))
    path = database_of(options)
    if options.value:
        _set(path, options.name, " ".join(options.value))
    found = _values(path)
    names = [options.name] if options.name else list(SETTINGS)
    if options.json:
        print_json({name: found[name] for name in names})
    else:
        rows = [(name, SETTINGS[name].write(found[name]), SETTINGS[name].about[options.language]) for name in names]
        print(table(rows))
    return 0


def _set(path: str, name: str, typed: str) -> None:
    from studytool.store.open_store import open_store

    value, now = read(name, typed), datetime.now(UTC)
    with open_store(path) as store:
        change(store, name, value, now)


def _values(path: str) -> dict[str, JSON]:
    """The value of every setting; a database that is not there has the defaults, and is not made."""
    from studytool.store.open_store import open_store

    if is_missing(path):
        return values_of({})
    with open_store(path) as store:
        return values_of(store.settings())


UNKNOWN: Final = Text("no setting {name!r}: choose from {names}", "没有名为 {name} 的设置：可选 {names}")
