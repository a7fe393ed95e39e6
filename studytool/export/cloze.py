"""Moodle's embedded answers: a text with a field for every number that is asked for.

The grammar is that of Moodle's question/type/multianswer/questiontype.php: {1:NUMERICAL:=14:0~15:0#feedback}.
Feedback ends at an unescaped ~ or }, and is entity-decoded once before it is shown as HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from studytool.export.content import remark, told
from studytool.export.markup import marked, table
from studytool.formula import Value
from studytool.numbers import inline, plain, portable
from studytool.question import Part, Question
from studytool.text.language import Language
from studytool.tolerance import APART

SPECIAL: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in '&{}~#/"\\=%'})
MATRIX: Final = (
    'style="display:inline-table;vertical-align:middle;border-left:1px solid;border-right:1px solid" cellpadding="4"'
)


def asked(question: Question, part: Part, language: Language) -> str:
    """A part as HTML: its prompt and its fields, laid out as the value is written."""
    prompt = quiet(marked(part.prompt[language]))
    if part.options:
        return f"<p>{prompt}</p>{_choice(question, part, language)}"
    return _with_fields(f"{prompt} =", question, part, language)


def completed(line: str, question: Question, part: Part | None, language: Language) -> str:
    """A line of a solution as HTML, with the fields of the part that is asked for there."""
    shown = quiet(marked(line))
    return _with_fields(shown, question, part, language) if part else f"<p>{shown}</p>"


def _with_fields(before: str, question: Question, part: Part, language: Language) -> str:
    fields = list(_fields(question, part, language))
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


def _fields(question: Question, part: Part, language: Language) -> Iterator[str]:
    """A field for each entry; an entry that no field can hold, such as −∞, is told instead of asked."""
    answers, tolerances = _flat(part.answer), _flat(np.broadcast_to(part.tolerance, np.shape(part.answer)))
    claims = [(_flat(c.value), c) for c in part.claims if np.shape(c.value) == np.shape(part.answer)]
    for place, (answer, near) in enumerate(zip(answers, tolerances, strict=True)):
        if not np.isfinite(answer):
            yield inline(answer)
            continue
        values = [entries[place] for entries, _ in claims]
        alternatives = [f"={decimal(answer)}:{_near(near)}"]
        for number in _telling(values, answer, near):
            feedback = told(question, part, claims[number][1], language)
            alternatives.append(f"{decimal(values[number])}:{_near(near)}#{_protected(feedback)}")
        yield f"{{1:NUMERICAL:{'~'.join(alternatives)}}}"


def _telling(values: Sequence[float], answer: float, near: float) -> Iterator[int]:
    """Which misconceptions this entry alone tells from the answer and from all others."""
    room = APART * near
    for number, value in enumerate(values):
        others = [answer, *values[:number], *values[number + 1 :]]
        if np.isfinite(value) and all(abs(value - other) > room for other in others):
            yield number


def _choice(question: Question, part: Part, language: Language) -> str:
    alternatives = []
    for option in part.options:
        shown = f"{'=' if option is part.right else ''}{_protected(option.text)}"
        said = remark(question, part, option, language)
        alternatives.append(shown + (f"#{_protected(said)}" if said else ""))
    return f"{{1:MULTICHOICE_V:{'~'.join(alternatives)}}}"


def _protected(text: str) -> str:
    """Text as HTML within a field."""
    return marked(text).translate(SPECIAL)


def _near(tolerance: float) -> str:
    return decimal(tolerance) if tolerance else "0"


def _flat(value: Value) -> list[float]:
    entries: list[float] = np.ravel(value).tolist()
    return entries
