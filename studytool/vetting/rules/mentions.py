"""What the other fields name is there: steps, givens, misconceptions, modes, the reference's arguments."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from studytool.course.modes import MODES
from studytool.kinds.derivation import ENTRY
from studytool.kinds.givens import Decimal, Given, Hidden, Integer, OneOf, VectorOf
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject

NO_STEP: Final = Text("no step is called {name}; {hint}", "没有名为 {name} 的步骤；{hint}")
NO_MISTAKE: Final = Text("no mistake is called {name}; {hint}", "没有名为 {name} 的误区；{hint}")
NO_MODE: Final = Text("no mode is called {name}; {hint}", "没有名为 {name} 的模式；{hint}")
NO_GIVEN: Final = Text(
    "no shown given, and no entry of one, is called {name}; {hint}", "{name} 既不是已显示的已知量，也不是其分量；{hint}"
)
NO_DOMAIN: Final = Text(
    "{name} has no domain that can be printed; take a given that is drawn by `integer`, `decimal` or `one_of`",
    "{name} 的取值范围无法印出；应选用 `integer`、`decimal` 或 `one_of` 抽取的量",
)
NO_PARAMETER: Final = Text(
    "its parameter {name} is no given and has no default; {hint}",
    "参考实现的参数 {name} 不是已知量，也没有默认值；{hint}",
)
WITHOUT_ANSWER: Final = Text("the answer {asked} is no part; add it", "各小题中没有答案 {asked}；应加上")
LABELS: Final = Text(
    "a choice asks for positions, by letters in `labels`, or for words of a `pool`: it needs one of the two, "
    "and another type has none",
    "choice 类型所问的是位置（字母写在 labels 中）或词语（写在 pool 中）：必须有其一，其他类型不应有",
)
SOURCELESS: Final = Text("no source is named; say where the formula stands", "没有写明出处；应写出公式的来源")
TOO_MANY: Final = Text(
    "{claims} misconceptions shall be told in every variant, and there are {count}; lower it or add some",
    "要求每个变式能区分 {claims} 个误区，而总共只有 {count} 个；应减小它或补充误区",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each name that stands for nothing."""
    kind = subject.kind
    ids = [mistake.id for mistake in kind.mistakes]
    steps = sorted(subject.names)
    yield from _missing(subject, "asked", (kind.asked,), steps, NO_STEP)
    yield from _missing(subject, "parts", kind.parts, steps, NO_STEP)
    yield from _missing(subject, "must_claim", kind.must_claim, ids, NO_MISTAKE)
    yield from _missing(subject, "without", kind.without, MODES, NO_MODE)
    if kind.parts and kind.asked not in kind.parts:
        yield subject.finding("parts", WITHOUT_ANSWER.format(asked=kind.asked))
    if (bool(kind.labels) or bool(kind.pool)) != (kind.type == "choice"):
        yield subject.finding("labels", LABELS)
    if not kind.source.strip():
        yield subject.finding("source", SOURCELESS)
    yield from _inverse(subject)
    yield from _parameters(subject)
    if kind.claims > len(ids):
        yield subject.finding("claims", TOO_MANY.format(claims=kind.claims, count=len(ids)))


def _missing(
    subject: Subject, field: str, wanted: Iterable[str], known: Collection[str], said: Text
) -> Iterator[Finding]:
    for name in wanted:
        if name not in known:
            yield subject.finding(field, said.format(name=name, hint=hint(name, known)))


def _inverse(subject: Subject) -> Iterator[Finding]:
    shown = {name: given for name, given in subject.kind.givens.items() if not isinstance(given, Hidden)}
    for name in subject.kind.inverse:
        entry = ENTRY.fullmatch(name)
        given = shown.get(name) or (shown.get(entry["vector"]) if entry else None)
        if given is None:
            yield subject.finding("inverse", NO_GIVEN.format(name=name, hint=hint(name, shown)))
        elif not _printable(given, is_entry=name not in shown):
            yield subject.finding("inverse", NO_DOMAIN.format(name=name))


def _printable(given: Given, *, is_entry: bool) -> bool:
    """Whether the domain of a given number, or of an entry of a given vector, can be listed."""
    inner = given.entry if isinstance(given, VectorOf) else given
    return isinstance(inner, Integer | Decimal | OneOf) and is_entry == isinstance(given, VectorOf)


def _parameters(subject: Subject) -> Iterator[Finding]:
    givens = subject.kind.givens
    for name, parameter in inspect.signature(subject.kind.reference).parameters.items():
        is_free = parameter.default is parameter.empty and parameter.kind not in {
            parameter.VAR_POSITIONAL,
            parameter.VAR_KEYWORD,
        }
        if name not in givens and is_free:
            yield subject.finding("reference", NO_PARAMETER.format(name=name, hint=hint(name, givens)))
