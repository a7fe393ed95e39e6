"""Which misconceptions a learner may still hold: what each answer says of it, and which variant would say most.

A learner either knows the kind, or holds one of its catalogued misconceptions, or makes a mistake that nobody has
catalogued. Each of these predicts what is typed on a variant: the answer, the misconception's number, or a number that
is nobody's. Misconceptions that coincide on a variant predict the same and stay possible together; one that gives the
answer there is neither confirmed nor refuted by it (Brown & Burton 1978, "Diagnostic models for procedural bugs in
basic mathematical skills"). Slips make the predictions probabilities, as in knowledge tracing (Corbett & Anderson
1995), and the next variant is the one whose answer is expected to tell most (Lindley 1956, "On a measure of the
information provided by an experiment").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.kinds.kind import Kind
from studytool.kinds.misconceptions import Mistake
from studytool.questions import bank
from studytool.questions.claims import answerable, own_numbers, wrong_value
from studytool.questions.question import Claim, Variant
from studytool.questions.tolerance import entries, tolerance, within

Probabilities = np.ndarray[Any, np.dtype[np.float64]]

NONE: Final = "none"
"""The hypothesis that the learner knows the kind."""
OTHER: Final = "other"
"""The hypothesis that the learner makes a mistake that is not catalogued."""

KNOWN_AT_FIRST: Final = 0.5
OTHER_AT_FIRST: Final = 0.02
"""Before anything is answered; the catalogued misconceptions, other conventions among them, share the rest equally."""
SLIP: Final = 0.1
"""How often the number typed is not the one that the learner's procedure gives."""
CHANCE: Final = 0.05
"""How often a number that nothing predicts is one of the known ones all the same."""
RELEARNED: Final = 0.1
"""How likely a learner is to have changed between two questions: each is answered with feedback and a solution."""
POSSIBLE: Final = 0.02
"""What is less probable than this is ruled out."""
SURE: Final = 0.95
"""What is at least as probable as this is named."""
DIGITS: Final = 9
"""Decimals of a bit: what differs beyond them differs by rounding."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """What a learner may hold of one kind: hypotheses by id, and the natural logarithm of the probability of each.

    The first id is `NONE`, the last `OTHER`; between them stand the kind's misconceptions in its order.
    """

    ids: tuple[str, ...]
    logs: tuple[float, ...]

    @property
    def probabilities(self) -> Probabilities:
        """The probability of each hypothesis, shape (ids,); their sum is 1."""
        return np.exp(self.logs)

    def of(self, id: str) -> float:
        """The probability of one hypothesis."""
        return float(np.exp(self.logs[self.ids.index(id)]))


@dataclass(frozen=True, slots=True)
class Predictions:
    """What each hypothesis predicts on a variant.

    `numbers` holds, for each number that is told apart, all that count as it, the answer first; `places` the number
    that each hypothesis predicts, None where it predicts none: outside the formulas' domain, or `OTHER`.
    """

    numbers: tuple[tuple[Value, ...], ...]
    places: tuple[int | None, ...]
    type: AnswerType

    def place(self, value: Value) -> int:
        """Which of the numbers this is; one place beyond them if it is none."""
        for place, alike in enumerate(self.numbers):
            if any(within(value, number, tolerance(number, self.type)) for number in alike):
                return place
        return len(self.numbers)


def at_first(kind: Kind) -> Suspects:
    """What may be held before anything is answered."""
    each = (1 - KNOWN_AT_FIRST - OTHER_AT_FIRST) / max(1, len(kind.mistakes))
    shares = np.array([KNOWN_AT_FIRST, *[each] * len(kind.mistakes), OTHER_AT_FIRST])
    return _normal((NONE, *(mistake.id for mistake in kind.mistakes), OTHER), np.log(shares))


def update(suspects: Suspects, variant: Variant, value: Value, offered: Sequence[Value] = ()) -> Suspects:
    """What may be held after this was answered; `offered` are the values to choose from, where nothing is typed."""
    seen = predictions(variant)
    chances = _chances_offered(seen, offered) if offered else _chances(seen.places)
    return _normal(suspects.ids, np.add(suspects.logs, np.log(chances[:, seen.place(value)])))


def faded(suspects: Suspects, kind: Kind) -> Suspects:
    """What may be held when the next question is asked: what was held before, or with `RELEARNED` anything again.

    Feedback may have mended the misconception (the transition of knowledge tracing), and what was known may have been
    forgotten; so an answer counts the less, the more questions ago it was given.
    """
    before = np.array(suspects.logs) + np.log(1 - RELEARNED)
    anew = np.array(at_first(kind).logs) + np.log(RELEARNED)
    return _normal(suspects.ids, np.logaddexp(before, anew))


def possible(suspects: Suspects) -> tuple[str, ...]:
    """The hypotheses that are not ruled out, the most probable first."""
    shares = suspects.probabilities
    order = sorted(range(len(shares)), key=lambda place: -shares[place])
    return tuple(suspects.ids[place] for place in order if shares[place] >= POSSIBLE)


def named(suspects: Suspects) -> str | None:
    """The one hypothesis that is practically certain, or None."""
    place = int(np.argmax(suspects.logs))
    return suspects.ids[place] if np.exp(suspects.logs[place]) >= SURE else None


def splits(suspects: Suspects, variant: Variant) -> float:
    """How many bits the answer to this variant is expected to tell about what is held.

    The mutual information of hypothesis and answer: slips count, and a difference between hypotheses that are ruled out
    counts little.
    """
    return _told(suspects, _chances(predictions(variant).places))


def best_seed(kind: Kind, suspects: Suspects, seeds: Iterable[int]) -> int:
    """The seed, among these, of the variant that splits best; the first of those that do it equally well.

    No more are drawn once a variant tells all hypotheses apart.
    """
    most = _told(suspects, _chances((*range(len(suspects.ids) - 1), None)))
    told: dict[int, float] = {}
    for seed in seeds:
        told[seed] = round(splits(suspects, bank.variant(kind, seed)), DIGITS)
        if told[seed] >= round(most, DIGITS):
            break
    return max(told, key=lambda seed: told[seed])


def predictions(variant: Variant) -> Predictions:
    """What each hypothesis predicts; numbers that no answer could tell apart count as one."""
    type = variant.kind.type
    numbers: list[list[Value]] = [[variant.answer]]
    places: list[int | None] = [0]
    with np.errstate(all="ignore"):
        for _, plan in variant.plans:
            wrong = wrong_value(variant.values, variant.kind.asked, plan)
            places.append(_sorted_in(numbers, wrong, type) if _can_be_typed(wrong, type) else None)
    return Predictions(tuple(map(tuple, numbers)), (*places, None), type)


def sharers(
    variant: Variant, asked: str, type: AnswerType, claim: Claim, values: Mapping[str, Value] | None = None
) -> tuple[Mistake, ...]:
    """The other misconceptions that give the claim's number for the step `asked` on this variant.

    `values` are those that follow from the learner's own earlier ones, where the claim was made with them. None share
    the number of two misconceptions at once: it is claimed only where no single one gives it.
    """
    misled = (replace(variant, values=values) if values else variant).misled
    if all(mistake.id != claim.id for mistake, _ in misled):
        return ()
    held = [(mistake, wrong[asked]) for mistake, wrong in misled if mistake.id != claim.id]
    return tuple(mistake for mistake, wrong in held if _can_be_typed(wrong, type) and _alike(claim.value, wrong, type))


def _can_be_typed(wrong: Value | None, type: AnswerType) -> bool:
    """Whether there is a number here that somebody could answer."""
    return wrong is not None and answerable(entries(wrong), type)


def _sorted_in(numbers: list[list[Value]], wrong: Value, type: AnswerType) -> int:
    """Where the number belongs: with those like it, or in a place of its own behind them."""
    for place, alike in enumerate(numbers):
        if _alike(alike[0], wrong, type):
            alike.append(wrong)
            return place
    numbers.append([wrong])
    return len(numbers) - 1


def _alike(one: Value, other: Value, type: AnswerType) -> bool:
    """Whether an answer may be near both; the rule by which a variant claims misconceptions."""
    return 1 not in own_numbers([one, other], type)


def _told(suspects: Suspects, chances: Probabilities) -> float:
    shares = suspects.probabilities
    return _entropy(shares @ chances) - float(shares @ [_entropy(row) for row in chances])


def _chances(places: Sequence[int | None]) -> Probabilities:
    """How probable each number is under each hypothesis, shape (ids, numbers + 1); the last column is any other number.

    Who holds a hypothesis types its number but for slips. A misconception outside the formulas' domain predicts
    nothing: all is equally probable. An uncatalogued mistake seldom gives a known number.
    """
    count = 1 + max(place for place in places if place is not None)
    by_chance = SLIP * CHANCE / (count - 1) if count > 1 else 0.0
    table = np.full((len(places), count + 1), by_chance)
    table[:, -1] = SLIP - by_chance * (count - 1)
    for row, place in enumerate(places):
        if place is None:
            table[row] = 1 / (count + 1)
        else:
            table[row, place] = 1 - SLIP
    table[-1, :-1], table[-1, -1] = CHANCE / count, 1 - CHANCE
    return table


def _chances_offered(seen: Predictions, offered: Iterable[Value]) -> Probabilities:
    """The same for a choice: whoever does not find their number there takes any of those offered."""
    columns = sorted({seen.place(value) for value in offered})
    table = np.zeros((len(seen.places), len(seen.numbers) + 1))
    table[:, columns] = 1 / len(columns)
    for row, place in enumerate(seen.places):
        if place in columns and len(columns) > 1:
            table[row, columns] = SLIP / (len(columns) - 1)
            table[row, place] = 1 - SLIP
    return table


def _entropy(shares: Probabilities) -> float:
    some = shares[shares > 0]
    return float(-some @ np.log2(some))


def _normal(ids: tuple[str, ...], logs: Probabilities) -> Suspects:
    return Suspects(ids, tuple((logs - np.logaddexp.reduce(logs)).tolist()))
