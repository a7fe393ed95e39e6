"""The exam that a learner prepares for: when it is, what it is about, and how many minutes a day there are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from studytool.course.chapters import CHAPTERS, chapter_named
from studytool.text.durations import MINUTES_A_DAY
from studytool.text.language import Text, UserError
from studytool.text.nearest import shortened

if TYPE_CHECKING:
    from studytool.store.events import JSON
    from studytool.store.log import Log
    from studytool.store.store import Store

KEY: Final = "exam"
"""The setting that holds the exam."""
HEAVIEST: Final = 1000.0
QUESTIONS: Final = 30
MOST_QUESTIONS: Final = 500
MINUTES_A_QUESTION: Final = 3.0
"""The time limit of a mock exam, where none is named."""
LONGEST_NAME: Final = 80
FURTHEST_DAYS: Final = 3660
FIRST_YEAR: Final = 1971
LAST_YEAR: Final = 9000


class SkippedHourError(UserError):
    """The clocks go forward over the hour that was typed: another one is wanted, the day may stay."""


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam at the aware time `at`; `chapters` gives the weight of each, `minutes` what there is a day.

    `zone` is the IANA name of the place's time zone, empty for that of the machine; `questions` is how many are asked.
    """

    name: str
    at: datetime
    chapters: Mapping[str, float]
    minutes: float
    zone: str = ""
    questions: int = QUESTIONS

    @property
    def shares(self) -> dict[str, float]:
        """The part of the mark that each chapter has; they sum to 1."""
        total = sum(self.chapters.values())
        return {chapter: weight / total for chapter, weight in self.chapters.items()}

    @property
    def place(self) -> tzinfo | None:
        """The time zone of the exam, in which the learner's days are taken to begin; None for the machine's."""
        return zone_named(self.zone) if self.zone else None

    def days(self, now: datetime) -> float:
        """The days from now until the exam; 0 once it has begun."""
        return max((self.at - now).total_seconds() / 86_400.0, 0.0)


def set_exam(store: Store, exam: Exam, now: datetime) -> None:
    """Prepare for this exam from here on, in place of the one before."""
    store.set(KEY, as_value(exam), now)


def clear_exam(store: Store, now: datetime) -> None:
    """Prepare for no exam any more."""
    store.set(KEY, None, now)


def exam_of(store: Log) -> Exam | None:
    """The exam that is set; None if there is none, or if what the log says is no exam."""
    return from_value(store.settings().get(KEY))


def as_value(exam: Exam) -> dict[str, JSON]:
    """The exam as the log holds it."""
    return {
        "name": exam.name,
        "at": exam.at.isoformat(),
        "zone": exam.zone,
        "chapters": dict(exam.chapters),
        "minutes": exam.minutes,
        "questions": exam.questions,
    }


def from_value(value: Any) -> Exam | None:
    """The exam that `as_value` gave; None for anything else, whoever wrote it."""
    if not isinstance(value, Mapping):
        return None
    try:
        at = datetime.fromisoformat(value["at"])
        zone_named(value["zone"] or "UTC")
        exam = Exam(value["name"], at, value["chapters"], value["minutes"], value["zone"], value["questions"])
    except (KeyError, TypeError, ValueError, UserError):
        return None
    return exam if _is_sound(exam) else None


def _is_sound(exam: Exam) -> bool:
    chapters = exam.chapters
    return (
        isinstance(exam.name, str)
        and isinstance(exam.zone, str)
        and exam.at.utcoffset() is not None
        and FIRST_YEAR <= exam.at.year <= LAST_YEAR
        and isinstance(chapters, Mapping)
        and bool(chapters)
        and all(chapter in CHAPTERS and _is_number(weight, HEAVIEST) for chapter, weight in chapters.items())
        and _is_number(exam.minutes, MINUTES_A_DAY)
        and type(exam.questions) is int
        and 1 <= exam.questions <= MOST_QUESTIONS
    )


def _is_number(value: Any, most: float) -> bool:
    return type(value) in {int, float} and isfinite(value) and 0 < value <= most


def shown_time(exam: Exam) -> str:
    """When it is, as it is written, with the time zone that was named."""
    return f"{exam.at:%Y-%m-%d %H:%M}{f' {exam.zone}' if exam.zone else ''}"


def when(day: str, hour: str, zone: str, now: datetime) -> datetime:
    """The time of an exam, from what was typed; `zone` empty for the machine's. UserError unless it lies ahead."""
    place = zone_named(zone) if zone else None
    at = datetime.combine(_day(day), hour_named(hour))
    ahead = (at.date() - now.date()).days
    if ahead > FURTHEST_DAYS:
        raise UserError(TOO_FAR.format(at=at.date()))
    # a day in year 1 has no time in zones east of Greenwich
    if ahead < -1 or (aware := at.replace(tzinfo=place) if place else at.astimezone()) <= now:
        raise UserError(PAST.format(at=at.isoformat(" ", "minutes"), now=f"{now.astimezone(place):%Y-%m-%d %H:%M}"))
    if aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None) != at:
        there = Text(zone, f"{zone} ") if zone else YOUR_ZONE
        raise SkippedHourError(NO_SUCH_TIME.format(at=f"{at:%Y-%m-%d %H:%M}", en=there.en, zh=there.zh))
    return aware


