"""The command `settings`: what is set for every day, and how to set it."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from studytool.cli.database import database_of
from studytool.cli.output import print_json
from studytool.cli.progress import is_missing
from studytool.cli.table import table
from studytool.cli.whole import half_width, is_whole
from studytool.days import ROLLOVER
from studytool.habits import EASY, HOUR, MOST, NEW, REVIEWS, WEEKDAYS, ZONE
from studytool.names import shortened
from studytool.store.events import WANTED
from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from studytool.store.events import JSON
    from studytool.store.store import Store

USUAL: Final = 0.9
LEAST_RECALL: Final = 0.7
MOST_RECALL: Final = 0.99
NONE: Final = "none"
BETWEEN: Final = re.compile(r"\s*[,，、]\s*|\s+")
"""What stands between two weekdays."""
LOCAL: Final = "local"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its value from what was typed, what is typed for a value, and its default."""

    read: Callable[[str], JSON]
    write: Callable[[Any], str]
    default: JSON
    about: Text


def settings(options: Namespace) -> int:
    """Print every setting, or one; with a value, set it from now on."""
    if options.name is not None and options.name not in SETTINGS:
        raise UserError(UNKNOWN.format(name=shortened(options.name), names=", ".join(SETTINGS)))
    path = database_of(options)
    if options.value:
        _set(path, options.name, half_width(" ".join(options.value)))
    found = _values(path)
    names = [options.name] if options.name else list(SETTINGS)
    if options.json:
        print_json({name: found[name] for name in names})
    else:
        rows = [(name, SETTINGS[name].write(found[name]), SETTINGS[name].about[options.language]) for name in names]
        print(table(rows))
    return 0


def _set(path: str, name: str, typed: str) -> None:
    from studytool.store import open_store

    value, now = SETTINGS[name].read(typed), datetime.now(UTC)
    with open_store(path) as store:
        if name == WANTED and isinstance(value, float):
            store.use(now, wanted=value)
        elif value != _held(store).get(name, SETTINGS[name].default):
            store.set(name, value, now)


def _values(path: str) -> dict[str, JSON]:
    """The value of every setting; a database that is not there has the defaults, and is not made."""
    from studytool.store import open_store

    found: Mapping[str, JSON] = {}
    if not is_missing(path):
        with open_store(path) as store:
            found = _held(store)
    return {name: _sound(setting, found.get(name)) for name, setting in SETTINGS.items()}


def _sound(setting: Setting, value: JSON) -> JSON:
    """The value, or the default where what another program wrote cannot be set here."""
    try:
        return value if setting.read(setting.write(value)) == value else setting.default
    except (UserError, TypeError):
        return setting.default


def _held(store: Store) -> Mapping[str, JSON]:
    return store.settings()


def _hour(typed: str) -> JSON:
    if not is_whole(typed, 23):
        raise UserError(BAD_HOUR.format(value=shortened(typed)))
    return int(typed)


def _zone(typed: str) -> JSON:
    from studytool.exam import zone_named

    if typed == LOCAL:
        return ""
    zone_named(typed)
    return typed


def _limit(typed: str) -> JSON:
    if typed == NONE:
        return None
    if not is_whole(typed, MOST):
        raise UserError(BAD_LIMIT.format(value=shortened(typed), most=MOST))
    return int(typed)


def _recall(typed: str) -> JSON:
    share = typed.removeprefix("0.")
    value = float(typed) if share != typed and share.isascii() and share.isdigit() and len(share) < 10 else 0.0
    if not LEAST_RECALL <= value <= MOST_RECALL:
        raise UserError(BAD_RECALL.format(value=shortened(typed), least=LEAST_RECALL, most=MOST_RECALL))
    return value


def _easy(typed: str) -> JSON:
    names = [] if typed == NONE else BETWEEN.split(typed.strip().lower())
    if not set(names) <= set(WEEKDAYS):
        raise UserError(BAD_DAYS.format(value=shortened(typed), days=",".join(WEEKDAYS)))
    if set(names) == set(WEEKDAYS):
        raise UserError(NO_DAY_LEFT)
    return [name for name in WEEKDAYS if name in names]


def _write_limit(value: Any) -> str:
    return NONE if value is None else str(value)


SETTINGS: Final[dict[str, Setting]] = {
    HOUR: Setting(_hour, str, ROLLOVER, Text("the hour at which a day begins", "一天从几点开始")),
    ZONE: Setting(_zone, lambda name: name or LOCAL, "", Text("your time zone", "时区")),
    REVIEWS: Setting(_limit, _write_limit, None, Text("due items a day at most", "每天最多复习几项")),
    NEW: Setting(_limit, _write_limit, None, Text("new items a day at most", "每天最多学几项新题")),
    WANTED: Setting(_recall, str, USUAL, Text("the recall at which an item falls due", "回忆概率降到多少时到期")),
    EASY: Setting(
        _easy, lambda days: ",".join(days) or NONE, [], Text("weekdays with fewer reviews", "少安排复习的星期几")
    ),
}
"""Every setting by its name, in the order in which they are printed."""
UNKNOWN: Final = Text("no setting {name!r}: choose from {names}", "没有名为 {name} 的设置：可选 {names}")
BAD_HOUR: Final = Text(
    "{value!r} is no hour: write a whole number from 0 to 23", "“{value}”不是钟点：应为 0 到 23 的整数"
)
BAD_LIMIT: Final = Text(
    "{value!r} is no daily limit: write a whole number from 0 to {most}, or none",
    "“{value}”不能用作每天的上限：应为 0 到 {most} 的整数，或 none",
)
BAD_RECALL: Final = Text(
    "{value!r} is no recall to aim at: write a number from {least} to {most}, such as 0.9",
    "“{value}”不能用作期望的回忆概率：应为 {least} 到 {most} 的数，如 0.9",
)
BAD_DAYS: Final = Text(
    "{value!r} are no weekdays: choose from {days}, or write none", "“{value}”不是星期：可选 {days}，或 none"
)
NO_DAY_LEFT: Final = Text("all seven days cannot be easy: leave at least one out", "七天不能都少安排：至少留出一天")
