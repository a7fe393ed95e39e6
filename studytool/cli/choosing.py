"""The kind that arguments name."""

from __future__ import annotations

from collections.abc import Iterable

from studytool.course.chapters import chapter_named
from studytool.course.syllabus import catalogue_ids
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.text.language import Text, UserError


def kind_named(name: str) -> Kind:
    """The kind of this id or catalogue number (C-03.Q1), in any case; UserError naming the nearest one."""
    wanted = name.casefold()
    names = {id: (id.casefold(), number.casefold()) for id, number in catalogue_ids().items()}
    for id, both in names.items():
        if wanted in both:
            return bank.find(id)
    inside = [id for id, both in names.items() if any(one.startswith(f"{wanted}.") for one in both)]
    if inside:
        listed = ", ".join(inside)
        raise UserError(Text(f"{name} is not one kind; choose from {listed}", f"{name} 不是单个题型；可选 {listed}"))
    return bank.find(name)


def kinds_named(names: Iterable[str]) -> list[Kind]:
    """The kinds of these names, each once; all kinds where nothing is named."""
    return list(dict.fromkeys(map(kind_named, names))) or list(bank.kinds())


def kind_in(chapter: str | None, name: str) -> Kind:
    """The kind of this name; UserError where a chapter is named besides and the kind is not in it."""
    kind = kind_named(name)
    if chapter is not None and kind.chapter != chapter_named(chapter):
        raise UserError(
            Text(
                f"{kind.id} is not in the chapter {chapter}: leave out --chapter or --kind",
                f"{kind.id} 不在 {chapter} 章中：去掉 --chapter 或 --kind",
            )
        )
    return kind
