"""A part of a question: what it asks for, what may be chosen, and what is told of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from studytool.answer.judging import judge
from studytool.answer.judging.diagnosis import either
from studytool.answer.judging.equivalence import equal, points
from studytool.course.answer_types import AnswerType
from studytool.formula.evaluate import Value
from studytool.formula.printing import symbol
from studytool.questions import explain
from studytool.questions.numbers import answer_text, answered
from studytool.questions.question import Claim, Option, Part, Question
from studytool.questions.tolerance import EXACT
from studytool.showing.words import OTHER_CONVENTION
from studytool.text.language import Text

UNROUNDED: Final[frozenset[AnswerType]] = EXACT | {"set", "formula"}
"""Types whose answers nobody rounds: a set's numbers are values of a printed domain."""


@dataclass(frozen=True, slots=True)
class Told:
    """A known mistake: the number that it gives, as it is written, and what is said to whoever gives it.

    Id and feedback are those of a verdict: of several mistakes that give this number here, all are named.
    `convention` says that it is right under another one.
    """

    claim: Claim
    written: Text
    id: str
    feedback: Text
    convention: bool

    @property
    def value(self) -> Value:
        """The number itself, or the formula."""
        return self.claim.value

    @property
    def listed(self) -> Text:
        """The feedback as it stands in a list, where no verdict tells that the number is right elsewhere."""
        said, note = self.feedback, OTHER_CONVENTION
        return Text(said.en + note.en, said.zh + note.zh) if self.convention else said


def keyed(form: str, option: Option) -> Text:
    """An option behind its letter, in this form."""
    return Text(form, form).format(key=option.key, text=option.text)


@dataclass(frozen=True)
class Asked:
    """A part as it is asked; what is told of its answers is worked out when it is first wanted, and once."""

    question: Question
    part: Part

    @property
    def label(self) -> str:
        """The letter of what is asked for."""
        return symbol(self.part.name)

    @property
    def rounded(self) -> bool:
        """Whether an answer is typed that is compared with a tolerance."""
        return self.part.type not in UNROUNDED

    def equated(self, name: str) -> str:
        """The name of what is asked for with its equals sign; a line to be found is equal to nothing, nor is a word."""
        return "" if self.question.mode == "spot" or self.question.kind.pool else f"{name} = "

    def written(self, value: Value) -> Text:
        """A value as an answer to this part is written."""
        kind, part = self.question.kind, self.part
        if part.name != kind.asked or part.type == "formula":
            text = answer_text(value, part.type)
            return Text(text, text)
        return answered(kind, value)

    @property
    def right(self) -> Text:
        """The answer as it is written, behind its letter if it is an option: (b) 14."""
        part = self.part
        return keyed("({key}) {text}", part.right) if part.options else self.written(part.answer)

    @property
    def hints(self) -> tuple[str, ...]:
        """What helps, one hint after the other, and never the answer."""
        return explain.hints(self.question, self.part.name)

    @cached_property
    def mistakes(self) -> tuple[Told, ...]:
        """The known mistakes that the part can tell."""
        return tuple(map(self._told, self._known()))

    def behind(self, option: Option) -> Told | None:
        """The known mistake behind an option."""
        claim = option.claim
        return next(told for told in self.mistakes if told.claim.id == claim.id) if claim else None

    def remark(self, option: Option) -> Text | None:
        """What is said to somebody who picked this option, where there is something to say."""
        told = self.behind(option)
        return told.feedback if told else option.note

    def _known(self) -> tuple[Claim, ...]:
        """The misconceptions, without formulas that count as right: j₀·s₁ is s₁ where j₀ is 1."""
        part = self.part
        if part.type != "formula":
            return part.claims
        sample = points(self.question.variant, part.name)
        return tuple(claim for claim in part.claims if not equal(claim.value, part.answer, sample))

    def _told(self, claim: Claim) -> Told:
        held = either(self.question, self.part, claim)
        return Told(
            claim, self.written(claim.value), held.id, judge.told(held.feedback, self.question), held.convention
        )
