"""What Moodle makes of the XML: a small reader and grader of its own, after Moodle's import and question types."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool import bank
from studytool.answer.judging import TOO_ROUGH, UNKNOWN
from studytool.export.cloze import _protected
from studytool.export.markup import allowed, marked
from studytool.numbers import fill
from studytool.text.language import LANGUAGES

KINDS = ("cnn.conv-output-size", "cnn.input-sizes-of-output", "rnn.gru-step", "rl.sarsa-lambda-episode")

ALTERNATIVE = r"(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)?(.+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$))(#(.*?(?<!\\)(?=[~}]|$)))?"
FIELD = re.compile(r"\{([0-9]*):(NUMERICAL|MULTICHOICE_V):(" + ALTERNATIVE + "(~" + ALTERNATIVE + r")*)\}", re.DOTALL)
NUMBER = r"-?(?:(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?)"


def read_alternative(found):
    """(fraction, answer, tolerance, feedback) of one alternative of an embedded field."""
    fraction, answer, feedback = (1.0 if found[1] == "=" else 0.0), found[3], html.unescape(found[5] or "")
    number = re.fullmatch(f"({NUMBER})(?::({NUMBER}))?", answer)
    if number:
        return fraction, float(number[1]), float(number[2] or 0), feedback
    return fraction, html.unescape(answer), 0.0, feedback


def fields(question):
    """The embedded fields of a cloze question, each a list of alternatives."""
    text = question.findtext("questiontext/text")
    found = [field[3] for field in FIELD.finditer(text)]
    return [[read_alternative(one) for one in re.finditer("~?" + ALTERNATIVE, field, re.DOTALL)] for field in found]


def answers(question):
    """(fraction, answer, tolerance, feedback) of each answer of a numerical or multiple-choice question."""
    return [
        (
            float(answer.get("fraction")) / 100,
            answer.findtext("text"),
            float(answer.findtext("tolerance", "0")),
            answer.findtext("feedback/text"),
        )
        for answer in question.findall("answer")
    ]


def grade(alternatives, response):
    """Fraction and feedback of the first alternative that fits, as Moodle's numerical type takes it."""
    for fraction, answer, tolerance, feedback in alternatives:
        if answer == "*" or abs(float(answer) - response) <= tolerance + 1e-14 * abs(response):
            return fraction, feedback
    return 0.0, ""


def asked_in(xml):
    """The questions of the file, without its categories."""
    return [element for element in ET.fromstring(xml) if element.get("type") != "category"]  # noqa: S314


def entries(value):
    """The numbers of a value, row by row."""
    return np.ravel(value).tolist()


def replay_numerical(question, element, language):
    """Grade the right answer and every misconception's number."""
    part, alternatives = question.parts[0], answers(element)
    assert grade(alternatives, part.answer) == (1.0, "")
    for claim in part.claims:
        said = marked(fill(claim.feedback, question.givens)[language])
        assert grade(alternatives, claim.value) == (0.0, said)


def replay_cloze(question, element, language):
    """Grade the right answers, then every misconception's numbers, field by field."""
    found = iter(fields(element))
    for part in question.parts:
        own = [next(found) for _ in entries(part.answer)]
        assert [grade(*pair) for pair in zip(own, entries(part.answer), strict=True)] == [(1.0, "")] * len(own)
        for claim in part.claims:
            said = marked(fill(claim.feedback, question.givens)[language])
            results = [grade(*pair) for pair in zip(own, entries(claim.value), strict=True)]
            assert min(fraction for fraction, _ in results) == 0.0
            assert [feedback for _, feedback in results] == [said if alone else "" for alone in alone_in(part, claim)]
    assert next(found, None) is None


def alone_in(part, claim):
    """For each entry: whether only this misconception gives its number there, tolerances allowed for."""
    others = [part.answer, *(other.value for other in part.claims if other is not claim)]
    gaps = np.array([np.abs(np.subtract(claim.value, other)).ravel() for other in others])
    near = np.broadcast_to(part.tolerance, np.shape(part.answer)).ravel()
    return (gaps > 3 * near).all(axis=0)


def replay_choice(question, element, language):
    """Choose every option."""
    for option, (fraction, _, _, feedback) in zip(question.parts[0].options, answers(element), strict=True):
        said = marked(fill(option.claim.feedback, question.givens)[language]) if option.claim else ""
        assert (fraction, feedback) == (0.0 if option.claim else 1.0, said)


REPLAY = {"numerical": replay_numerical, "cloze": replay_cloze, "multichoice": replay_choice}


