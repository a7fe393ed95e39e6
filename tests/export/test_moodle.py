"""What Moodle makes of the XML: a small reader and grader of its own, after Moodle's import and question types."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.answer.judging.judge import TOO_ROUGH, UNKNOWN, judge
from studytool.course.items import EITHER, TOGETHER
from studytool.course.modes import MODES
from studytool.export.cloze import _protected
from studytool.export.emoticons import EMOTICONS
from studytool.export.markup import allowed, marked
from studytool.export.spelled import one_at_most
from studytool.questions import bank
from studytool.questions.modes.inverse import domain_of, hidden_given
from studytool.questions.numbers import answer_text
from studytool.questions.tolerance import tolerance
from studytool.showing.words import SEVERAL
from studytool.text.language import LANGUAGES

GRADED = tuple(mode for mode in MODES if mode != "write")
KINDS = (
    "cnn.conv-output-size",
    "cnn.input-sizes-of-output",
    "cnn.transposed-conv-values",
    "rnn.gru-step",
    "rl.sarsa-lambda-episode",
)

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
    for fraction, answer, near, feedback in alternatives:
        if answer == "*" or abs(float(answer) - response) <= near + 1e-14 * max(1.0, abs(float(answer))):
            return fraction, feedback
    return 0.0, ""


def grade_text(alternatives, response):
    """Fraction and feedback of the first text that fits, as Moodle's short answers take it: * stands for anything."""
    for fraction, answer, _, feedback in alternatives:
        pattern = ".*".join(map(re.escape, answer.split("*")))
        if re.fullmatch(pattern, response.strip(), re.IGNORECASE | re.DOTALL):
            return fraction, feedback
    return 0.0, ""


def asked_in(xml):
    """The questions of the file, without its categories and without places where a line may be broken."""
    return [element for element in ET.fromstring(xml.replace("<wbr>", "")) if element.get("type") != "category"]  # noqa: S314


def entries(value):
    """The numbers of a value, row by row."""
    return np.ravel(value).tolist()


def replay_numerical(question, element, language):
    """Grade the right answer and every misconception's number."""
    part, alternatives = question.parts[0], answers(element)
    if part.type == "set":
        return replay_hidden(question, alternatives, language)
    assert grade(alternatives, part.answer) == (1.0, "")
    for claim in part.claims:
        assert grade(alternatives, claim.value) == (0.0, said_of(question, part, claim, language))
    return None


def said_of(question, part, claim, language):
    """What studytool itself says about a misconception's number, as Moodle has it."""
    feedback = judge(question, part, answer_text(claim.value, part.type, digits=12))
    assert claim.id in feedback.claim.id.split(EITHER)
    return marked(feedback.text[language])


def replay_hidden(question, alternatives, language):
    """Put in every value of the hidden given's domain: marks and feedback are those of studytool itself."""
    (part,) = question.parts
    for value in domain_of(question.variant, hidden_given(question.variant, part.name)):
        own = judge(question, part, repr(value))
        assert grade(alternatives, value) == (own.marks, marked(own.text[language]))
    assert grade(alternatives, -1e9) == (0.0, marked(UNKNOWN[language]))


def replay_shortanswer(question, element, language):
    """Write the right set in several ways, then only a part of it, then each value of the domain alone."""
    (part,), alternatives = question.parts, answers(element)
    values = [repr(value).removesuffix(".0") for value in part.answer.tolist()]
    for order in (values, values[::-1]):
        for separator in (", ", ",", "，", " "):
            assert grade_text(alternatives, separator.join(order)) == (1.0, "")
    assert len(values) == 1 or grade_text(alternatives, values[0])[0] == 0.0
    assert grade_text(alternatives, ", ".join([*values, "99999"]))[0] == 0.0
    assert grade_text(alternatives, "any") == (0.0, marked(UNKNOWN[language]))
    for value in domain_of(question.variant, hidden_given(question.variant, part.name)):
        own = judge(question, part, repr(value))
        if value not in part.answer:
            assert grade_text(alternatives, repr(value).removesuffix(".0")) == (0.0, marked(own.text[language]))
    texts = [text for _, text, _, _ in alternatives]
    assert len(texts) == len(set(texts))


