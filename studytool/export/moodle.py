"""Moodle XML: numerical, embedded-answers, multiple-choice and short-answer questions with feedback for known mistakes.

A mistake's number has fraction 0, its own feedback and its own tolerance, which is absolute, as Moodle takes it. A set
that may have several numbers is a short answer that lists its spellings, even where it has one: a field for each number
would tell how many there are, and so would a field that takes nothing but a number.
The only fractions are 100 and 0: Moodle drops questions with one that is not in its list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from studytool.answer.judging import judge
from studytool.answer.judging.judge import CLOSE, TOO_ROUGH, UNKNOWN
from studytool.export.cloze import MATRIX, completed, decimal, prompted, quiet
from studytool.export.emoticons import without_emoticons
from studytool.export.formats import require
from studytool.export.markup import allowed, given, marked
from studytool.export.spelled import leads, listed, mistaken, mistaken_alone, one_at_most, one_number, spellings
from studytool.formula.printing import symbol
from studytool.kinds.kind import Kind
from studytool.questions.question import Part, Question
from studytool.questions.tolerance import tolerance
from studytool.showing.asked import Asked
from studytool.showing.lines import LEADS, Line
from studytool.showing.sheet import Sheet, sheet, source
from studytool.showing.words import COLON, CONVENTION, SEVERAL
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
        f'<info format="html">{_html(marked(source(kind)[language]))}</info>\n</question>\n'
    )


def _question(question: Question, language: Language) -> str:
    """One question in the type that fits it; UserError for a mode that no type fits."""
    require("moodle", question.mode)
    shown = sheet(question)
    asked, part = shown.parts[0], question.parts[0]
    if len(shown.parts) > 1 or shown.lines:
        return _framed(shown, language, "cloze", _fields(shown, language), "")
    if part.options:
        return _framed(shown, language, "multichoice", "", _options(asked, language))
    if part.type == "set":
        return _set(shown, asked, language)
    if part.type in {"int", "float"}:
        answers = "".join(_numbers(asked, language))
        return _framed(shown, language, "numerical", _prompted(part, language), answers + NUMERICAL_SETTINGS)
    return _framed(shown, language, "cloze", _fields(shown, language), "")


def _fields(shown: Sheet, language: Language) -> str:
    lines = [completed(line, language) for line in shown.lines]
    return "\n".join([*lines, *(prompted(asked, language) for asked in shown.below)])


def _set(shown: Sheet, asked: Asked, language: Language) -> str:
    """The values of a hidden given: a number where there can be only one, else a text."""
    question, part = asked.question, asked.part
    text = f"<p>{SEVERAL[language]}</p>\n{_prompted(part, language)}"
    if len(part.answer) == 1 and one_at_most(question, part):
        answers = "".join(_numbers(Asked(question, one_number(question, part)), language))
        return _framed(shown, language, "numerical", text, answers + NUMERICAL_SETTINGS)
    answers = "".join(_texts(question, part, language))
    return _framed(shown, language, "shortanswer", text, answers + SHORT_SETTINGS)


def _framed(shown: Sheet, language: Language, type: str, fields: str, body: str) -> str:
    """What all types have, around what is their own: the end of the question's text, and elements after it."""
    question, text = shown.question, _stem(shown, language)
    text = (quiet(text) if type == "cloze" else text) + fields
    return (
        f'<question type="{type}">\n'
        f"<name>{_text(f'{shown.title[language]} · {question.seed}')}</name>\n"
        f'<questiontext format="html">{_html(text)}</questiontext>\n'
        f'<generalfeedback format="html">{_html(_solution(shown, language))}</generalfeedback>\n'
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


def _stem(shown: Sheet, language: Language) -> str:
    """The stem, the givens that it leaves out, the convention, the task, and how exact the answer has to be."""
    lines = [f"<p>{marked(shown.stem[language])}</p>"]
    givens = "".join(f"{GIVEN}{given(one, MATRIX)}</div>" for one in shown.beside)
    lines += [f"<div>{givens}</div>"] if givens else []
    if shown.convention:
        lines.append(f"<p><em>{CONVENTION[language]}{COLON[language]}{marked(shown.convention[language])}</em></p>")
    lines += [f"<p>{marked(shown.task[language])}</p>"] if shown.task else []
    lines += [f"<p>{shown.digits[language]}</p>"] if shown.digits else []
    return "\n".join(lines) + "\n"


def _prompted(part: Part, language: Language) -> str:
    return f"<p>{marked(part.prompt[language])} = ?</p>"


def _numbers(asked: Asked, language: Language) -> Iterator[str]:
    """Moodle takes the first answer that fits: the right one, the mistakes, the roughly right, anything."""
    part = asked.part
    yield _answer(100, decimal(part.answer), "", decimal(part.tolerance))
    for told in asked.mistakes:
        near = tolerance(told.value, "float" if isinstance(told.value, float) else part.type)
        yield _answer(0, decimal(told.value), told.feedback[language], decimal(near))
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
    led = leads(question, part)
    alone = ((mistake, (value,)) for mistake, value in mistaken_alone(part, led))
    for mistake, values in (*alone, *mistaken(part, led)):
        for text in listed(values):
            yield _short(0, text, judge.told(mistake.feedback, question)[language])
    yield _short(0, "*", UNKNOWN[language])


def _short(fraction: int, text: str, feedback: str) -> str:
    return f'<answer fraction="{fraction}" format="moodle_auto_format">{_text(text)}{_feedback(feedback)}</answer>\n'


def _options(asked: Asked, language: Language) -> str:
    """The options; the lines of a solution stay in their order, and so do yes and no."""
    stay = asked.question.mode == "spot" or asked.question.kind.keeps_order
    lines = [CHOICE_SETTINGS.format(shuffled="false" if stay else "true")]
    for option in asked.part.options:
        remark, fraction = asked.remark(option), 100 if option is asked.part.right else 0
        feedback = _feedback(remark[language] if remark else "")
        text = _html(marked(option.text[language]))
        lines.append(f'<answer fraction="{fraction}" format="html">{text}{feedback}</answer>\n')
    return "".join(lines)


def _feedback(text: str) -> str:
    return f'<feedback format="html">{_html(marked(text))}</feedback>'


def _solution(shown: Sheet, language: Language) -> str:
    reasons = [asked.part.because for asked in shown.parts]
    because = "".join(f"<p>{marked(reason[language])}</p>" for reason in reasons if reason)
    lines = "".join(f"<li>{_line(line, language)}</li>" for line in shown.solution)
    return f"{because}<ol>{lines}</ol><p>{marked(shown.source[language])}</p>"


def _line(line: Line, language: Language) -> str:
    step = line.step
    note = f"{marked(step.note[language])}{COLON[language]}" if step.note else ""
    results = "".join(f" = {marked(piece)}" for piece in line.results)
    formula = rf"\({step.latex}\)" if step.formula else symbol(step.name)
    word = LEADS + marked(line.word[language]) if line.word else ""
    return f"{note}{marked(formula)}{results}{word}"


def _text(text: str) -> str:
    return f"<text>{_escaped(text)}</text>"


def _escaped(text: str) -> str:
    return allowed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html(html: str) -> str:
    """HTML in a CDATA section; its end mark cannot occur in the middle."""
    return f"<text><![CDATA[{without_emoticons(html).replace(']]>', ']]]]><![CDATA[>')}]]></text>"
