"""Nothing is there that nothing uses: no given, no step, no line of a misconception."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from studytool.formula.grammar import parse
from studytool.formula.tree import names
from studytool.kinds.derivation import ENTRY, Step, in_order
from studytool.kinds.expansion import BRACES
from studytool.kinds.givens import Drawn, Hidden
from studytool.questions.worked import needed
from studytool.text.language import Text
from studytool.vetting.finding import Finding
from studytool.vetting.spelling import hint
from studytool.vetting.subject import Subject, written_out
from studytool.vetting.written import Written, loops, of_draw

GIVEN: Final = Text("nothing computes with it; use it or leave it out", "没有任何算式用到它；应使用它，或将它删去")
STEP: Final = Text(
    "{name} leads to nothing: neither {asked} nor a condition or a misconception uses it; use it or leave it out",
    "{name} 没有被用到：{asked}、条件和误区都不用它；应使用它，或将它删去",
)
NOTHING: Final = Text(
    "“{text}” changes nothing: {name} is no step of the kind and no line here uses it; {hint}",
    "“{text}”不起作用：{name} 不是题型的步骤，这里也没有别的行用到它；{hint}",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each given, step and line that could be left out without any change."""
    yield from _lines(subject)
    yield from _steps(subject)
    yield from _givens(subject)


def _lines(subject: Subject) -> Iterator[Finding]:
    told: set[Written] = set()
    for lines in subject.mistakes:
        own = [pair for givens, _ in subject.expansions for pair in written_out(lines, givens)]
        uses = {name for _, step in own for name in step.needs}
        live = {written for written, step in own if step.name in subject.names | uses}
        for written, step in own:
            if written not in live | told:
                told.add(written)
                said = NOTHING.format(text=written.text, name=step.name, hint=hint(step.name, sorted(subject.names)))
                yield subject.finding(written.field, said, written.number)


def _steps(subject: Subject) -> Iterator[Finding]:
    kind = subject.kind
    used = set(kind.parts) | set(_in_conditions(subject)) | _of_mistakes(subject)
    live: set[Written] = set()
    for _, steps in subject.expansions:
        order = [step for _, step in steps]
        wanted = {one.name for name in {kind.asked, *used} for one in needed(_ordered(order), name)}
        live |= {written for written, step in steps if step.name in wanted}
    for written in subject.steps:
        if written not in live:
            said = STEP.format(name=written.line.name, asked=kind.asked)
            yield subject.finding(written.field, said, written.number)


def _ordered(steps: list[Step]) -> tuple[Step, ...]:
    return in_order({step.name: step for step in steps})


def _in_conditions(subject: Subject) -> Iterator[str]:
    for text in subject.kind.where:
        yield from names(parse(text))


def _of_mistakes(subject: Subject) -> set[str]:
    """What the formulas of the misconceptions use."""
    own = [
        step for givens, _ in subject.expansions for lines in subject.mistakes for _, step in written_out(lines, givens)
    ]
    return {name for step in own for name in step.needs}


def _givens(subject: Subject) -> Iterator[Finding]:
    kind = subject.kind
    steps = [step for _, pairs in subject.expansions for _, step in pairs]
    used = {*kind.reference_names, *_in_conditions(subject), *_of_mistakes(subject)}
    used |= {name for step in steps for name in step.needs}
    used |= {name for text in _sizes(subject) for name in names(parse(text))}
    used |= {found["vector"] for name in used if (found := ENTRY.fullmatch(name))}
    for name in kind.givens:
        if name not in used and not _is_for_draws(subject, name):
            yield subject.finding(f"givens.{name}", GIVEN)


def _sizes(subject: Subject) -> Iterable[str]:
    """The formulas of draws, bounds and braces."""
    for given in subject.kind.givens.values():
        yield from of_draw(given)
    for written in (*subject.steps, *(line for lines in subject.mistakes for line in lines)):
        yield from (bound for _, bounds in loops(written.line) for bound in bounds)
        yield from BRACES.findall(written.line.name + written.line.formula)


def _is_for_draws(subject: Subject, name: str) -> bool:
    """Whether a later draw is code, which may look at any given before it."""
    order = list(subject.kind.givens)
    later = [subject.kind.givens[other] for other in order[order.index(name) + 1 :]]
    return any(isinstance(given.inner if isinstance(given, Hidden) else given, Drawn) for given in later)
