"""The HTML page, read with an HTML parser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from studytool.formula.printing import text
from studytool.questions import bank
from studytool.questions.numbers import inline
from studytool.showing.sheet import sheet
from studytool.text.language import LANGUAGES

VOID = {"meta", "br"}
LOADING = {"src", "href", "srcset", "data", "action", "style"}


class Page(HTMLParser):
    """Collects what a page shows and checks that its tags close in order."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        """An element begins."""
        self.tags.append(tag)
        self.attributes += attrs
        self.text += "\n" if tag == "br" else ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """The innermost open element must be the one that ends."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Text between tags."""
        self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_well_formed_and_stands_alone(language, drawn, written):
    """Every tag closes; nothing is loaded and nothing runs."""
    text = written("html", drawn("cnn.conv-output-size", "rnn.gru-step", "rl.sarsa-lambda-episode"), language)
    page = Page(text)
    assert page.open == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not LOADING & {name for name, _ in page.attributes}
    assert "url(" not in text
    assert "@import" not in text


def test_hostile_texts_are_shown_as_written(hostile_kind, written):
    """Stem, convention, source and feedback appear on the page character for character, and make no element."""
    question = bank.generate(hostile_kind, 1)
    page = Page(written("html", [question]))
    told = question.kind.mistakes[0].feedback.en.format()
    assert page.open == []
    assert "b" not in page.tags
    assert all(text in page.text for text in (question.stem.en, question.kind.source, told))


@pytest.mark.parametrize("language", LANGUAGES)
def test_solutions_are_folded_away(language, drawn, written):
    """Hints and solutions are closed until they are asked for, and every one has a summary."""
    questions = drawn("cnn.conv-output-size", "rnn.gru-step")
    page = Page(written("html", questions, language))
    parts = sum(bool(asked.hints) for question in questions for asked in sheet(question).below)
    assert page.tags.count("details") == page.tags.count("summary") == len(questions) + parts
    assert "open" not in {name for name, _ in page.attributes}


def test_the_language_is_declared(drawn, written):
    """A screen reader and a font need to know the language."""
    assert '<html lang="zh-Hans">' in written("html", drawn("rnn.gru-step"), "zh")
    assert '<html lang="en">' in written("html", drawn("rnn.gru-step"), "en")


def test_headings_name_their_articles(drawn, written):
    """Every question is an article with the label of its own heading, and ids are unique."""
    attributes = Page(written("html", drawn("rnn.gru-step"))).attributes
    ids = [value for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {value for name, value in attributes if name == "aria-labelledby"} == set(ids)


def test_answers_and_mistakes_are_on_the_page(drawn, written):
    """The page holds the answer and each misconception's number as they are written elsewhere."""
    for question in drawn("rnn.gru-step", seeds=[1])[:1]:
        text = Page(written("html", [question])).text
        assert inline(question.variant.answer) in text
        assert all(inline(claim.value) in text for claim in question.parts[0].claims)


def test_a_matrix_is_a_labelled_table(matrix_kind, written):
    """A given matrix is a table that says its name."""
    page = Page(written("html", [bank.generate(matrix_kind, 1)]))
    assert [value for name, value in page.attributes if name == "aria-label"] == ["A", "B"]


def test_lines_to_fill_in_are_on_the_page(many_kind, written):
    """Every line of the half-finished solution is shown once before the solution, with a blank where it is open."""
    question = bank.generate(many_kind, 3, "fill")
    asked = written("html", [question]).partition("<details>")[0]
    page = Page(asked.partition("<body>")[2])
    assert all(page.text.count(step.line) == 1 for step in question.worked)
    assert [value for name, value in page.attributes if value == "blank"] == ["blank"] * len(question.parts)


def test_a_hidden_given_is_nowhere_before_the_solution(many_kind, written):
    """The page asks for every value, and shows them with the reason only where the solution is folded away."""
    question = bank.generate(many_kind, 3, "inverse")
    asked, _, folded = Page(written("html", [question])).text.partition("Worked solution")
    (part,) = question.parts
    assert "a = ?" in asked
    assert part.because.en not in asked
    assert part.because.en in folded


def test_lines_and_reasons_are_shown_as_written(hostile_kind, written):
    """Spotting an error shows every line, and after it the misconception, character for character."""
    question = bank.generate(hostile_kind, 3, "spot")
    (part,) = question.parts
    page = Page(written("html", [question]))
    assert page.open == []
    assert "b" not in page.tags
    assert all(f"({option.key}) {option.text.en}" in page.text for option in part.options)
    assert part.because.en in page.text


def test_a_formula_is_written_in_the_papers_letters(hostile_kind, written):
    """The answer to a question for a formula is that formula, and no script draws it."""
    question = bank.generate(hostile_kind, 3, "write")
    (part,) = question.parts
    page = Page(written("html", [question]))
    assert f"{part.prompt.en} = {text(part.answer)}" in page.text
    assert "script" not in page.tags
