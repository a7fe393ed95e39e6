"""All rules in their order, and what they find in a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Final

from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.repeats import SITTING
from studytool.vetting.rules import (
    answers,
    bands,
    chinese,
    claimed,
    collisions,
    crosschecked,
    drawable,
    draws,
    english,
    evenness,
    followed,
    hints,
    homework,
    identity,
    indexed,
    letters,
    mentions,
    mistakes,
    modes,
    names,
    natures,
    notation,
    options,
    order,
    orientation,
    places,
    printed,
    reference,
    repeats,
    same,
    scopes,
    size,
    skills,
    solution,
    speed,
    symbols,
    syntax,
    texts,
    told,
    unused,
)
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject

Check = Callable[[Subject], Iterator[Finding]]
Found = Mapping[str, tuple[Finding, ...]]
"""The findings by the name of their rule, in the order of the rules; rules that found nothing are left out."""

READ: Final[tuple[ModuleType, ...]] = (notation,)
"""What can be said of a kind that cannot even be read."""
BUILT: Final[tuple[tuple[ModuleType, ...], ...]] = (
    (identity, mistakes, skills, syntax),
    (draws, scopes),
    (names, order),
    (mentions,),
    (unused,),
    (drawable, reference),
)
"""What must hold before there are variants: where one stage finds something, the next would only say it again."""
ASKED: Final[tuple[ModuleType, ...]] = (
    places,
    natures,
    claimed,
    bands,
    repeats,
    modes,
    same,
    answers,
    told,
    options,
    collisions,
    evenness,
    solution,
    hints,
    printed,
    size,
    followed,
    homework,
    speed,
    texts,
    chinese,
    english,
    letters,
    symbols,
    orientation,
    crosschecked,
    indexed,
)
"""What looks at variants and questions."""
RULES: Final = (*READ, *(rule for stage in BUILT for rule in stage), *ASKED)
NO_RULE: Final = Text("no rule is called {name}; {hint}", "没有名为 {name} 的规则；{hint}")
KEPT: Final = Text("the kind keeps the rule {name}; leave it out", "题型并未违反规则 {name}；应删去")
BROKE: Final = Text(
    "it cannot be looked at: {error}; a kind should raise nothing", "无法检查：{error}；题型不应引发异常"
)


def vet(subject: Subject) -> Found:
    """What is wrong with a kind by all rules, each looked at as far as those before it allow."""
    found: dict[str, tuple[Finding, ...]] = {}
    for stage in (READ, *BUILT):
        found |= {name_of(rule): checked(rule, subject) for rule in stage}
        if any(found[name_of(rule)] for rule in stage):
            break
    else:
        found |= {name_of(rule): checked(rule, subject) for rule in ASKED}
        found["waived"] = tuple(_waived_in_vain(subject, found))
    return {name: findings for name, findings in found.items() if findings and name not in subject.kind.waived}


def _waived_in_vain(subject: Subject, found: Found) -> Iterator[Finding]:
    """What the kind says that it breaks and does not: with few seeds a rule may find nothing by luck."""
    for name in subject.kind.waived:
        if name not in found:
            yield subject.finding("waived", NO_RULE.format(name=name, hint=hint(name, found)))
        elif not found[name] and subject.asked >= SITTING:
            yield subject.finding("waived", KEPT.format(name=name))


def name_of(rule: ModuleType) -> str:
    """The name of a rule: its file's."""
    return rule.__name__.rpartition(".")[2]


def checked(rule: ModuleType, subject: Subject) -> tuple[Finding, ...]:
    """What a rule finds; what it stumbles over is a finding too."""
    found: list[Finding] = []
    check: Check = rule.check
    try:
        found.extend(check(subject))
    except Exception as error:  # noqa: BLE001  whatever a kind raises is a finding
        found.append(subject.finding(name_of(rule), BROKE.format(error=f"{type(error).__name__}: {error}")))
    return tuple(found)
