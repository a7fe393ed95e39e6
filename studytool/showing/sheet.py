"""What a question shows, block by block: the screen, the command line and every export only draw it.

Texts have both languages, and one is chosen when a block is drawn: the screen changes its language while a question
stands there, JSON holds both, and what costs is worked out once for both. Whoever draws escapes, wraps and lays out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from studytool.kinds.kind import Kind
from studytool.questions.question import Question
from studytool.showing.asked import Asked
from studytool.showing.givens import Given, givens
from studytool.showing.lines import Line, worked_out
from studytool.showing.words import COLON, DIGITS, LEVEL, MODE_WORDS, SEED, SOURCE
from studytool.text.language import LANGUAGES, Language, Text
from studytool.text.sources import cited


@dataclass(frozen=True)
class Sheet:
    """A question's blocks; those that have to be worked out are, when they are first drawn, and once.

    `digits` says how exactly to answer, where that matters; `lines` are those of a solution that are printed with the
    question.
    """

    question: Question
    title: Text
    stem: Text
    convention: Text | None
    task: Text | None
    digits: Text | None
    lines: tuple[Line, ...]
    parts: tuple[Asked, ...]

    @property
    def subtitle(self) -> Text:
        """What rebuilds the question: cnn.conv-output-size · level 1 · seed 7."""
        return Text(*(_rebuilt(self.question, language) for language in LANGUAGES))

    @cached_property
    def givens(self) -> tuple[Given, ...]:
        """All givens in the author's order."""
        return tuple(givens(self.question))

    @property
    def beside(self) -> tuple[Given, ...]:
        """The givens that the stem does not say itself."""
        return tuple(given for given in self.givens if not given.said)

    @property
    def below(self) -> tuple[Asked, ...]:
        """The parts that no printed line asks for."""
        within = {line.step.name for line in self.lines}
        return tuple(asked for asked in self.parts if asked.part.name not in within)

    @cached_property
    def solution(self) -> tuple[Line, ...]:
        """The whole solution, line by line."""
        return worked_out(self.question.variant)

    @property
    def source(self) -> Text:
        """Where the formulas come from."""
        return source(self.question.kind)


def sheet(question: Question) -> Sheet:
    """The blocks of a question."""
    kind = question.kind
    parts = tuple(Asked(question, part) for part in question.parts)
    named = {asked.part.name: asked for asked in parts}
    digits = DIGITS if any(asked.rounded for asked in parts) else None
    lines = tuple(Line(step, named.get(step.name)) for step in question.worked)
    return Sheet(question, kind.title, question.stem, kind.convention, question.task, digits, lines, parts)


def source(kind: Kind) -> Text:
    """Where the formulas come from: 出处：Kipf & Welling 2017，式 2."""
    found = cited(kind.source)
    return Text(SOURCE.en + COLON.en + found.en, SOURCE.zh + COLON.zh + found.zh)


def _rebuilt(question: Question, language: Language) -> str:
    mode = "" if question.mode == question.kind.modes[0] else f" · {MODE_WORDS[question.mode][language]}"
    level = f"{LEVEL[language]} {question.kind.level}"
    return f"{question.kind.id} · {level} · {SEED[language]} {question.seed}{mode}"
