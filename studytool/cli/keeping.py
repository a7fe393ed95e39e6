"""The commands that keep one's data: backup, restore, merge."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from studytool.cli.database import database_of
from studytool.text.language import Text, UserError


def backup(options: Namespace) -> int:
    """Copy the database, check the copy, and print where it is and how many events it holds."""
    from studytool.store.upkeep.backups import back_up

    where = database_of(options)
    file, to, now = _file(where), Path(options.path) if options.path else None, datetime.now(UTC)
    if file:
        made = back_up(file, now, to)
        _print(BACKED_UP, options, path=made.path, count=made.events)
        return 0
    from studytool.store.upkeep.merging import save

    if not to:
        raise UserError(NEEDS_PATH)
    _print(BACKED_UP, options, path=to, count=save(where, to, now))
    return 0


def restore(options: Namespace) -> int:
    """Put a backup in place of the database and print where the one before is kept."""
    from studytool.store import errors
    from studytool.store.addresses import address
    from studytool.store.upkeep import refusals
    from studytool.store.upkeep.restoring import restore as put_back

    where = database_of(options)
    file = _file(where)
    if file is None:
        raise errors.failure(refusals.ON_SERVER, address(where).name)
    restored = put_back(file, Path(options.file), datetime.now(UTC))
    _print(RESTORED, options, file=options.file, count=restored.events)
    _print_before(restored.before, options)
    return 0


def merge(options: Namespace) -> int:
    """Add another file's events to the database and print how many came."""
    from studytool.store.upkeep.merging import merge as add

    merged = add(database_of(options), Path(options.other), datetime.now(UTC), join=options.join)
    _print(MERGED, options, came=merged.came, total=merged.total)
    _print_before(merged.before, options)
    return 0


def _file(where: str) -> Path | None:
    """Return the file that an address stands for; None for a database that is no file."""
    from studytool.store.addresses import address

    return address(where).file


def _print(text: Text, options: Namespace, **fields: object) -> None:
    print(text.format(**fields)[options.language])


def _print_before(before: Path | None, options: Namespace) -> None:
    if before:
        _print(BEFORE, options, before=before)


BACKED_UP = Text("{path}: checked; events: {count}", "{path}：{count} 个事件，已通过检查")
RESTORED = Text("restored from {file}; events: {count}", "已从 {file} 恢复：{count} 个事件")
MERGED = Text("events that came: {came}; now there are {total}", "新增事件：{came}；现在共有 {total} 个")
BEFORE = Text("the file before is kept as {before}", "原文件保存为 {before}")
NEEDS_PATH = Text(
    "a database on a server has no folder beside it: say where to write, as in `studytool backup mine.db`",
    "服务器上的数据库旁没有文件夹：应写明备份位置，例如 `studytool backup mine.db`",
)
