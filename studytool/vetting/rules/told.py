"""The number of a claimed misconception is told by name, together with all that give it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from studytool.answer.judging.judge import Feedback, judge
from studytool.course.items import EITHER
from studytool.formula.evaluate import Value
from studytool.questions.claims import own_numbers, wrong_value
from studytool.questions.numbers import answer_text
from studytool.questions.question import Claim, Part, Question
from studytool.text.language import LANGUAGES, Text
from studytool.vetting.finding import Finding
from studytool.vetting.subject import Subject

NAMELESS: Final = Text(
    "seed {seed}, {mode}, {part}: its number “{typed}” is told as {found}; it should be told by its name",
    "种子 {seed}，{mode}，{part}：它的数“{typed}”被判为 {found}；应指出这一误区",
)
SILENT: Final = Text(
    "seed {seed}, {mode}, {part}: what is said of “{typed}” leaves out {names}",
    "种子 {seed}，{mode}，{part}：对“{typed}”的说明漏掉了 {names}",
)
VERDICT: Final = Text(
    "seed {seed}, {mode}, {part}: “{typed}” is judged {verdict}",
    "种子 {seed}，{mode}，{part}：“{typed}”被判为 {verdict}",
)
DIGITS: Final = 10


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each misconception whose number, typed as it is printed, is not told as its own."""
    told: set[str] = set()
    for question in subject.questions:
        for part in question.parts:
            for claim, typed in _typed(part):
                said = None if claim.id in told else _wrong(question, part, claim, typed)
                if said:
                    told.add(claim.id)
                    yield subject.finding(f"mistakes.{claim.id}", said)


def _typed(part: Part) -> Iterator[tuple[Claim, str]]:
    """Each misconception of a part with what its holder types."""
    if part.options:
        yield from ((option.claim, option.key) for option in part.options if option.claim)
        return
    for claim in part.claims if part.type != "formula" else ():
        if np.shape(claim.value) == np.shape(part.answer):
            yield claim, answer_text(claim.value, part.type, digits=DIGITS)


def _wrong(question: Question, part: Part, claim: Claim, typed: str) -> Text | None:
    feedback = judge(question, part, typed)
    place = {"seed": question.seed, "mode": question.mode, "part": part.name, "typed": typed}
    held = feedback.claim.id.split(EITHER) if feedback.claim else []
    if held[:1] != [claim.id] or sorted(held) != sorted(giving(question, part, claim.value)):
        return NAMELESS.format(**place, found=" ".join(held) or feedback.verdict)
    if left_out := _left_out(question, feedback, held):
        return SILENT.format(**place, names=", ".join(left_out))
    convention = bool(feedback.claim and feedback.claim.convention)
    if feedback.verdict != ("other-convention" if convention else "wrong"):
        return VERDICT.format(**place, verdict=feedback.verdict)
    return None


def _left_out(question: Question, feedback: Feedback, held: list[str]) -> list[str]:
    """The further misconceptions that the feedback does not name in each language; all where it says nothing."""
    if not (feedback.text.en and feedback.text.zh):
        return held
    others = [mistake for mistake in question.kind.mistakes if mistake.id in held[1:]]
    return [
        one.id for one in others if any(one.name[language] not in feedback.text[language] for language in LANGUAGES)
    ]


def giving(question: Question, part: Part, value: Value) -> Iterator[str]:
    """The misconceptions whose number for this part no answer could tell from the value."""
    kind, variant = question.kind, question.variant
    asked, type = (kind.asked, kind.type) if part.options else (part.name, part.type)
    for mistake, plan in variant.plans:
        with np.errstate(all="ignore"):
            wrong = wrong_value(variant.values, asked, plan)
        if wrong is not None and own_numbers([wrong], type) and 1 not in own_numbers([value, wrong], type):
            yield mistake.id
