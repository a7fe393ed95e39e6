"""The bank: from a kind's id, a seed and a mode to a validated question.

A variant is kept only if it passes: its numbers are finite and its answer is no giveaway; the formula's answer equals
NumPy reference's; each misconception that it claims differs from the answer, and from every other, by more than
the tolerances could bridge; and it claims as many as its kind wants.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np

from studytool import modes
from studytool.claims import Plan, claims
from studytool.derivation import Derivation, expand, vector_entries
from studytool.draw import Draw, Hidden
from studytool.formula import Value
from studytool.kind import Kind
from studytool.names import CHAPTERS, Mode, chapter_named, nearest
from studytool.question import Question, Variant
from studytool.text.language import Text, UserError
from studytool.tolerance import EXACT

ATTEMPTS: Final = 2000
AGREEMENT: Final = 1e-9
"""The relative difference that formula and reference may have."""


class UnsoundKindError(Exception):
    """The author's fault: no sound variant can be drawn, or formula and reference disagree."""


@cache
def chapter(name: str) -> tuple[Kind, ...]:
    """The kinds of a chapter, in the order of its files; UserError for an unknown chapter."""
    package = importlib.import_module(f"studytool.topics.{chapter_named(name)}")
    found: list[Kind] = []
    for module in pkgutil.iter_modules(package.__path__):
        found += getattr(importlib.import_module(f"{package.__name__}.{module.name}"), "KINDS", ())
    return tuple(found)


def kinds() -> Iterator[Kind]:
    """Every kind of the bank, chapter by chapter."""
    for name in CHAPTERS:
        yield from chapter(name)


def find(id: str) -> Kind:
    """The kind of this id; UserError naming the nearest one if there is none."""
    prefix = id.partition(".")[0]
    for kind in chapter(prefix) if prefix in CHAPTERS else ():
        if kind.id == id:
            return kind
    raise nearest(id, [kind.id for kind in kinds()], Text("kind", "题型"))


def generate(kind: Kind, seed: int, mode: Mode | None = None) -> Question:
    """The question that kind, version, seed and mode stand for; UserError if the kind has no such mode."""
    chosen = mode or kind.modes[0]
    if chosen not in kind.modes:
        known = " ".join(kind.modes)
        raise UserError(
            Text(f"{kind.id} has no mode {chosen!r}; it has: {known}", f"{kind.id} 没有 {chosen} 模式；可用：{known}")
        )
    return modes.ask(variant(kind, seed), chosen)


def variant(kind: Kind, seed: int) -> Variant:
    """Draw until a variant is sound; the same (kind, version, seed) gives the same one everywhere."""
    stream = Draw(kind.id, kind.version, seed)
    with np.errstate(all="ignore"):
        for _ in range(ATTEMPTS):
            found = _attempt(kind, seed, stream)
            if found:
                _agree(found)
                return found
    raise UnsoundKindError(f"{kind.id}: no sound variant in {ATTEMPTS} draws with seed {seed}")


def draw_givens(kind: Kind, stream: Draw) -> dict[str, Value]:
    """One draw of all givens, hidden ones included."""
    values: dict[str, Value] = {}
    for name, given in kind.givens.items():
        values[name] = given.draw(stream, values)
    return values


def _attempt(kind: Kind, seed: int, stream: Draw) -> Variant | None:
    drawn = draw_givens(kind, stream)
    if not all(condition(drawn) for condition in kind.conditions[0]):
        return None
    try:
        return derive(kind, drawn, seed)
    except (ArithmeticError, ValueError):
        return None


def derive(kind: Kind, givens: Mapping[str, Value], seed: int) -> Variant | None:
    """Derive everything from these givens; None if they make no sound variant."""
    derivation, plans = written_out(kind, givens)
    values = derivation.run(derivation.entries(givens))
    answer = values[kind.asked]
    if not np.isfinite(answer).all() or not (kind.zero or np.any(answer)):
        return None
    if not all(condition(values) for condition in kind.conditions[1]):
        return None
    found = tuple(claims(values, kind.asked, kind.type, plans))
    if len(found) < kind.claims or not {claim.id for claim in found}.issuperset(kind.must_claim):
        return None
    shown = {name: value for name, value in givens.items() if not isinstance(kind.givens[name], Hidden)}
    return Variant(kind, seed, shown, derivation, values, plans, found)


def written_out(kind: Kind, givens: Mapping[str, Value]) -> tuple[Derivation, tuple[Plan, ...]]:
    """The derivation for givens of this size, and what each misconception computes again."""
    return _written_out(kind, tuple(size(givens) for size in kind.sizes), _Unkeyed(givens))


class _Unkeyed(dict[str, Value]):
    """Givens that a cache takes along without looking at them: the sizes beside them say all that matters."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unkeyed)


@lru_cache(maxsize=4096)
def _written_out(kind: Kind, _: tuple[Value, ...], givens: _Unkeyed) -> tuple[Derivation, tuple[Plan, ...]]:
    steps = tuple(expand(kind.lines, givens))
    wrong = {mistake: tuple(expand(mistake.lines, givens)) for mistake in kind.mistakes}
    every = [*steps, *(step for changed in wrong.values() for step in changed)]
    derivation = Derivation(steps, vector_entries(every, kind.givens))
    return derivation, tuple((mistake, derivation.after(changed)) for mistake, changed in wrong.items())


def _agree(found: Variant) -> None:
    """Raise UnsoundKindError unless the reference gives the formula's answer."""
    kind = found.kind
    expected = reference_answer(kind, found.values)
    close = np.array_equal if kind.type in EXACT else _close
    if np.shape(expected) != np.shape(found.answer) or not close(expected, found.answer):
        raise UnsoundKindError(f"{kind.id}, seed {found.seed}: formula {found.answer}, reference {expected}")


def _close(expected: Value, answer: Value) -> bool:
    return bool(np.all(np.abs(np.subtract(expected, answer)) <= AGREEMENT * np.maximum(1e-3, np.abs(expected))))


def reference_answer(kind: Kind, givens: Mapping[str, Value]) -> Any:
    """What the NumPy reference gives for these givens."""
    return kind.reference(**{name: givens[name] for name in kind.reference_names})
