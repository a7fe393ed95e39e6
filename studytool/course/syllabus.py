"""The syllabus: every model that is taught, with its kinds, its skills, its references, and what the notes say of it.

An elementary skill is the node `skill:sigmoid` of the graph, a kind the node `kind:rnn.gru-step`; in the file a bare
name is a skill.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from studytool.locations import data_path
from studytool.memory.skills import SkillGraph, closed
from studytool.text.language import Text

SKILLS: Final = "skills"
"""The table of the elementary skills; every other one is a model."""


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


@cache
def models(path: Path | None = None) -> tuple[Model, ...]:
    """The models in the order of the notes."""
    return tuple(_model(id, entry) for id, entry in _entries(path).items() if id != SKILLS)


def skills(path: Path | None = None) -> dict[str, Text]:
    """The elementary skills by their nodes, each with its name."""
    return {f"skill:{id}": Text(**name) for id, name in _entries(path).get(SKILLS, {}).items()}


@cache
def graph(path: Path | None = None) -> SkillGraph:
    """What each kind contains at any depth, and the nodes that its mistakes belong to; ValueError for a circle."""
    contains = {item: _nodes(found) for item, found in _of_each_kind("contains", path).items()}
    mistakes = _of_each_kind("mistakes", path).items()
    belongs = {item: {id: _node(name) for name, ids in found.items() for id in ids} for item, found in mistakes}
    return SkillGraph(closed(contains), belongs)


@cache
def needs(path: Path | None = None) -> dict[str, tuple[str, ...]]:
    """The nodes that must be known before each kind that needs any is opened."""
    return {item: tuple(map(_node, names)) for item, names in _of_each_kind("needs", path).items()}


def catalogue_ids() -> dict[str, str]:
    """The catalogue id of each kind: cnn.conv-output-size is C-03.Q1."""
    return {kind: number for model in models() for number, kind in model.kinds.items()}


@cache
def _entries(path: Path | None) -> dict[str, Any]:
    with (path or data_path() / "syllabus.toml").open("rb") as file:
        return tomllib.load(file)


def _of_each_kind(field: str, path: Path | None) -> dict[str, Any]:
    """What the models say in this field, by the items of their kinds."""
    models = (entry for id, entry in _entries(path).items() if id != SKILLS)
    return {
        f"kind:{entry['kinds'][number]}": found for entry in models for number, found in entry.get(field, {}).items()
    }


def _nodes(shares: dict[str, float]) -> dict[str, float]:
    return {_node(name): share for name, share in shares.items()}


def _node(name: str) -> str:
    return name if ":" in name else f"skill:{name}"


def _model(id: str, entry: dict[str, dict[str, str]]) -> Model:
    return Model(
        id,
        str(entry["chapter"]),
        Text(**entry["name"]),
        {f"{id}.{question}": kind for question, kind in entry["kinds"].items()},
        tuple(entry["reference"]),
        Text(**entry["notes"]),
        Text(**entry["errata"]) if "errata" in entry else None,
    )
