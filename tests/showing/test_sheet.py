"""What a question shows, block by block, for every kind in every mode."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studytool.cli.questions import asked as on_the_command_line
from studytool.course.items import EITHER
from studytool.formula.printing import symbol
from studytool.questions import bank, question
from studytool.questions.claims import own_numbers, wrong_value
from studytool.questions.numbers import fill
from studytool.showing.lines import LEADS
from studytool.showing.sheet import sheet, source
from studytool.text.language import LANGUAGES, Text

SEEDS = (1, 12)


def sheets(kind):
    """The kind's sheets in every mode."""
    return [sheet(bank.generate(kind, seed, mode)) for mode in kind.modes for seed in SEEDS]


every_kind = pytest.mark.kinds


@every_kind
def test_every_given_is_in_the_stem_or_beside_it(kind):
    """None is left out in either language, and none that the stem says is repeated."""
    for shown in sheets(kind):
        labels = [given.label for given in shown.givens]
        assert labels == [symbol(name) for name in shown.question.givens]
        assert list(shown.beside) == [given for given in shown.givens if not given.said]
        for given in shown.givens:
            if given.said:
                assert all(is_said(given, shown, language) for language in LANGUAGES)


def is_said(given, shown, language):
    """Whether the stem holds the value; where a formula is asked for, the letter may stand for it."""
    value = fill(Text("{it}", "{it}"), {"it": given.value})[language]
    stem = shown.stem[language]
    return value in stem or (shown.question.mode == "write" and given.label in stem)


@every_kind
def test_cells_are_the_numbers(kind):
    """Each is the number that it prints, row by row."""
    for shown in sheets(kind):
        for given in shown.givens:
            value = np.array(given.value, object)
            assert [[number(cell) for cell in row] for row in given.cells] == np.atleast_2d(value).tolist()
            assert given.dimensions == value.ndim


def number(cell):
    """The number in a cell; what is asked for stays as it is."""
    return cell if cell == "?" else float(cell.replace("−", "-").replace(",", ""))


def test_a_stem_that_says_a_given_in_one_language_only_leaves_it_beside():
    """What one reader would miss is shown to both."""
    kind = bank.find("cnn.conv-output-size")
    asked = bank.generate(kind, 1)
    first = next(iter(asked.givens))
    less = replace(kind, stem=Text(kind.stem.en, kind.stem.zh.replace("{" + first + "}", "")))
    shown = sheet(replace(asked, variant=replace(asked.variant, kind=less)))
    assert symbol(first) in [given.label for given in shown.beside]


def test_more_than_two_dimensions_are_shown_slice_by_slice():
    """Each slice is a matrix under the letter with its place, counted from 0."""
    asked = bank.generate(bank.find("cnn.conv-output-size"), 1)
    stacked = np.arange(12).reshape(2, 2, 3)
    shown = sheet(replace(asked, givens={"W": stacked}))
    assert [given.label for given in shown.givens] == ["W[0]", "W[1]"]
    assert [np.array(given.cells, int).tolist() for given in shown.givens] == stacked.tolist()


@every_kind
def test_every_part_is_asked_once(kind):
    """In a printed line that is left open, or below the lines, never in both, and in the question's order."""
    for shown in sheets(kind):
        within = [line.asked for line in shown.lines if line.asked]
        assert [id(asked) for asked in (*within, *shown.below)] == [id(asked) for asked in shown.parts]
        assert all(line.step.value == "?" for line in shown.lines if line.asked)


@every_kind
def test_options_appear_once(kind):
    """Each has a letter and a text of its own, one of them is right, and the command line prints each once."""
    for shown in sheets(kind):
        for asked in shown.parts:
            options = asked.part.options
            assert len({option.key for option in options}) == len(options) == len({option.text for option in options})
            for language in LANGUAGES:
                behind = [f"({option.key}) {option.text[language]}" for option in options]
                assert behind.count(asked.right[language]) == bool(options)
                printed = list(on_the_command_line(shown.question, language))
                assert all(printed.count(f"  {option.key}) {option.text[language]}") == 1 for option in options)


