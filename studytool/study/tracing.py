"""From the log of a kind to what its learner may still hold, and to the variant to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from studytool.answer.judging.suspects import Suspects, at_first, best_seed, faded, named, update
from studytool.answer.reading.read import Unreadable, read
from studytool.course.items import Item
from studytool.course.modes import MODES, Mode
from studytool.formula.evaluate import Value
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.question import Part, Question
from studytool.store.events import Event
from studytool.store.log import Log

TELLING: Final[tuple[Mode, ...]] = ("forward", "parts", "choice")
"""The modes that end with the kind's answer."""
LATEST: Final = 8
"""Earlier answers have faded: they would move nothing."""
CANDIDATES: Final = 24
"""More variants to choose from split hardly better, and take longer to draw."""
APART: Final = 10_000_019
"""Between the seeds of two candidates: a prime, far beyond the number of questions in a sitting."""


class Evidence(NamedTuple):
    """One answer as it bears on the misconceptions: the question, the value given, and those to choose from if any."""

    question: Question
    value: Value
    offered: tuple[Value, ...]


def suspects_of(kind: Kind, answers: Iterable[Event]) -> Suspects | None:
    """What the answers, in their order, leave possible; None if none of them tells anything.

    What tells: the last part of the modes of `TELLING`, asked in the kind's present version. A right answer tells as
    much as a wrong one.
    """
    suspects: Suspects | None = None
    for found in filter(None, (evidence(kind, answer) for answer in answers)):
        before = faded(suspects, kind) if suspects else at_first(kind)
        suspects = update(before, found.question.variant, found.value, found.offered)
    return suspects


def next_seed(kind: Kind, seed: int, log: Log) -> int:
    """The seed of the next question on a kind: while it is open what its learner holds, the one that splits best.

    It is open until a hypothesis is practically certain; then the given seed is as good as any. The candidates are the
    given seed and those that follow at a distance of `APART`, so seed and log decide alone. Where a kind has few
    variants, the one answered last is passed over.
    """
    answers = log.answers(Item("kind", kind.id).key, LATEST)
    seeds: Iterable[int] = (seed + APART * number for number in range(CANDIDATES))
    if kind.variants is not None:
        seeds = _others(kind, list(seeds), answers)
        seed = seeds[0]
    suspects = suspects_of(kind, answers)
    if suspects and named(suspects):
        return seed
    now = faded(suspects, kind) if suspects else at_first(kind)
    return best_seed(kind, now, seeds)


def _others(kind: Kind, seeds: list[int], answers: Sequence[Event]) -> list[int]:
    """The seeds that draw other givens than the last answer's question has; all of them if none does."""
    asked = answers[-1].data.get("question") if answers else None
    last = _rebuilt(kind, asked, MODES) if isinstance(asked, Mapping) else None
    if last is None:
        return seeds
    before = last.variant.stated
    return [seed for seed in seeds if bank.variant(kind, seed).stated != before] or seeds


def evidence(kind: Kind, answer: Event) -> Evidence | None:
    """What an answer says, with the question rebuilt; None if it says nothing or cannot be read any more."""
    asked, typed = answer.data.get("question"), answer.data.get("typed")
    if not isinstance(asked, Mapping) or not isinstance(typed, str) or answer.data.get("part") != kind.asked:
        return None
    question = _rebuilt(kind, asked, TELLING)
    if question is None or question.parts[-1].name != kind.asked:
        return None
    part = question.parts[-1]
    value = _value(part, typed, decimal_comma=answer.data.get("decimal_comma") is True)
    return None if value is None else Evidence(question, value, tuple(option.value for option in part.options))


def _rebuilt(kind: Kind, asked: Mapping[str, Any], modes: Sequence[Mode]) -> Question | None:
    seed, mode = asked.get("seed"), asked.get("mode")
    same = (asked.get("kind"), asked.get("version")) == (kind.id, kind.version)
    if same and type(seed) is int and seed >= 0 and mode in modes and mode in kind.modes:
        return bank.generate(kind, seed, mode)
    return None


def _value(part: Part, typed: str, *, decimal_comma: bool) -> Value | None:
    """The number that was typed, or that the chosen option stands for."""
    reading = read(typed, part.type, options="".join(one.key for one in part.options), decimal_comma=decimal_comma)
    if isinstance(reading, Unreadable):
        return None
    if part.options:
        return next(option.value for option in part.options if option.key == reading.value)
    return reading.value
