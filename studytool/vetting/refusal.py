"""Why the bank refuses a draw of a kind's givens: the reason that it keeps to itself, told with its field and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from studytool.formula.evaluate import OUTSIDE_DOMAIN, Evaluator, Value
from studytool.formula.grammar import parse
from studytool.formula.tree import names
from studytool.kinds.derivation import Derivation
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Hidden
from studytool.kinds.kind import Kind
from studytool.questions import bank
from studytool.questions.claims import Plan, claims
from studytool.questions.giveaway import Giveaway, giveaway
from studytool.questions.tolerance import finite
from studytool.text.language import Text

CONDITION: Final = Text("do not keep “{text}”", "不满足“{text}”")
NO_VALUE: Final = Text("have no value for {name} = {formula} ({error})", "算不出 {name} = {formula}（{error}）")
INFINITE: Final = Text("have an answer that is no finite number", "答案不是有限数")
TOLD: Final[dict[Giveaway, Text]] = {
    "zero": Text("have the answer 0, which gives it away", "答案为 0，不算也知道"),
    "one": Text("have only 0 and 1 in the answer, which gives it away", "答案只含 0 和 1，不算也知道"),
    "given": Text("have a printed given as their answer", "答案就是某个已知量"),
}
MUST: Final = Text("cannot tell {ids}, which must be told", "无法区分必须能区分的 {ids}")
FEW: Final = Text("can tell fewer than {claims} misconceptions", "能区分的误区不足 {claims} 个")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one draw makes no variant; `said` goes on from “of so many draws, so many …”."""

    field: str
    said: Text
    line: int | None = None


def refusals(kind: Kind, seed: int, count: int) -> list[Refusal | None]:
    """What becomes of the first draws of a seed, in order: a reason each, or None for those that are sound."""
    stream = Draw(kind.id, kind.version, seed)
    with np.errstate(all="ignore"):
        return [refusal(kind, bank.draw_givens(kind, stream)) for _ in range(count)]


def refusal(kind: Kind, givens: Mapping[str, Value]) -> Refusal | None:
    """Why these givens make no variant, by the bank's own rules in their order; None if they make one."""
    early, late = kind.conditions
    if found := _unkept(kind, early, givens):
        return found
    try:
        derivation, plans = bank.written_out(kind, givens)
        values = derivation.entries(givens)
    except OUTSIDE_DOMAIN as error:
        return Refusal("steps", NO_VALUE.format(name="", formula="", error=error))
    if found := _without_value(derivation, values):
        return found
    answer = values[kind.asked]
    if not finite(answer):
        return Refusal("steps", INFINITE)
    shown = [value for name, value in givens.items() if not isinstance(kind.givens[name], Hidden)]
    if told := giveaway(answer, kind.type, shown):
        return Refusal("asked", TOLD[told])
    if found := _unkept(kind, late, values):
        return found
    return _untold(kind, values, plans)


def _unkept(kind: Kind, conditions: tuple[Evaluator, ...], values: Mapping[str, Value]) -> Refusal | None:
    for text, condition in _texts(kind, conditions):
        if not condition(values):
            return Refusal("where", CONDITION.format(text=text), kind.where.index(text) + 1)
    return None


def _texts(kind: Kind, conditions: tuple[Evaluator, ...]) -> list[tuple[str, Evaluator]]:
    """The conditions with their texts: early and late ones each stand in the order of `where`."""
    early = conditions is kind.conditions[0]
    texts = [text for text in kind.where if (names(parse(text)) <= kind.givens.keys()) == early]
    return list(zip(texts, conditions, strict=True))


def _without_value(derivation: Derivation, values: dict[str, Value]) -> Refusal | None:
    """Compute the steps in place until one has no value."""
    for step in derivation.steps:
        try:
            values[step.name] = step.run(values)
        except OUTSIDE_DOMAIN as error:
            said = NO_VALUE.format(name=step.name, formula=step.text, error=f"{type(error).__name__}: {error}")
            return Refusal("steps", said)
    return None


def _untold(kind: Kind, values: Mapping[str, Value], plans: tuple[Plan, ...]) -> Refusal | None:
    must = kind.must_claim
    ordered = sorted(plans, key=lambda plan: plan[0].id not in must) if must else plans
    found = claims(values, kind.asked, kind.type, ordered)
    first = {claim.id for claim in islice(found, len(must))}
    if first != {*must}:
        return Refusal("must_claim", MUST.format(ids=", ".join(sorted({*must} - first))))
    return None if len(first) + len(list(found)) >= kind.claims else Refusal("claims", FEW.format(claims=kind.claims))