def replay(questions, xml, language):
    """Grade every answer of every question as Moodle would."""
    for question, element in zip(questions, asked_in(xml), strict=True):
        REPLAY[element.get("type")](question, element, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", KINDS)
def test_moodle_grades_as_studytool_does(id, language, drawn, written):
    """The right answer has full marks, each misconception none and its own feedback, in every mode."""
    questions = drawn(id, seeds=range(20))
    replay(questions, written("moodle", questions, language), language)


@pytest.mark.parametrize("name", ["matrix_kind", "shape_kind", "float_kind", "hostile_kind", "hostile_vector_kind"])
def test_every_answer_type_and_hostile_text_is_graded_right(name, request, written):
    """Matrices, shapes, numbers with tolerances, and texts full of markup survive the way into Moodle."""
    kind = request.getfixturevalue(name)
    questions = [bank.generate(kind, seed, mode) for mode in kind.modes for seed in range(5)]
    replay(questions, written("moodle", questions), "en")


def test_options_are_written_as_answers_are(labelled_kind, written):
    """Labelled positions are offered as their letters, and the right option has the marks."""
    question = bank.generate(labelled_kind, 2, "choice")
    (element,) = asked_in(written("moodle", [question]))
    replay_choice(question, element, "en")
    right = next(answer for fraction, answer, _, _ in answers(element) if fraction == 1.0)
    assert right == "".join("ABC"[place] for place in question.variant.answer)


def test_hostile_stem_is_shown_as_written(hostile_vector_kind, written):
    """What Moodle shows of an embedded-answers question is the stem itself, and its fields are only the real ones."""
    question = bank.generate(hostile_vector_kind, 1, "forward")
    (element,) = asked_in(written("moodle", [question]))
    text = element.findtext("questiontext/text")
    assert html.unescape(text.partition("<p>")[2].partition("</p>")[0]) == question.stem.en
    assert len(fields(element)) == 2
    assert not re.search(r"\{#[0-9]", text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_feedback_of_a_field_is_read_back(text):
    """Any text within a field is read by Moodle as the HTML of that text, and ends neither field nor feedback."""
    field = html.escape(f"{{1:NUMERICAL:=2:0~3:0#{_protected(text)}}}")
    xml = f"<question><questiontext><text>{field}</text></questiontext></question>"
    ((right, wrong),) = fields(ET.fromstring(xml))  # noqa: S314
    expected = html.unescape(marked(text)).replace("\r\n", "\n").replace("\r", "\n")
    assert (right[0], right[1], wrong[1]) == (1.0, 2.0, 3.0)
    assert html.unescape(wrong[3]) == expected
    assert "\x00" not in allowed(text)


def test_fractions_are_in_moodles_list(drawn, written):
    """Moodle drops a question whose fraction it does not know, and says nothing: only 0 and 100 are used."""
    questions = drawn(*KINDS)
    fractions = {answer.get("fraction") for answer in ET.fromstring(written("moodle", questions)).iter("answer")}  # noqa: S314
    assert fractions == {"0", "100"}


def test_idnumbers_are_unique_and_short(drawn, written):
    """Moodle drops the second of two equal idnumbers; at most 100 characters fit."""
    numbers = [element.findtext("idnumber") for element in asked_in(written("moodle", drawn(*KINDS)))]
    assert len(numbers) == len(set(numbers)) == len(drawn(*KINDS))
    assert max(map(len, numbers)) <= 100


def test_numbers_lose_no_digit(float_kind, written):
    """The right answer in the file is the same float, and its tolerance too."""
    questions = [bank.generate(float_kind, seed, "forward") for seed in range(50)]
    for question, element in zip(questions, asked_in(written("moodle", questions)), strict=True):
        _, answer, tolerance, _ = answers(element)[0]
        assert (float(answer), tolerance) == (question.parts[0].answer, question.parts[0].tolerance)


def test_rough_and_unknown_numbers_are_told_so(float_kind, written):
    """A number rounded too early hears that, any other that no known mistake gives it; neither has marks."""
    question = bank.generate(float_kind, 3, "forward")
    (element,) = asked_in(written("moodle", [question]))
    part = question.parts[0]
    assert grade(answers(element), part.answer + 4 * part.tolerance) == (0.0, marked(TOO_ROUGH.en))
    assert grade(answers(element), -1e9) == (0.0, marked(UNKNOWN.en))


def test_slash_in_a_title_opens_no_subcategory(hostile_kind, written):
    """A slash in a category's name is doubled: the path has one category for the chapter and one for the kind."""
    xml = ET.fromstring(written("moodle", [bank.generate(hostile_kind, 1)]))  # noqa: S314
    path = xml.findtext("question/category/text")
    assert re.split("(?<!/)/(?!/)", path) == ["$course$", "top", "studytool", "cnn", path.split("cnn/", 1)[1]]


def test_what_is_no_number_is_not_asked(masked_kind, written):
    """−∞ cannot be typed into Moodle (nan stops its import): it is told, the rest is asked."""
    (element,) = asked_in(written("moodle", [bank.generate(masked_kind, 1, "parts")]))
    assert len(fields(element)) == 1
    assert "inf" in element.findtext("questiontext/text")


def test_categories_follow_the_kinds(drawn, written):
    """A category stands before the first question of each kind."""
    questions = drawn("cnn.conv-output-size", "rnn.gru-step")
    types = [element.get("type") for element in ET.fromstring(written("moodle", questions))]  # noqa: S314
    assert [place for place, type in enumerate(types) if type == "category"] == [0, 10]
