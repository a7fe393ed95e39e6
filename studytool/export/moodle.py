"""Moodle XML: numerical, embedded-answers, multiple-choice and short-answer questions with feedback for known mistakes.

A mistake's number has fraction 0, its own feedback and its own tolerance, which is absolute, as Moodle takes it. A set
that may have several numbers is a short answer that lists its spellings, even where it has one: a field for each number
would tell how many there are, and so would a field that takes nothing but a number.
The only fractions are 100 and 0: Moodle drops questions with one that is not in its list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from studytool.answer.judging.judge import CLOSE, TOO_ROUGH, UNKNOWN
from studytool.export.cloze import MATRIX, asked, completed, decimal, quiet
from studytool.export.emoticons import without_emoticons
from studytool.export.formats import require
from studytool.export.markup import allowed, given, marked
from studytool.export.spelled import listed, mistaken, mistaken_alone, one_at_most, one_number, spellings
from studytool.formula.printing import symbol
from studytool.kinds.kind import Kind
from studytool.questions.explain import Explanation, solution
from studytool.questions.question import Part, Question
from studytool.questions.tolerance import tolerance
from studytool.showing.content import below, beside_stem, line, printed, remark, rounded, source_line, told
from studytool.showing.words import COLON, CONVENTION, DIGITS, SEVERAL
from studytool.text.language import Language

GIVEN: Final = '<div style="display:inline-block;vertical-align:middle;margin:0.2em 1.5em 0.2em 0">'
NUMERICAL_SETTINGS: Final = (
    "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty>\n"
    "<showunits>3</showunits><unitsleft>0</unitsleft>\n"
)
CHOICE_SETTINGS: Final = (
    "<single>true</single><shuffleanswers>{shuffled}</shuffleanswers><answernumbering>abc</answernumbering>\n"
)
SHORT_SETTINGS: Final = "<usecase>0</usecase>\n"


def write(questions: Iterable[Question], stream: TextIO, language: Language) -> None:
    """Write the questions in one language, in a category for each chapter and kind."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
    current = None
    for question in questions:
        if question.kind is not current:
            current = question.kind
            stream.write(_category(current, language))
        stream.write(_question(question, language))
    stream.write("</quiz>\n")


def _category(kind: Kind, language: Language) -> str:
    title = kind.title[language].replace("/", "//")  # a single slash would begin a subcategory
    return (
        '<question type="category">\n'
        f"<category>{_text(f'$course$/top/studytool/{kind.chapter}/{title}')}</category>\n"
        f'<info format="html">{_html(marked(source_line(kind, language)))}</info>\n</question>\n'
    )


def _question(question: Question, language: Language) -> str:
    """One question in the type that fits it; UserError for a mode that no type fits."""
    require("moodle", question.mode)
    part = question.parts[0]
    if len(question.parts) > 1 or question.worked:
        return _framed(question, language, "cloze", _fields(question, language), "")
    if part.options:
        return _framed(question, language, "multichoice", "", _options(question, part, language))
    if part.type == "set":
        return _set(question, part, language)
    if part.type in {"int", "float"}:
        answers = "".join(_numbers(question, part, language))
        return _framed(question, language, "numerical", _prompted(part, language), answers + NUMERICAL_SETTINGS)
    return _framed(question, language, "cloze", _fields(question, language), "")


def _fields(question: Question, language: Language) -> str:
    lines = [completed(line(step, language), question, part, language) for step, part in printed(question)]
    return "\n".join([*lines, *(asked(question, part, language) for part in below(question))])


def _set(question: Question, part: Part, language: Language) -> str:
    """The values of a hidden given: a number where there can be only one, else a text."""
    text = f"<p>{SEVERAL[language]}</p>\n{_prompted(part, language)}"
    if len(part.answer) == 1 and one_at_most(question, part):
        answers = "".join(_numbers(question, one_number(question, part), language))
        return _framed(question, language, "numerical", text, answers + NUMERICAL_SETTINGS)
    answers = "".join(_texts(question, part, language))
    return _framed(question, language, "shortanswer", text, answers + SHORT_SETTINGS)


def _framed(question: Question, language: Language, type: str, fields: str, body: str) -> str:
    """What all types have, around what is their own: the end of the question's text, and elements after it."""
    kind, text = question.kind, _stem(question, language)
    text = (quiet(text) if type == "cloze" else text) + fields
    return (
        f'<question type="{type}">\n'
        f"<name>{_text(f'{kind.title[language]} · {question.seed}')}</name>\n"
        f'<questiontext format="html">{_html(text)}</questiontext>\n'
        f'<generalfeedback format="html">{_html(_solution(question, language))}</generalfeedback>\n'
        f"{'' if type == 'cloze' else '<defaultgrade>1</defaultgrade>'}<penalty>0.3333333</penalty><hidden>0</hidden>\n"
        f"<idnumber>{_escaped(_idnumber(question))}</idnumber>\n{body}{_tags(question)}</question>\n"
    )


