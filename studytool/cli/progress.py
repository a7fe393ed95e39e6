"""The commands about one's own progress: stats, where."""

from __future__ import annotations

import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studytool.cli.counts import TIMES
from studytool.cli.database import database_of
from studytool.cli.output import print_json
from studytool.cli.table import table
from studytool.course.items import Item
from studytool.learner.habits import habits_of
from studytool.learner.misconceptions import named
from studytool.learner.stats import ChapterStats, Stats
from studytool.locations import data_path, real
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.interface import LINES, RATINGS
from studytool.text.language import Language, Text, UserError

if TYPE_CHECKING:
    from studytool.learner.calibration import Calibrated
    from studytool.store.store import Store

SHOWN_MISTAKES = 3


def stats(options: Namespace) -> int:
    """Print what was learned so far: chapters, mistakes, days, what inferred ratings are worth, what is forgotten."""
    path = database_of(options)
    missing = is_missing(path)
    if missing and hasattr(options, "db") and not _is_there(path):
        raise UserError(NOT_THERE.format(where=path))
    found = None if missing else _figures(path)
    if options.json:
        print_json(_as_json(found))
    else:
        known = found is not None and found.stats.chapters
        print("\n".join(_shown(found, options.language)) if found and known else NOTHING[options.language])
    return 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the log says so far."""

    stats: Stats
    calibration: tuple[Calibrated, ...]
    leeches: list[tuple[str, int]]


def figures_of(store: Store, now: datetime) -> Figures:
    """Return what an open store's log says."""
    from studytool.learner.calibration import calibration
    from studytool.learner.leeches import LAPSES, leeches
    from studytool.learner.stats import stats

    counts, w, calendar = store.counts(), store.model().weights, habits_of(store.settings()).calendar
    found = stats(counts, store.reviewed(), store.columns(), w, now, calendar)
    return Figures(found, calibration(counts), leeches(store.lapses(LAPSES)))


def _figures(path: str) -> Figures:
    from studytool.store.open_store import open_store

    with open_store(path) as store:
        return figures_of(store, datetime.now(UTC))


def is_missing(path: str) -> bool:
    """Whether opening would make a new database: looking leaves nothing behind.

    UserError for an empty file beside its backups.
    """
    file = file_of(path)
    if file is None or not real(file).is_file():
        return file is not None and not file.exists()
    from studytool.store.standing import Standing, usable

    return file.stat().st_size == 0 and usable(file, str(file)) is Standing.EMPTY


def _is_there(path: str) -> bool:
    file = file_of(path)
    return file is not None and file.exists()


def file_of(path: str) -> Path | None:
    """The file of a path or URL; SQLAlchemy is loaded for a URL only."""
    if "://" not in path:
        return Path(path)
    from studytool.store.addresses import address

    return address(path).file


def _shown(figures: Figures, language: Language) -> Iterator[str]:
    found = figures.stats
    yield table([[head[language] for head in HEADS], *(_row(chapter, language) for chapter in found.chapters)])
    yield ""
    for name, count in _mistakes(found.chapters).most_common(SHOWN_MISTAKES):
        yield MISTAKE[language] + named(name)[language] + TIMES.format(count=count)[language]
    yield LINES["by-day"][language]
    yield table([[f"  {day:%Y-%m-%d}", str(count)] for day, count in found.days[-7:]])
    if any(each.reviews for each in figures.calibration):
        yield ""
        head = [text[language] for text in CALIBRATION]
        yield table([head, *(_calibrated(each, language) for each in figures.calibration)])
    for item, count in figures.leeches:
        yield _leech(item, count)[language]


def _mistakes(chapters: Iterable[ChapterStats]) -> Counter[str]:
    """How often each misconception was recognized, in whichever chapters."""
    counted = Counter[str]()
    for chapter in chapters:
        counted.update(dict(chapter.misconceptions))
    return counted


def _calibrated(each: Calibrated, language: Language) -> list[str]:
    name = RATINGS[each.rating - 1][language]
    return [name, str(each.reviews), _share(each.remembered), _share(each.predicted)]


def _leech(item: str, count: int) -> Text:
    from studytool.learner.leeches import easier

    kind = easier(item)
    found = Item.of(item)
    id = found.id if found and found.sort == "kind" else item
    return LEECH_FIRST.format(item=id, count=count, easier=kind.id) if kind else LEECH.format(item=id, count=count)


def _as_json(figures: Figures | None) -> dict[str, Any]:
    """The figures; where nothing was recorded yet, the same fields with nothing in them."""
    from studytool.learner.calibration import calibration

    if figures is None:
        return {"chapters": [], "days": {}, "calibration": _calibration_record(calibration(Counter())), "leeches": {}}
    return {
        "chapters": [_chapter_record(chapter) for chapter in figures.stats.chapters],
        "days": {day.isoformat(): count for day, count in figures.stats.days},
        "calibration": _calibration_record(figures.calibration),
        "leeches": dict(figures.leeches),
    }


def _calibration_record(rows: Iterable[Calibrated]) -> list[dict[str, Any]]:
    return [{**asdict(each), "rating": each.rating.name.lower()} for each in rows]


def _chapter_record(chapter: ChapterStats) -> dict[str, Any]:
    misconceptions = [{"id": id, "count": count} for id, count in chapter.misconceptions]
    return {**asdict(chapter), "misconceptions": misconceptions}


def _row(chapter: ChapterStats, language: Language) -> list[str]:
    return [
        CHAPTER_NAMES[chapter.chapter][language] if chapter.chapter in CHAPTER_NAMES else chapter.chapter,
        str(chapter.reviews),
        _share(chapter.correct),
        str(chapter.items),
        str(chapter.due),
        _share(chapter.recall),
    ]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def where(options: Namespace) -> int:
    """Print the files that are used; the password of an address stays hidden."""
    files = {DATABASE: PASSWORD.sub(r"\1***@", database_of(options)), DATA: str(data_path())}
    print(table([(name[options.language], path) for name, path in files.items()]))
    return 0


PASSWORD = re.compile(r"(://[^:/@]*:)[^@/]*@")
NOT_THERE = Text(
    "there is no progress file {where}: check the path, or leave out --db",
    "没有进度文件 {where}：检查路径，或去掉 --db",
)
NOTHING = Text("nothing yet: start with `studytool`", "还没有记录：运行 `studytool` 开始")
HEADS = (
    Text("chapter", "章"),
    Text("reviews", "复习"),
    Text("correct", "正确率"),
    Text("items", "题型与卡片"),
    Text("due", "到期"),
    Text("recall now", "当前回忆概率"),
)
CALIBRATION = (
    Text("inferred rating", "推断的评分"),
    Text("next reviews", "后续复习"),
    Text("recalled", "记住"),
    Text("expected", "预测"),
)
LEECH = Text("forgotten {count} times: {item}", "遗忘 {count} 次：{item}")
LEECH_FIRST = Text(
    "forgotten {count} times: {item}; practise {easier} first", "遗忘 {count} 次：{item}；先练习 {easier}"
)
MISTAKE = Text("frequent mistake: ", "常见误区：")
DATABASE = Text("progress", "进度")
DATA = Text("syllabus and decks", "大纲与牌组")
