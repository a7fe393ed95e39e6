"""What can be set for every day: how each setting is typed, written and refused, its default, what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from studytool.learner.days import ROLLOVER
from studytool.learner.exam_entry import naming
from studytool.learner.habits import EASY, HOUR, MOST, NEW, REVIEWS, WEEKDAYS, ZONE
from studytool.store.events import WANTED
from studytool.text.half_width import half_width
from studytool.text.language import Text, UserError
from studytool.text.nearest import shortened
from studytool.text.whole import is_whole

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
IN_CHINESE: Final = {f"周{sign}": name for sign, name in zip("一二三四五六日", WEEKDAYS, strict=True)}


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its value from what was typed, what is typed for a value, and its default.

    `about` says what is set, `form` what may be typed for it.
    """

    read: Callable[[str], JSON]
    write: Callable[[Any], str]
    default: JSON
    about: Text
    form: Text


def read(name: str, typed: str) -> JSON:
    """The value that was typed for the setting of this name, in full-width signs too; UserError for any other text."""
    return SETTINGS[name].read(half_width(typed))


def read_all(typed: Mapping[str, str]) -> dict[str, JSON]:
    """The values that were typed, by name; an empty text is the default.

    Raises UnfitEntryError for the first that is unfit.
    """
    found: dict[str, JSON] = {}
    for name, text in typed.items():
        with naming(name):
            found[name] = read(name, text) if text else SETTINGS[name].default
    return found


def values_of(held: Mapping[str, JSON]) -> dict[str, JSON]:
    """The value of every setting in a log that holds these."""
    return {name: _sound(setting, held.get(name)) for name, setting in SETTINGS.items()}


def change(store: Store, name: str, value: JSON, now: datetime) -> None:
    """Let this value hold from here on; one that holds already is not recorded again.

    Another wanted recall has the whole schedule worked out anew.
    """
    if name == WANTED and isinstance(value, float):
        store.use(now, wanted=value)
    elif value != store.settings().get(name, SETTINGS[name].default):
        store.set(name, value, now)


def _sound(setting: Setting, value: JSON) -> JSON:
    """The value, or the default where what another program wrote cannot be set here."""
    try:
        return value if setting.read(setting.write(value)) == value else setting.default
    except (UserError, TypeError):
        return setting.default


def _hour(typed: str) -> JSON:
    if not is_whole(typed, 23):
        raise UserError(BAD_HOUR.format(value=shortened(typed), form=HOURS))
    return int(typed)


def _zone(typed: str) -> JSON:
    from studytool.learner.exam import zone_named

    if typed == LOCAL:
        return ""
    zone_named(typed)
    return typed


def _limit(typed: str) -> JSON:
    if typed == NONE:
        return None
    if not is_whole(typed, MOST):
        raise UserError(BAD_LIMIT.format(value=shortened(typed), form=LIMITS))
    return int(typed)


def _recall(typed: str) -> JSON:
    share = typed.removeprefix("0.")
    value = float(typed) if share != typed and share.isascii() and share.isdigit() and len(share) < 10 else 0.0
    if not LEAST_RECALL <= value <= MOST_RECALL:
        raise UserError(BAD_RECALL.format(value=shortened(typed), form=SHARES))
    return value


def _easy(typed: str) -> JSON:
    names = [] if typed == NONE else [IN_CHINESE.get(name, name) for name in BETWEEN.split(typed.strip().lower())]
    if not set(names) <= set(WEEKDAYS):
        raise UserError(BAD_DAYS.format(value=shortened(typed), days=",".join(WEEKDAYS)))
    if set(names) == set(WEEKDAYS):
        raise UserError(NO_DAY_LEFT)
    return [name for name in WEEKDAYS if name in names]


def _write_limit(value: Any) -> str:
    return NONE if value is None else str(value)


HOURS: Final = Text("a whole number from 0 to 23", "0 到 23 的整数")
ZONES: Final = Text("such as Europe/Berlin, or local", "如 Asia/Shanghai，或 local")
LIMITS: Final = Text(f"a whole number from 0 to {MOST}, or {NONE}", f"0 到 {MOST} 的整数，或 {NONE}")
SHARES: Final = Text(
    f"a number from {LEAST_RECALL} to {MOST_RECALL}, such as {USUAL}",
    f"{LEAST_RECALL} 到 {MOST_RECALL} 的数，如 {USUAL}",
)
DAYS: Final = Text(
    f"some of {','.join(WEEKDAYS)}, or {NONE}", f"周一到周日中的几天，如 周六、周日（即 sat,sun），或 {NONE}"
)
SETTINGS: Final[dict[str, Setting]] = {
    HOUR: Setting(_hour, str, ROLLOVER, Text("the hour at which a day begins", "一天从几点开始"), HOURS),
    ZONE: Setting(_zone, lambda name: name or LOCAL, "", Text("your time zone", "时区"), ZONES),
    REVIEWS: Setting(_limit, _write_limit, None, Text("due items a day at most", "每天最多复习几项"), LIMITS),
    NEW: Setting(_limit, _write_limit, None, Text("new items a day at most", "每天最多学几项新题"), LIMITS),
    WANTED: Setting(
        _recall, str, USUAL, Text("the recall at which an item falls due", "回忆概率降到多少时到期"), SHARES
    ),
    EASY: Setting(
        _easy, lambda days: ",".join(days) or NONE, [], Text("weekdays with fewer reviews", "少安排复习的星期几"), DAYS
    ),
}
"""Every setting by its name, in the order in which they are shown."""
BAD_HOUR: Final = Text("{value!r} is no hour: write {form}", "“{value}”不是钟点：应为 {form}")
BAD_LIMIT: Final = Text("{value!r} is no daily limit: write {form}", "“{value}”不能用作每天的上限：应为 {form}")
BAD_RECALL: Final = Text(
    "{value!r} is no recall to aim at: write {form}", "“{value}”不能用作期望的回忆概率：应为 {form}"
)
BAD_DAYS: Final = Text(
    "{value!r} are no weekdays: choose from {days}, or write none",
    "“{value}”不是星期：可选 {days}（周一到周日），或 none",
)
NO_DAY_LEFT: Final = Text("all seven days cannot be easy: leave at least one out", "七天不能都少安排：至少留出一天")
