"""The Markdown quiz, read with a Markdown parser."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from studytool.export.markdown import BLANK, plain
from studytool.formula.printing import latex
from studytool.questions import bank
from studytool.questions.modes import asking
from studytool.text.language import LANGUAGES


def rendered(text):
    """The one paragraph that a CommonMark reader makes of a text."""
    return unescape(MarkdownIt("commonmark").render(text).removeprefix("<p>").removesuffix("</p>\n"))


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ")))
def test_plain_text_is_shown_as_written(text):
    """No text is taken for markup."""
    assert rendered(plain(text)) == " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_come_first_and_their_key_after(language, drawn, written):
    """Every question has its number twice, and no answer stands before the key."""
    questions = drawn("rnn.gru-step", "cnn.conv-output-size")
    quiz, _, key = written("markdown", questions, language).partition("\n# ")
    assert quiz.count("\n## ") == key.count("\n## ") == len(questions)
    assert not any(claim.feedback[language] in quiz for question in questions for claim in question.variant.claims)


def test_the_key_holds_every_mistake(conv_variant, written):
    """Each number that misconceptions give is listed with the one's feedback, or with the names of all of them."""
    key = written("markdown", [asking.ask(conv_variant, "forward")]).partition("# Answer key")[2]
    claims = {claim.id: claim for claim in conv_variant.claims}
    for id in ("dilation-ignored", "padding-ignored"):
        assert f"- {claims[id].value}: {plain(claims[id].feedback.en.format(**conv_variant.givens))}" in key
    assert "- 16: 2 known mistakes give this number here: Rounding up instead of down; Input side divided" in key


def test_matrices_are_formulas(drawn, written):
    """A matrix is typeset; its numbers are the givens'."""
    (question,) = drawn("rnn.gru-step", seeds=[1])[:1]
    first = question.givens["W_r"][0]
    row = " & ".join(f"{entry:.1f}" for entry in first)
    assert rf"W_r = $\begin{{pmatrix}} {row} \\" in written("markdown", [question])


def test_options_have_letters_and_the_key_names_one(drawn, written):
    """The key of a multiple choice gives the letter and the number."""
    question = next(q for q in drawn("cnn.conv-output-size", seeds=[1]) if q.mode == "choice")
    right = next(option for option in question.parts[0].options if option.claim is None)
    quiz, _, key = written("markdown", [question]).partition("# Answer key")
    assert all(f"- ({option.key}) {option.value}" in quiz for option in question.parts[0].options)
    assert f"= ({right.key}) {right.value}" in key


def test_hostile_titles_stay_headings(hostile_kind, written):
    """The title's characters are shown, and add no heading, link, emphasis or HTML."""
    question = bank.generate(hostile_kind, 1)
    page = MarkdownIt("commonmark").render(written("markdown", [question]))
    assert page.count("<h2>") == 2
    assert not any(mark in page for mark in ("<b>", "<a ", "<em>", "<code>", "<!--"))


def test_formulas_are_typeset(many_kind, written):
    """A formula that is the answer, and one that a misconception leads to, stand between dollar signs."""
    question = bank.generate(many_kind, 3, "write")
    (part,) = question.parts
    quiz, _, key = written("markdown", [question]).partition("# Answer key")
    assert f"= ${latex(part.answer)}$" in key
    assert all(f"- ${latex(claim.value)}$: " in key for claim in part.claims)
    assert latex(part.answer) not in quiz


def test_lines_to_fill_in_have_blanks(many_kind, written):
    """The open lines end in a blank each, the others in their number."""
    question = bank.generate(many_kind, 3, "fill")
    quiz = written("markdown", [question]).partition("# Answer key")[0]
    lines = [line for line in quiz.splitlines() if "$" in line]
    assert [line.endswith(BLANK) for line in lines] == [step.value == "?" for step in question.worked]


def test_sets_and_reasons_are_in_the_key(many_kind, written):
    """All values that fit, and what putting them in shows, stand in the key only."""
    question = bank.generate(many_kind, 3, "inverse")
    quiz, _, key = written("markdown", [question]).partition("# Answer key")
    (part,) = question.parts
    values = ", ".join(str(value).replace("-", "−") for value in part.answer.tolist())
    assert f"= {values}\n" in key
    assert plain(part.because.en) in key
    assert plain(part.because.en) not in quiz


def test_hostile_lines_stay_text(hostile_kind, written):
    """The lines of a wrong solution and its misconception add no markup."""
    question = bank.generate(hostile_kind, 1, "spot")
    page = MarkdownIt("commonmark").render(written("markdown", [question]))
    assert all(option.text.en in unescape(page) for option in question.parts[0].options)
    assert not any(mark in page for mark in ("<b>", "<a ", "<em>", "<code>", "<!--"))
