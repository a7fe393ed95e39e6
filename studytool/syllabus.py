"""The syllabus: every model that is taught, with its kinds, its references, and what the lecture notes say of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studytool.locations import data_path
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


@cache
def models(path: Path | None = None) -> tuple[Model, ...]:
    """The models in the order of the notes."""
    with (path or data_path() / "syllabus.toml").open("rb") as file:
        return tuple(_model(id, entry) for id, entry in tomllib.load(file).items())


def catalogue_ids() -> dict[str, str]:
    """The catalogue id of each kind: cnn.conv-output-size is C-03.Q1."""
    return {kind: number for model in models() for number, kind in model.kinds.items()}


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
