"""A question as the screen shows it at 80 columns, row by row, before anything is answered."""

from __future__ import annotations

from itertools import chain
from typing import Final

from studytool.questions.question import Question
from studytool.text.language import Language
from studytool.tui import showing
from studytool.tui.speech import Speech
from studytool.tui.widgets.givens import side_by_side
from studytool.tui.widgets.prose import Paragraph

WIDTH: Final = 76
"""What is left of 80 columns between the margins."""


def screen_rows(question: Question, language: Language) -> list[str]:
    """The stem, the givens and the convention, an empty row between one and the next."""
    speech = Speech(language)
    givens = [row for group in showing.blocks(question, speech) if group for row in side_by_side(group, WIDTH)]
    blocks = [_rows(showing.stem(question, speech)), givens, _rows(showing.convention(question, speech))]
    return list(chain.from_iterable([*block, ""] for block in blocks if block))[:-1]


def _rows(paragraphs: list[Paragraph]) -> list[str]:
    return [row for paragraph in paragraphs for row in paragraph.lines(WIDTH)]