def replay_cloze(question, element, language):
    """Grade the right answers, then every misconception's numbers, field by field."""
    found = iter(fields(element))
    for part in question.parts:
        own = [next(found) for _ in entries(part.answer)]
        assert [grade(*pair) for pair in zip(own, entries(part.answer), strict=True)] == [(1.0, "")] * len(own)
        for claim in same_size(part):
            said = said_of(question, part, claim, language)
            results = [grade(*pair) for pair in zip(own, entries(claim.value), strict=True)]
            assert min(fraction for fraction, _ in results) == 0.0
            assert [feedback for _, feedback in results] == [said if alone else "" for alone in alone_in(part, claim)]
    assert next(found, None) is None


def same_size(part):
    """The misconceptions that fit into the fields: one that gives another number of entries cannot be typed there."""
    return [claim for claim in part.claims if np.shape(claim.value) == np.shape(part.answer)]


def alone_in(part, claim):
    """For each entry: whether only this misconception gives its number there, tolerances allowed for."""
    others = [part.answer, *(other.value for other in same_size(part) if other is not claim)]
    gaps = np.array([np.abs(np.subtract(claim.value, other)).ravel() for other in others])
    near = np.array([np.ravel(tolerance(value, part.type)) for value in others])
    return (gaps > 3 * np.maximum(near, np.ravel(tolerance(claim.value, part.type)))).all(axis=0)


def replay_choice(question, element, language):
    """Choose every option: marks and feedback are those of studytool itself."""
    (part,) = question.parts
    for option, (fraction, shown, _, feedback) in zip(part.options, answers(element), strict=True):
        own = judge(question, part, option.key)
        assert (fraction, feedback) == (own.marks, marked(own.text[language]))
        assert shown == marked(option.text[language])
    assert element.findtext("shuffleanswers") == (
        "false" if question.mode == "spot" or question.kind.keeps_order else "true"
    )


REPLAY = {
    "numerical": replay_numerical,
    "shortanswer": replay_shortanswer,
    "cloze": replay_cloze,
    "multichoice": replay_choice,
}