@every_kind
def test_every_wrong_option_has_its_remark(kind):
    """Who picks it hears about the misconception behind it, or of the line; the right one of a choice needs none."""
    for shown in sheets(kind):
        for asked in shown.parts:
            for option in asked.part.options:
                told, remark = asked.behind(option), asked.remark(option)
                assert (told is None) == (option.claim is None)
                assert (remark is not None) == (option is not asked.part.right or shown.question.mode == "spot")
                assert told is None or told.value is option.claim.value


@every_kind
def test_a_told_mistake_has_the_number_of_its_misconceptions(kind):
    """Each of those that are named computes this number, or one that no answer could tell from it; no other does."""
    for shown in sheets(kind):
        variant = shown.question.variant
        for asked in shown.parts:
            name, type = (kind.asked, kind.type) if asked.part.type == "choice" else (asked.part.name, asked.part.type)
            if type == "formula" or name not in variant.derivation.named:
                continue
            for told in asked.mistakes:
                with np.errstate(all="ignore"):
                    given = {one.id: wrong_value(variant.values, name, plan) for one, plan in variant.plans}
                alike = {id for id, wrong in given.items() if wrong is not None and same(told.value, wrong, type)}
                assert set(told.id.split(EITHER)) == alike
                assert told.written == asked.written(told.value)


def same(value, wrong, type):
    """Whether both are possible answers that none could tell apart."""
    return bool(own_numbers([wrong], type)) and 1 not in own_numbers([value, wrong], type)


@every_kind
def test_the_solution_ends_with_the_answer(kind):
    """The last line gives what the kind asks for, as an answer to it is written."""
    for shown in sheets(kind):
        last = shown.solution[-1]
        assert last.step.name == kind.asked
        answers = [asked for asked in shown.parts if asked.part.name == kind.asked and asked.part.type != "formula"]
        for asked in answers:
            right = asked.part.right.text if asked.part.options else asked.right
            before = LEADS if kind.pool else " = "
            assert all(last.text[language].endswith(before + right[language]) for language in LANGUAGES)


@every_kind
def test_a_line_says_nothing_twice(kind):
    """Formula, numbers and value, each once, behind the name."""
    for shown in sheets(kind):
        for line in (*shown.lines, *shown.solution):
            pieces = dict.fromkeys(piece for piece in (line.step.formula, *line.results) if piece)
            assert line.step.line == " = ".join([symbol(line.step.name), *pieces])
            assert all(line.bare[language].startswith(line.step.line) for language in LANGUAGES)
            assert all(line.text[language].endswith(line.bare[language]) for language in LANGUAGES)
            assert (line.text.en == line.bare.en) == (line.step.note is None)


@every_kind
def test_digits_are_wanted_where_numbers_are_rounded(kind):
    """Whoever counts, picks, lists or writes a formula is not told how many digits to give."""
    for shown in sheets(kind):
        rounded = any(asked.part.type in {"float", "vector", "matrix"} for asked in shown.parts)
        assert (shown.digits is not None) == rounded


@every_kind
def test_every_text_is_there_in_both_languages(kind):
    """Nothing is left empty, and what is said in Chinese is not the English sentence."""
    for shown in sheets(kind):
        said = [shown.title, shown.stem, shown.convention, shown.task, shown.digits, shown.source]
        said += [told.listed for asked in shown.parts for told in asked.mistakes]
        said += [asked.part.because for asked in shown.parts]
        for text in filter(None, said):
            assert text.en.strip()
            assert text.zh.strip()
            assert text.en != text.zh
        assert shown.source == source(kind)
        assert all(f"{kind.id} · " in shown.subtitle[language] for language in LANGUAGES)
        assert f"seed {shown.question.seed}" in shown.subtitle.en
        assert f"种子 {shown.question.seed}" in shown.subtitle.zh


def test_each_misconception_is_computed_once(monkeypatch):
    """However many parts and options are told, and however often; what tells nothing computes nothing."""
    computed = []
    rerun = question.rerun
    monkeypatch.setattr(question, "rerun", lambda values, plan: computed.append(plan) or rerun(values, plan))
    for mode in ("parts", "choice"):
        shown = sheet(bank.generate(bank.find("rnn.gru-step"), 3, mode))
        assert shown.solution
        assert not computed
        for _ in range(2):
            assert all(asked.mistakes for asked in shown.parts)
            assert all(asked.remark(option) for asked in shown.parts for option in asked.part.options if option.claim)
        assert computed == [plan for _, plan in shown.question.variant.plans]
        computed.clear()
