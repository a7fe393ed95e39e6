"""Moodle's embedded answers: a text with a field for every number that is asked for.

The grammar is that of Moodle's question/type/multianswer/questiontype.php: {1:NUMERICAL:=14:0~15:0#feedback}.
Feedback ends at an unescaped ~ or }, and is entity-decoded once before it is shown as HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from studytool.export.markup import marked, table
from studytool.formula.evaluate import Value
from studytool.questions.numbers import inline, plain, portable
from studytool.questions.question import Part
from studytool.questions.tolerance import APART, tolerance
from studytool.showing.asked import Asked
from studytool.showing.lines import Line
from studytool.text.language import Language

SPECIAL: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in '&{}~#/"\\=%'})
MATRIX: Final = (
    'style="display:inline-table;vertical-align:middle;border-left:1px solid;border-right:1px solid" cellpadding="4"'
)


def prompted(asked: Asked, language: Language) -> str:
    """A part as HTML: its prompt and its fields, laid out as the value is written."""
    prompt = quiet(marked(asked.part.prompt[language]))
    if asked.part.options:
        return f"<p>{prompt}</p>{_choice(asked, language)}"
    return _with_fields(f"{prompt} =", asked, language)


def completed(line: Line, language: Language) -> str:
    """A line of a solution as HTML, with the fields of the part that is asked for there."""
    text = quiet(marked(line.text[language]))
    return _with_fields(text, line.asked, language) if line.asked else f"<p>{text}</p>"


def _with_fields(before: str, asked: Asked, language: Language) -> str:
    part, fields = asked.part, list(_fields(asked, language))
    if np.ndim(part.answer) == 2:
        width = part.answer.shape[1]
        cells = [fields[first : first + width] for first in range(0, len(fields), width)]
        return f"<div>{before} {table(cells, MATRIX)}</div>"
    return f"<p>{before} {_line(part, fields)}</p>"


def quiet(html: str) -> str:
    """HTML in which Moodle finds no field."""
    return html.replace("{", "&#123;")


def decimal(value: float) -> str:
    """A number as Moodle reads it."""
    return repr(portable(plain(value)) + 0)  # -0.0 becomes 0.0


def _line(part: Part, fields: Sequence[str]) -> str:
    if np.ndim(part.answer) == 0:
        return fields[0]
    return " × ".join(fields) if part.type == "shape" else f"( {' , '.join(fields)} )"


class Entry(NamedTuple):
    """A number of a field, and how far from it a number still counts as it."""

    value: float
    near: float

    def is_apart(self, other: Entry) -> bool:
        """Whether no number could be taken for both."""
        return abs(self.value - other.value) > APART * max(self.near, other.near)

    def __str__(self) -> str:
        return f"{decimal(self.value)}:{decimal(self.near) if self.near else 0}"


def _fields(asked: Asked, language: Language) -> Iterator[str]:
    """A field for each entry; an entry that no field can hold, such as −∞, is told instead of asked."""
    part = asked.part
    mistakes = [told for told in asked.mistakes if np.shape(told.value) == np.shape(part.answer)]
    columns = [_entries(told.value, tolerance(told.value, part.type)) for told in mistakes]
    for place, answer in enumerate(_entries(part.answer, part.tolerance)):
        if not np.isfinite(answer.value):
            yield inline(answer.value)
            continue
        wrong = [entries[place] for entries in columns]
        told = (f"{wrong[n]}#{_protected(mistakes[n].feedback[language])}" for n in _telling(wrong, answer))
        yield f"{{1:NUMERICAL:{'~'.join([f'={answer}', *told])}}}"


def _telling(wrong: Sequence[Entry], answer: Entry) -> Iterator[int]:
    """Which misconceptions this entry alone tells from the answer and from all others."""
    for number, entry in enumerate(wrong):
        others = [answer, *wrong[:number], *wrong[number + 1 :]]
        if np.isfinite(entry.value) and all(map(entry.is_apart, others)):
            yield number


def _choice(asked: Asked, language: Language) -> str:
    alternatives = []
    for option in asked.part.options:
        shown = f"{'=' if option is asked.part.right else ''}{_protected(option.text[language])}"
        said = asked.remark(option)
        alternatives.append(shown + (f"#{_protected(said[language])}" if said else ""))
    return f"{{1:MULTICHOICE_V:{'~'.join(alternatives)}}}"


def _protected(text: str) -> str:
    """Text as HTML within a field."""
    return marked(text).translate(SPECIAL)


def _entries(value: Value, near: Value) -> list[Entry]:
    """The numbers of a value, row by row, each with its tolerance."""
    flat: list[float] = np.ravel(value).tolist()
    return [Entry(*pair) for pair in zip(flat, np.broadcast_to(near, np.shape(value)).ravel().tolist(), strict=True)]