def _idnumber(question: Question) -> str:
    """What rebuilds the question: kind@version#seed, and the mode where it is not the kind's first."""
    kind = question.kind
    mode = "" if question.mode == kind.modes[0] else f":{question.mode}"
    return f"{kind.id}@{kind.version}#{question.seed}{mode}"


def _tags(question: Question) -> str:
    kind = question.kind
    names = (kind.chapter, kind.id, f"level-{kind.level}")
    return f"<tags>{''.join(f'<tag>{_text(name)}</tag>' for name in names)}</tags>\n"


def _stem(question: Question, language: Language) -> str:
    """The stem, the givens that it leaves out, the convention, the task, and how exact the answer has to be."""
    lines = [f"<p>{marked(question.stem[language])}</p>"]
    givens = "".join(f"{GIVEN}{given(shown, MATRIX)}</div>" for shown in beside_stem(question, language))
    lines += [f"<div>{givens}</div>"] if givens else []
    if convention := question.kind.convention:
        lines.append(f"<p><em>{CONVENTION[language]}{COLON[language]}{marked(convention[language])}</em></p>")
    lines += [f"<p>{marked(question.task[language])}</p>"] if question.task else []
    lines += [f"<p>{DIGITS[language]}</p>"] if rounded(question) else []
    return "\n".join(lines) + "\n"


def _prompted(part: Part, language: Language) -> str:
    return f"<p>{marked(part.prompt[language])} = ?</p>"


def _numbers(question: Question, part: Part, language: Language) -> Iterator[str]:
    """Moodle takes the first answer that fits: the right one, the mistakes, the roughly right, anything."""
    yield _answer(100, decimal(part.answer), "", decimal(part.tolerance))
    for claim in part.claims:
        near = tolerance(claim.value, "float" if isinstance(claim.value, float) else part.type)
        yield _answer(0, decimal(claim.value), told(question, part, claim, language), decimal(near))
    if part.type == "float":
        yield _answer(0, decimal(part.answer), TOO_ROUGH[language], decimal(CLOSE * part.tolerance))
    yield _answer(0, "*", UNKNOWN[language], "0")


def _answer(fraction: int, number: str, feedback: str, tolerance: str) -> str:
    return (
        f'<answer fraction="{fraction}" format="moodle_auto_format"><text>{number}</text>{_feedback(feedback)}'
        f"<tolerance>{tolerance}</tolerance></answer>\n"
    )


def _texts(question: Question, part: Part, language: Language) -> Iterator[str]:
    """The right set in all its spellings, those of the mistakes from the smallest number up, anything."""
    for text in spellings(part.answer.tolist()):
        yield _short(100, text, "")
    for claim, values in (*mistaken_alone(question, part), *mistaken(question, part)):
        for text in listed(values):
            yield _short(0, text, told(question, part, claim, language))
    yield _short(0, "*", UNKNOWN[language])


def _short(fraction: int, text: str, feedback: str) -> str:
    return f'<answer fraction="{fraction}" format="moodle_auto_format">{_text(text)}{_feedback(feedback)}</answer>\n'


def _options(question: Question, part: Part, language: Language) -> str:
    """The options; the lines of a solution stay in their order."""
    lines = [CHOICE_SETTINGS.format(shuffled="false" if question.mode == "spot" else "true")]
    for option in part.options:
        shown, feedback = _html(marked(option.text)), _feedback(remark(question, part, option, language))
        fraction = 100 if option is part.right else 0
        lines.append(f'<answer fraction="{fraction}" format="html">{shown}{feedback}</answer>\n')
    return "".join(lines)


def _feedback(text: str) -> str:
    return f'<feedback format="html">{_html(marked(text))}</feedback>'


def _solution(question: Question, language: Language) -> str:
    because = "".join(f"<p>{marked(part.because[language])}</p>" for part in question.parts if part.because)
    steps = "".join(f"<li>{_step(step, language)}</li>" for step in solution(question.variant))
    return f"{because}<ol>{steps}</ol><p>{marked(source_line(question.kind, language))}</p>"


def _step(step: Explanation, language: Language) -> str:
    note = f"{marked(step.note[language])}{COLON[language]}" if step.note else ""
    numbers = dict.fromkeys(piece for piece in (step.numbers, step.value) if piece and piece != step.formula)
    results = "".join(f" = {marked(piece)}" for piece in numbers)
    formula = rf"\({step.latex}\)" if step.formula else symbol(step.name)
    return f"{note}{marked(formula)}{results}"


def _text(text: str) -> str:
    return f"<text>{_escaped(text)}</text>"


def _escaped(text: str) -> str:
    return allowed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html(html: str) -> str:
    """HTML in a CDATA section; its end mark cannot occur in the middle."""
    return f"<text><![CDATA[{without_emoticons(html).replace(']]>', ']]]]><![CDATA[>')}]]></text>"
