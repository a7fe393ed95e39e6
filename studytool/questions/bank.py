"""The bank: from a kind's id, a seed and a mode to a validated question.

A variant is kept only if it passes: its numbers are finite and its answer is not given away; the formula's answer
equals the NumPy reference's; each misconception that it claims differs from the answer, and from every other, by more
than the tolerances could bridge; and it claims as many as its kind wants.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, Final

import numpy as np

from studytool.course.chapters import CHAPTERS, chapter_named
from studytool.course.index import entries
from studytool.course.items import Item
from studytool.course.modes import Mode
from studytool.formula.evaluate import OUTSIDE_DOMAIN, Value
from studytool.kinds.derivation import Derivation, expand, vector_entries
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Hidden
from studytool.kinds.kind import Kind
from studytool.questions.claims import Plan, claims
from studytool.questions.giveaway import giveaway
from studytool.questions.modes import asking
from studytool.questions.question import Claim, Question, Variant
from studytool.questions.tolerance import finite, same
from studytool.text.language import Text, UserError
from studytool.text.nearest import nearest

ATTEMPTS: Final = 2000


WrittenOut = tuple[Derivation, tuple[Plan, ...]]
"""A derivation with its loops written out, and what each misconception computes again."""


class UnsoundKindError(Exception):
    """The author's fault: no sound variant can be drawn, or formula and reference disagree."""


@cache
def chapter(name: str) -> tuple[Kind, ...]:
    """The kinds of a chapter, in the order of its files; UserError for an unknown chapter."""
    return tuple(kind for module in _modules(chapter_named(name)) for kind in _written_in(module).values())


def _modules(chapter: str) -> list[str]:
    package = importlib.import_module(f"studytool.topics.{chapter}")
    return [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]


def module_of(kind: Kind) -> str | None:
    """The module of topics that the kind is written in; None for a kind that is not in the bank."""
    modules = (module for module in _modules(kind.chapter) if _written_in(module).get(kind.id) is kind)
    return next(modules, None)


@cache
def _written_in(module: str) -> Mapping[str, Kind]:
    """The kinds that a module of topics has, by their ids; none where there is no such module."""
    if importlib.util.find_spec(module) is None:
        return {}
    return {kind.id: kind for kind in getattr(importlib.import_module(module), "KINDS", ())}


def kinds() -> Iterator[Kind]:
    """Every kind of the bank, chapter by chapter."""
    for name in CHAPTERS:
        yield from chapter(name)


def find(id: str) -> Kind:
    """The kind of this id; UserError naming the nearest one if there is none."""
    if kind := _taught(id):
        return kind
    raise nearest(id, [kind.id for kind in kinds()], Text("kind", "题型"))


def kind_of(key: str) -> Kind | None:
    """The kind that an item of memory stands for (`kind:cnn.conv-output-size`); None for others, or if it is gone."""
    item = Item.of(key)
    return _taught(item.id) if item and item.sort == "kind" else None


@cache
def _taught(id: str) -> Kind | None:
    """The kind of this id: from the module that the index names, else from its whole chapter."""
    indexed = entries().get(id)
    if indexed and (kind := _written_in(indexed.module).get(id)):
        return kind
    name = id.partition(".")[0]
    return next((kind for kind in chapter(name) if kind.id == id), None) if name in CHAPTERS else None


def generate(kind: Kind, seed: int, mode: Mode | None = None) -> Question:
    """The question that kind, version, seed and mode stand for; UserError if the kind has no such mode."""
    chosen = mode or kind.modes[0]
    if chosen not in kind.modes:
        raise _lacking(kind, chosen)
    return next(question for found in _variants(kind, seed) if (question := asking.ask(found, chosen)))


def _lacking(kind: Kind, mode: Mode) -> UserError:
    known, why = " ".join(kind.modes), kind.reasons[mode]
    return UserError(
        Text(
            f"{kind.id} has no mode {mode}: {why.en}; it has: {known}",
            f"{kind.id} 没有 {mode} 模式：{why.zh}；可用：{known}",
        )
    )


def variant(kind: Kind, seed: int) -> Variant:
    """Draw until a variant is sound; the same (kind, version, seed) gives the same one everywhere."""
    return next(_variants(kind, seed))


def _variants(kind: Kind, seed: int) -> Iterator[Variant]:
    """The sound variants that a seed draws, one after the other; all modes ask the first one that they can ask."""
    stream = Draw(kind.id, kind.version, seed)
    for _ in range(ATTEMPTS):
        with np.errstate(all="ignore"):
            found = _attempt(kind, seed, stream)
            if found:
                _agree(found)
        if found:
            yield found
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
    except OUTSIDE_DOMAIN:
        return None


def derive(kind: Kind, givens: Mapping[str, Value], seed: int) -> Variant | None:
    """Derive everything from these givens; None if they make no sound variant."""
    derivation, plans = written_out(kind, givens)
    values = derivation.run(derivation.entries(givens))
    answer = values[kind.asked]
    shown = {name: value for name, value in givens.items() if not isinstance(kind.givens[name], Hidden)}
    if not finite(answer) or giveaway(answer, kind.type, shown.values()):
        return None
    if not all(condition(values) for condition in kind.conditions[1]):
        return None
    found = _claims(kind, values, plans)
    if found is None:
        return None
    return Variant(kind, seed, shown, derivation, values, plans, found)


def _claims(kind: Kind, values: Mapping[str, Value], plans: tuple[Plan, ...]) -> tuple[Claim, ...] | None:
    """What the variant claims; None if that is less than its kind wants. What must be claimed is looked at first."""
    must = kind.must_claim
    ordered = sorted(plans, key=lambda plan: plan[0].id not in must) if must else plans
    every_number = claims(values, kind.asked, kind.type, ordered)
    found = (claim for claim in every_number if kind.may_be_answered(claim.value))
    first = tuple(islice(found, len(must)))
    if {claim.id for claim in first} != {*must}:
        return None
    every = (*first, *found)
    return every if len(every) >= kind.claims else None


def written_out(kind: Kind, givens: Mapping[str, Value]) -> WrittenOut:
    """The derivation for givens of this size, and what each misconception computes again."""
    key = tuple([size(givens) for size in kind.sizes])
    found: WrittenOut | None = kind.written.get(key)
    if found is None:
        found = kind.written[key] = _write_out(kind, givens)
    return found


def _write_out(kind: Kind, givens: Mapping[str, Value]) -> WrittenOut:
    steps = tuple(expand(kind.lines, givens))
    wrong = [(mistake, tuple(expand(mistake.lines, givens))) for mistake in kind.mistakes]
    every = [*steps, *(step for _, changed in wrong for step in changed)]
    derivation = Derivation(steps, vector_entries(every, kind.givens))
    return derivation, tuple((mistake, derivation.after(changed)) for mistake, changed in wrong)


def _agree(found: Variant) -> None:
    """Raise UnsoundKindError unless the reference gives the formula's answer."""
    kind = found.kind
    if not kind.may_be_answered(found.answer):
        raise UnsoundKindError(f"{kind.id}, seed {found.seed}: {found.answer} is no place of the pool")
    expected = reference_answer(kind, found.values)
    if not same(expected, found.answer, kind.type):
        raise UnsoundKindError(f"{kind.id}, seed {found.seed}: formula {found.answer}, reference {expected}")


def reference_answer(kind: Kind, givens: Mapping[str, Value]) -> Any:
    """What the NumPy reference gives for these givens."""
    return kind.reference(**{name: givens[name] for name in kind.reference_names})
