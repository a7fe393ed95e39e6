"""The lines of a worked solution, as they stand after the question or, some of them open, in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studytool.questions import explain
from studytool.questions.numbers import answered
from studytool.questions.question import Variant
from studytool.questions.worked import Explanation
from studytool.showing.asked import Asked
from studytool.showing.words import COLON
from studytool.text.language import Text

LEADS: Final = " → "
"""Between a value and the word that it stands for."""


@dataclass(frozen=True)
class Line:
    """A step with its numbers; `asked` is the part that is answered there, where the line is left open.

    `word` is what the value stands for, where the answer is a word.
    """

    step: Explanation
    asked: Asked | None = None
    word: Text | None = None

    @property
    def bare(self) -> Text:
        """The step on one line, its word at the end."""
        line, word = self.step.line, self.word
        return Text(f"{line}{LEADS}{word.en}", f"{line}{LEADS}{word.zh}") if word else Text(line, line)

    @property
    def text(self) -> Text:
        """The step on one line, behind its meaning where the author gave it."""
        note, line = self.step.note, self.bare
        return Text(f"{note.en}{COLON.en}{line.en}", f"{note.zh}{COLON.zh}{line.zh}") if note else line

    @property
    def results(self) -> tuple[str, ...]:
        """What stands behind the formula: the numbers put in and the value, nothing twice."""
        step = self.step
        return tuple(dict.fromkeys(piece for piece in (step.numbers, step.value) if piece and piece != step.formula))


def worked_out(variant: Variant) -> tuple[Line, ...]:
    """The solution of a variant, line by line."""
    return tuple(Line(step, word=_word(variant, step.name)) for step in explain.solution(variant))


def _word(variant: Variant, name: str) -> Text | None:
    kind = variant.kind
    return answered(kind, variant.answer) if kind.pool and name == kind.asked else None
