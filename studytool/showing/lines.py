"""The lines of a worked solution, as they stand after the question or, some of them open, in it."""

from __future__ import annotations

from dataclasses import dataclass

from studytool.questions import explain
from studytool.questions.question import Variant
from studytool.questions.worked import Explanation
from studytool.showing.asked import Asked
from studytool.showing.words import COLON
from studytool.text.language import Text


@dataclass(frozen=True)
class Line:
    """A step with its numbers; `asked` is the part that is answered there, where the line is left open."""

    step: Explanation
    asked: Asked | None = None

    @property
    def text(self) -> Text:
        """The step on one line, behind its meaning where the author gave it."""
        note, line = self.step.note, self.step.line
        return Text(f"{note.en}{COLON.en}{line}", f"{note.zh}{COLON.zh}{line}") if note else Text(line, line)

    @property
    def results(self) -> tuple[str, ...]:
        """What stands behind the formula: the numbers put in and the value, nothing twice."""
        step = self.step
        return tuple(dict.fromkeys(piece for piece in (step.numbers, step.value) if piece and piece != step.formula))


def worked_out(variant: Variant) -> tuple[Line, ...]:
    """The solution of a variant, line by line."""
    return tuple(Line(step) for step in explain.solution(variant))