def hour_named(text: str) -> time:
    """The time of day that was typed; UserError for what is none, or has a zone of its own."""
    try:
        hour = time.fromisoformat(text)
    except ValueError:
        hour = None
    if hour is None or hour.tzinfo:
        raise UserError(BAD_HOUR.format(hour=shortened(text)))
    return hour


def zone_named(name: str) -> tzinfo:
    """The time zone of this IANA name; UserError with the nearest one if there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong = shortened(name)
        raise UserError(NO_ZONE.format(zone=wrong, quoted=wrong.strip() or "“”", near=_nearest_zone(name))) from None


def _nearest_zone(name: str) -> str:
    """The zone that may have been meant: its city is most like what was typed, whatever the case."""
    from zoneinfo import available_timezones

    cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(available_timezones()) if "/" in zone}
    place = name[:LONGEST_NAME].replace(" ", "_").casefold()
    close = difflib.get_close_matches(place.rpartition("/")[2], cities, 1, cutoff=0.75)
    return cities[close[0]] if close else "Europe/Berlin"


def weights(text: str) -> dict[str, float]:
    """The weights of `cnn,rnn:2,rl`; 1 where none is given. UserError for an unknown chapter or an unfit weight."""
    found: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, colon, weight = part.partition(":")
        chapter = chapter_named(name.strip())
        if chapter in found:
            raise UserError(TWICE.format(chapter=chapter))
        found[chapter] = _weight(weight.strip(), chapter) if colon else 1.0
    if not found:
        raise UserError(NO_CHAPTER.format(chapters=",".join(CHAPTERS)))
    return found


def _weight(text: str, chapter: str) -> float:
    value = _number(text)
    if value is None or not _is_number(value, HEAVIEST):
        raise UserError(BAD_WEIGHT.format(weight=shortened(text), chapter=chapter))
    return value


def minutes_a_day(text: str) -> float:
    """The minutes a day that were typed; UserError unless above 0 and at most 1440."""
    value = _number(text)
    if value is None or not _is_number(value, MINUTES_A_DAY):
        raise UserError(BAD_MINUTES.format(minutes=shortened(text)))
    return value


def exam_name(text: str) -> str:
    """The name that was typed; UserError for one that is empty, too long or not printable."""
    name = text.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UserError(BAD_NAME.format(name=shortened(name)))
    return name


def _number(text: str) -> float | None:
    return float(text) if NUMBER.fullmatch(text) else None


def _day(text: str) -> date:
    if not text.strip():
        raise UserError(NO_DAY)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(BAD_DAY.format(day=shortened(text))) from None


NUMBER: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", re.ASCII)
NO_EXAM: Final = Text(
    "no exam is set: `studytool exam set NAME --date 2026-12-14 --minutes 40`",
    "尚未设定考试：`studytool exam set 名称 --date 2026-12-14 --minutes 40`",
)
NO_DAY: Final = Text("write the date, such as 2026-12-14", "应写出日期，如 2026-12-14")
BAD_DAY: Final = Text("{day!r} is no date: write 2026-12-14", "“{day}”不是日期：应写成 2026-12-14")
BAD_HOUR: Final = Text("{hour!r} is no time of day: write 09:00", "“{hour}”不是时刻：应写成 09:00")
PAST: Final = Text(
    "{at} is over, it is {now}: give a date that lies ahead", "{at} 已过，现在是 {now}：应给出将来的日期"
)
TOO_FAR: Final = Text("{at} is more than ten years away: check the year", "{at} 在十年之后：检查年份")
NO_SUCH_TIME: Final = Text(
    "{at} does not exist in {en}, the clocks go forward then: choose another time",
    "{zh}没有 {at} 这一时刻（夏令时跳过）：应另选时刻",
)
YOUR_ZONE: Final = Text("your time zone", "本机时区")
NO_ZONE: Final = Text(
    "unknown time zone {zone!r}: write for instance {near}", "没有名为 {quoted} 的时区：应写成 {near} 这样"
)
TWICE: Final = Text("{chapter} is named twice: give each chapter once", "{chapter} 出现了两次：每章只写一次")
NO_CHAPTER: Final = Text("no chapter is named: write for instance {chapters}", "没有写出章：例如 {chapters}")
BAD_WEIGHT: Final = Text(
    "{weight!r} is no weight for {chapter}: write a number above 0 and at most 1000, such as {chapter}:2",
    "“{weight}”不能用作 {chapter} 的权重：应为大于 0、不超过 1000 的数，如 {chapter}:2",
)
BAD_MINUTES: Final = Text(
    "{minutes!r} is no number of minutes: write a number above 0 and at most 1440",
    "“{minutes}”不能用作分钟数：应为大于 0、不超过 1440 的数",
)
BAD_NAME: Final = Text(
    "{name!r} is no name for an exam: write 1 to 80 printable characters",
    "“{name}”不能用作考试名称：应为 1 到 80 个可打印字符",
)