def replay(questions, xml, language):
    """Grade every answer of every question as Moodle would."""
    for question, element in zip(questions, asked_in(xml), strict=True):
        REPLAY[element.get("type")](question, element, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", KINDS)
def test_moodle_grades_as_studytool_does(id, language, drawn, written):
    """The right answer has full marks, each misconception none and its own feedback, in every mode."""
    questions = drawn(id, seeds=range(10), modes=GRADED)
    replay(questions, written("moodle", questions, language), language)


@pytest.mark.parametrize(
    "name", ["matrix_kind", "shape_kind", "float_kind", "hostile_kind", "hostile_vector_kind", "many_kind"]
)
def test_every_answer_type_and_hostile_text_is_graded_right(name, request, written):
    """Matrices, shapes, numbers with tolerances, and texts full of markup survive the way into Moodle."""
    kind = request.getfixturevalue(name)
    asked = [mode for mode in kind.modes if mode in GRADED]
    questions = [bank.generate(kind, seed, mode) for mode in asked for seed in range(5)]
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


@pytest.mark.parametrize("id", ["rnn.bptt-weight-gradient", "generative.mmd-rbf", "cnn.conv-output-size"])
def test_the_edge_of_every_tolerance_is_moodles(id, drawn, written):
    """Just within and just outside the tolerance of the answer and of each mistake, Moodle says what studytool says."""
    shares = (-1.001, -0.999, -0.5, 0.5, 0.999, 1.001)
    for question in drawn(id, seeds=(*range(20), 83), modes=("forward",)):
        part, alternatives = question.parts[0], answers(asked_in(written("moodle", [question]))[0])
        for value in (part.answer, *(claim.value for claim in part.claims)):
            for share in shares:
                typed = value + share * tolerance(value, part.type)
                own = judge(question, part, repr(typed))
                fraction, said = grade(alternatives, typed)
                assert fraction == own.marks
                assert said == marked(own.text.en) or not (own.claim and TOGETHER not in own.claim.id)


def test_a_box_does_not_tell_how_many_numbers_it_takes(drawn, written):
    """Of one given that may have several values, one value is asked for as several are."""
    questions = [one for one in drawn("gan.fid-full", seeds=range(30), modes=("inverse",)) if not only_one(one)]
    types = {element.get("type") for element in asked_in(written("moodle", questions))}
    assert {len(question.parts[0].answer) for question in questions} == {1, 2}
    assert types == {"shortanswer"}


def only_one(question):
    """Whether the formula lets only one value fit."""
    return one_at_most(question, question.parts[0])


def test_long_sets_are_asked_for_in_the_order_that_is_taken(many_kind, written):
    """More than three numbers are taken from the smallest up: the question says so, whatever their number."""
    for seed in range(10):
        (element,) = asked_in(written("moodle", [bank.generate(many_kind, seed, "inverse")]))
        assert SEVERAL.en in element.findtext("questiontext/text")
    assert "smallest first" in SEVERAL.en


@pytest.mark.kinds
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_becomes_an_emoticon(language, kinds, written):
    """No text, in any mode, holds what Moodle's filter replaces: p(y) stays p(y)."""
    told = [*kinds, bank.find("gan.inception-score")]
    asked = [bank.generate(kind, 1, mode) for kind in told for mode in kind.modes if mode in GRADED]
    texts = [element.text or "" for element in ET.fromstring(written("moodle", asked, language)).iter("text")]  # noqa: S314
    assert [text for text in texts if any(emoticon in text for emoticon in EMOTICONS)] == []
    assert any("p(<wbr>y)" in text for text in texts)


def test_fractions_are_in_moodles_list(drawn, written):
    """Moodle drops a question whose fraction it does not know, and says nothing: only 0 and 100 are used."""
    questions = drawn(*KINDS, modes=GRADED)
    fractions = {answer.get("fraction") for answer in ET.fromstring(written("moodle", questions)).iter("answer")}  # noqa: S314
    assert fractions == {"0", "100"}


def test_idnumbers_are_unique_and_short(drawn, written):
    """Moodle drops the second of two equal idnumbers; at most 100 characters fit."""
    questions = drawn(*KINDS, modes=GRADED)
    numbers = [element.findtext("idnumber") for element in asked_in(written("moodle", questions))]
    assert len(numbers) == len(set(numbers)) == len(questions)
    assert max(map(len, numbers)) <= 100


def test_numbers_keep_ten_digits(float_kind, written):
    """The right answer in the file is as good as the same float, and its tolerance is the same."""
    questions = [bank.generate(float_kind, seed, "forward") for seed in range(50)]
    for question, element in zip(questions, asked_in(written("moodle", questions)), strict=True):
        _, answer, tolerance, _ = answers(element)[0]
        part = question.parts[0]
        assert (float(answer), tolerance) == pytest.approx((part.answer, part.tolerance), rel=1e-9, abs=0)


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
    questions = drawn("cnn.conv-output-size", "rnn.gru-step", modes=("forward", "parts", "choice"))
    types = [element.get("type") for element in ET.fromstring(written("moodle", questions))]  # noqa: S314
    assert [place for place, type in enumerate(types) if type == "category"] == [0, 10]


def test_a_set_of_several_is_known_by_its_misconceptions_too(many_kind, written):
    """Who holds one misconception throughout types its whole set, and hears of it; studytool says the same."""
    question = bank.generate(many_kind, 4, "inverse")
    (element,) = asked_in(written("moodle", [question]))
    assert element.get("type") == "shortanswer"
    shifted = [value - 3 for value in question.parts[0].answer.tolist()]
    own = judge(question, question.parts[0], ", ".join(map(str, shifted)))
    assert own.claim.id == "shifted"
    assert grade_text(answers(element), ",".join(map(str, shifted))) == (0.0, marked(own.text.en))


def test_up_to_three_numbers_come_in_any_order(hostile_kind, written):
    """All orders of three numbers are taken."""
    questions = [bank.generate(hostile_kind, seed, "inverse") for seed in range(20)]
    question = next(question for question in questions if len(question.parts[0].answer) == 3)
    (element,) = asked_in(written("moodle", [question]))
    for order in permutations(question.parts[0].answer.tolist()):
        assert grade_text(answers(element), ", ".join(map(str, order))) == (1.0, "")


def test_lines_to_fill_in_have_their_fields(many_kind, matrix_kind, written):
    """A field stands in each line that is asked for, in none of the lines worked out before it."""
    for kind in (many_kind, matrix_kind):
        question = bank.generate(kind, 3, "fill")
        (element,) = asked_in(written("moodle", [question]))
        text = html.unescape(element.findtext("questiontext/text"))
        for step, line in zip(question.worked, text.splitlines()[-len(question.worked) :], strict=True):
            assert step.formula in line
            assert (len(FIELD.findall(line)) > 0) == (step.name in {part.name for part in question.parts})


def test_why_is_said_with_the_solution(hostile_kind, written):
    """What is beside an answer elsewhere stands in Moodle's general feedback."""
    for mode in ("inverse", "spot"):
        question = bank.generate(hostile_kind, 3, mode)
        (element,) = asked_in(written("moodle", [question]))
        assert marked(question.parts[0].because.en) in element.findtext("generalfeedback/text")
