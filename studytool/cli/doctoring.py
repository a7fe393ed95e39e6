"""The command doctor: whether the progress file is sound, a line a check."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from studytool.cli.database import database_of
from studytool.cli.output import print_json
from studytool.cli.progress import file_of, is_missing
from studytool.cli.table import table
from studytool.store.upkeep.refusals import NOTHING_YET
from studytool.text.language import Language, Text, UserError

if TYPE_CHECKING:
    from studytool.store.upkeep.doctor import Check

WAIT = 3.0  # seconds for another program's lock


def doctor(options: Namespace) -> int:
    """Examine the progress file and print what was found; 0 if all is well or was repaired, else 1."""
    where = database_of(options)
    if is_missing(where):
        file = file_of(where)
        raise UserError((NOTHING_YET if file and file.exists() else MISSING).format(where=where))
    found = _examined(where, repair=options.repair)
    if options.json:
        print_json({"sound": _is_sound(found), "checks": [_as_json(check) for check in found]}, indent=2)
    else:
        print(table([_line(check, options.language) for check in found]))
    return 0 if _is_sound(found) else 1


def _examined(where: str, *, repair: bool) -> list[Check]:
    from studytool.store.errors import DamagedError
    from studytool.store.upkeep.connecting import connect
    from studytool.store.upkeep.doctor import Check, examine

    try:
        with closing(connect(where, wait=WAIT)) as database:
            return examine(database, datetime.now(UTC), repair=repair)
    except DamagedError as error:
        return [Check("integrity", "wrong", error.text)]


def _is_sound(found: Sequence[Check]) -> bool:
    return all(check.state != "wrong" for check in found)


def _line(check: Check, language: Language) -> list[str]:
    return [STATES[check.state][language], NAMES[check.name][language], check.text[language]]


def _as_json(check: Check) -> dict[str, str]:
    return {"check": check.name, "state": check.state, "en": check.text.en, "zh": check.text.zh}


MISSING = Text(
    "There is no progress file {where} to examine; give its path with --db.",
    "没有可检查的进度文件 {where}；用 --db 给出路径。",
)
STATES = {
    "ok": Text("ok", "正常"),
    "warning": Text("warning", "警告"),
    "wrong": Text("WRONG", "错误"),
    "repaired": Text("repaired", "已修复"),
}
NAMES = {
    "integrity": Text("file", "文件"),
    "references": Text("references", "引用"),
    "schema": Text("schema", "结构"),
    "events": Text("events", "事件"),
    "uuids": Text("uuids", "uuid"),
    "times": Text("times", "时间"),
    "named": Text("named events", "所指事件"),
    "memory": Text("memory", "记忆"),
    "counts": Text("counts", "计数"),
    "held": Text("suspended, buried", "暂停与搁置"),
    "undone": Text("undone", "撤销"),
    "settings": Text("settings", "设置"),
    "kinds": Text("kinds of event", "事件类型"),
}
