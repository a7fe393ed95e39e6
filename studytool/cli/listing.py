"""The command `kinds`: which kinds of question there are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from studytool.cli.output import print_json
from studytool.cli.table import table
from studytool.course.chapters import chapter_named
from studytool.course.index import Entry, entries
from studytool.text.language import Text, UserError


def kinds(options: Namespace) -> int:
    """List the kinds with their ids, level, title and modes; as JSON also why they lack the other modes."""
    found = list(_wanted(options))
    if not found:
        raise UserError(NONE)
    if options.json:
        print_json([_record(entry) for entry in found], indent=1)
        return 0
    language = options.language
    print(table([(e.id, e.catalogue, str(e.level), e.title[language], " ".join(e.modes)) for e in found]))
    return 0


def _wanted(options: Namespace) -> Iterator[Entry]:
    chapter = chapter_named(options.chapter) if options.chapter else None
    words = (options.search or "").casefold().split()
    for entry in entries().values():
        if chapter in (None, entry.chapter) and options.level in (None, entry.level) and _has(entry, words):
            yield entry


def _has(entry: Entry, words: list[str]) -> bool:
    """Whether each word stands in an id or a name of the kind or of one of its misconceptions, in either language."""
    named = (entry.title, *entry.mistakes.values())
    said = " ".join(
        [entry.id, entry.catalogue, *entry.mistakes, *(f"{name.en} {name.zh}" for name in named)]
    ).casefold()
    return all(word in said for word in words)


def _record(entry: Entry) -> dict[str, Any]:
    from studytool.questions import bank

    kind = bank.find(entry.id)
    return {
        "id": entry.id,
        "catalogue": entry.catalogue or None,
        "chapter": entry.chapter,
        "level": entry.level,
        "title": {"en": entry.title.en, "zh": entry.title.zh},
        "modes": list(entry.modes),
        "without": {mode: {"en": reason.en, "zh": reason.zh} for mode, reason in kind.reasons.items()},
    }


NONE = Text(
    "no kind is like that: `studytool kinds` lists them all", "没有符合条件的题型：`studytool kinds` 列出全部题型"
)
