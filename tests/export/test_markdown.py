"""The Markdown quiz, read with a Markdown parser."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from studytool import bank
from studytool.export.markdown import plain
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


def test_the_key_holds_every_mistake(drawn, written):
    """Each misconception that a variant tells is listed with its number and its feedback."""
    (question,) = drawn("cnn.conv-output-size", seeds=[1])[:1]
    key = written("markdown", [question]).partition("# Answer key")[2]
    for claim in question.parts[0].claims:
        assert f"- {claim.value}: {plain(claim.feedback.en.format(**question.givens))}" in key


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
