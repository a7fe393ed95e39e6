"""The syllabus: every model that is taught, with its kinds, its references, and what the notes say of it.

Models stand in `data/syllabus/`, one file a chapter, and the elementary skills in `skills.toml` beside them; what each
kind exercises and needs stands with the kind, and so in the index.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from studytool.course.chapters import CHAPTERS
from studytool.course.index import entries, of_chapter
from studytool.course.items import Item
from studytool.locations import data_path
from studytool.memory.skills import SkillGraph, closed
from studytool.text.language import Text


@dataclass(frozen=True, slots=True)
class Model:
    """One model of the notes.

    `id` is its catalogue id (C-03); `kinds` maps catalogue ids of questions (C-03.Q1) to kinds; `references` are
    `module:function` names; `errata` says what the notes get wrong, None if nothing.
    """

    id: str
    chapter: str
    name: Text
    kinds: Mapping[str, str]
    references: tuple[str, ...]
    notes: Text
    errata: Text | None


def models() -> Iterator[Model]:
    """The models in the order of the notes, a chapter's file read when it is come to."""
    for chapter in CHAPTERS:
        yield from models_of(chapter)


@cache
def models_of(chapter: str) -> tuple[Model, ...]:
    """The models of a chapter in the order of the notes."""
    return tuple(_model(id, chapter, found) for id, found in _read(chapter).items())


@cache
def skills() -> dict[str, Text]:
    """The elementary skills by their keys, each with its name."""
    return {Item("skill", id).key: Text(**name) for id, name in _read("skills").items()}


@cache
def graph() -> SkillGraph:
    """What each kind contains at any depth, and what its mistakes belong to; ValueError for a circle."""
    contains = {Item("kind", one.id).key: _keys(one.contains) for one in entries().values() if one.contains}
    belongs = {Item("kind", one.id).key: _keys_of(one.belongs) for one in entries().values() if one.belongs}
    return SkillGraph(closed(contains), belongs)


@cache
def needs() -> dict[str, tuple[str, ...]]:
    """The keys of what must be known before each kind that needs anything is opened."""
    needing = (entry for entry in entries().values() if entry.needs)
    return {Item("kind", one.id).key: tuple(Item.named(name).key for name in one.needs) for one in needing}


def catalogue_ids() -> dict[str, str]:
    """The catalogue id of each kind, in the order of the course: cnn.conv-output-size is C-03.Q1."""
    return {id: entry.catalogue for id, entry in entries().items()}


def _keys(shares: Mapping[str, float]) -> dict[str, float]:
    return {Item.named(name).key: share for name, share in shares.items()}


def _keys_of(belongs: Mapping[str, str]) -> dict[str, str]:
    return {mistake: Item.named(name).key for mistake, name in belongs.items()}


def _read(name: str) -> dict[str, Any]:
    with (data_path() / "syllabus" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _model(id: str, chapter: str, found: Mapping[str, Any]) -> Model:
    return Model(
        id,
        chapter,
        Text(**found["name"]),
        {entry.catalogue: entry.id for entry in of_chapter(chapter) if entry.model == id},
        tuple(found["reference"]),
        Text(**found["notes"]),
        Text(**found["errata"]) if "errata" in found else None,
    )
