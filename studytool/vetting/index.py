"""The index of the bank written anew from the kinds themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final

from studytool.course.chapters import in_course_order
from studytool.course.index import FILE, Entry, entries, record
from studytool.kinds.kind import Kind
from studytool.locations import data_path
from studytool.questions import bank
from studytool.questions.numbers import answer_text, plain
from studytool.questions.question import Variant

SEEDS: Final = range(5)
DIGITS: Final = 9
"""Digits of a number that goes into a digest: those after them depend on the processor."""
SHOWN: Final = 12
"""Characters of a digest."""


def indexed(kind: Kind) -> Entry:
    """What the index says of a kind."""
    return Entry(
        kind.id,
        kind.catalogue,
        bank.module_of(kind) or "",
        kind.level,
        kind.title,
        kind.modes,
        kind.contains,
        kind.needs,
        {mistake.id: mistake.name for mistake in kind.mistakes},
        {mistake.id: mistake.skill for mistake in kind.mistakes if mistake.skill},
        kind.version,
        digest(kind),
    )


def digest(kind: Kind) -> str:
    """A short text that is another one when the numbers of the first variants are."""
    numbers = json.dumps([_numbers(bank.variant(kind, seed)) for seed in SEEDS])
    return sha256(numbers.encode()).hexdigest()[:SHOWN]


def _numbers(variant: Variant) -> list[Any]:
    """Givens, answer and misconceptions' numbers."""
    computed = {"": variant.answer} | {claim.id: claim.value for claim in variant.claims}
    texts = {id: answer_text(value, "float", digits=DIGITS) for id, value in computed.items()}
    return [{name: plain(value) for name, value in variant.givens.items()}, texts]


def accept(kinds: Iterable[Kind]) -> None:
    """Write the index with these kinds as they are now, the others as it has them; none that is gone from the bank."""
    taught = {kind.id for kind in bank.kinds()}
    kept = {id: entry for id, entry in entries().items() if id in taught}
    write(kept | {kind.id: indexed(kind) for kind in kinds})


def write(found: Mapping[str, Entry]) -> None:
    """Write the index, a line a kind in the order of the course."""
    ordered = sorted(found.values(), key=_place)
    lines = (f"{json.dumps(entry.id)}: {json.dumps(record(entry), ensure_ascii=False)}" for entry in ordered)
    (data_path() / FILE).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    entries.cache_clear()


def _place(entry: Entry) -> tuple[Any, ...]:
    numbers = [int(number) for number in re.findall("[0-9]+", entry.catalogue)]
    return in_course_order(entry.chapter), not numbers, numbers, entry.id
