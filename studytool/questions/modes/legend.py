"""The names that a learner's formula may use, each with what it stands for where nothing else on the screen says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from studytool.formula.printing import symbol
from studytool.kinds.derivation import Derivation
from studytool.text.language import LANGUAGES, Language, Text

NUMBERED: Final = re.compile(r"(?P<base>.+_)(?P<index>[0-9]+)")
PLACE: Final = "\0"
"""Stands in a note where the number of the step did."""
LONG: Final = 3
"""So many numbers in a row are written as the first and the last."""
SEPARATORS: Final[dict[Language, str]] = {"en": ", ", "zh": "、"}
MEANING: Final = Text("{names} ({note})", "{names}（{note}）")

Family = tuple[str, Text | None]
"""What the names have in common that differ only in their number: what stands before it, and their note around it."""


def legend(derivation: Derivation, names: Iterable[str]) -> Text:
    """The names one after the other; those that differ only in their number stand together: h₁, …, h₃ (state 1, …, 3).

    Givens are on the screen and need no words.
    """
    families: dict[Family, list[str]] = {}
    for name in names:
        families.setdefault(_family(derivation, name), []).append(name)
    entries = [_entry(family, members) for family, members in families.items()]
    return Text(*(SEPARATORS[language].join(entry[language] for entry in entries) for language in LANGUAGES))


def _family(derivation: Derivation, name: str) -> Family:
    step, found = derivation.named.get(name), NUMBERED.fullmatch(name)
    note = step.note if step else None
    if found is None:
        return name, note
    number = re.compile(rf"(?<![0-9]){found['index']}(?![0-9])")
    return found["base"], note and Text(number.sub(PLACE, note.en), number.sub(PLACE, note.zh))


def _entry(family: Family, members: list[str]) -> Text:
    ordered = sorted(members, key=_number)
    signs = _in_a_row([symbol(name) for name in ordered], ordered)
    note = family[1]
    if note is None:
        return signs
    numbers = _in_a_row([str(_number(name)) for name in ordered], ordered)
    meant = Text(note.en.replace(PLACE, numbers.en), note.zh.replace(PLACE, numbers.zh))
    return Text(
        MEANING.en.format(names=signs.en, note=meant.en),
        MEANING.zh.format(names=signs.zh, note=meant.zh),
    )


def _in_a_row(signs: Sequence[str], names: Sequence[str]) -> Text:
    """What belongs to these names in the order of their numbers, the middle of a long row left out."""
    if len(names) >= LONG and _number(names[-1]) - _number(names[0]) == len(names) - 1:
        signs = [signs[0], "…", signs[-1]]
    return Text(SEPARATORS["en"].join(signs), SEPARATORS["zh"].join(signs))


def _number(name: str) -> int:
    found = NUMBERED.fullmatch(name)
    return int(found["index"]) if found else 0
