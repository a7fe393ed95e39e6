"""The commands about one's own progress: stats, where."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from studytool.cli.table import table
from studytool.locations import data_path, database_path
from studytool.misconceptions import named
from studytool.session import chapter_of
from studytool.stats import ChapterStats, Stats
from studytool.text.chapters import CHAPTER_NAMES
from studytool.text.language import Language, Text

SHOWN_MISTAKES = 3
FILE_URL = "sqlite:///"


def stats(options: Namespace) -> int:
    """Print what was learned so far: a row a chapter, the most frequent mistakes, the reviews of the last days."""
    from studytool import stats as figures
    from studytool.store import open_store

    path = _database(options)
    if _is_missing(path):
        print(NOTHING[options.language])
        return 0
    now = datetime.now(UTC)
    with open_store(path) as store:
        found = figures.stats(store.events(), store.memory(), chapter_of, now, now.astimezone().tzinfo or UTC)
    print("\n".join(_shown(found, options.language)) if found.chapters else NOTHING[options.language])
    return 0


def _is_missing(path: str) -> bool:
    """Whether opening would make a new file: looking at statistics leaves nothing behind."""
    file = path.removeprefix(FILE_URL)
    return "://" not in file and not Path(file).exists()


def _shown(found: Stats, language: Language) -> Iterator[str]:
    yield table([[head[language] for head in HEADS], *(_row(chapter, language) for chapter in found.chapters)])
    mistakes = [(name, count) for chapter in found.chapters for name, count in chapter.misconceptions]
    for name, count in sorted(mistakes, key=lambda pair: -pair[1])[:SHOWN_MISTAKES]:
        yield f"{MISTAKE[language]}{named(name)[language]} ×{count}"
    for day, count in found.days[-7:]:
        yield f"{day:%Y-%m-%d}  {count}"


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
    files = {DATABASE: PASSWORD.sub(r"\1***@", _database(options)), DATA: str(data_path())}
    print(table([(name[options.language], path) for name, path in files.items()]))
    return 0


def _database(options: Namespace) -> str:
    return database_path(getattr(options, "db", None), os.environ)


PASSWORD = re.compile(r"(://[^:/@]*:)[^@/]*@")
NOTHING = Text("nothing yet: start with `studytool`", "还没有记录：运行 `studytool` 开始")
HEADS = (
    Text("chapter", "章"),
    Text("reviews", "复习"),
    Text("correct", "正确率"),
    Text("items", "题型与卡片"),
    Text("due", "到期"),
    Text("recall now", "当前回忆概率"),
)
MISTAKE = Text("frequent mistake: ", "常见误区：")
DATABASE = Text("progress", "进度")
DATA = Text("syllabus and decks", "大纲与牌组")
