"""What a learner needs to read a question: each symbol is introduced, and each matrix has a known orientation."""

from __future__ import annotations

import re

import numpy as np
import pytest

from studytool.formula.printing import symbol
from studytool.kinds.draw import Hidden
from studytool.questions import bank
from studytool.questions.numbers import fill
from studytool.text.language import LANGUAGES

ALPHABET = "A-Za-zÀ-ɏΑ-Ωα-ω"
LETTER = re.compile(rf"(?<![{ALPHABET}'])[A-Za-zΑ-Ωα-ω](?![{ALPHABET}])")
ARTICLE = re.compile(r"\ba\b(?! +[=·⊙])|(?:^|(?<=[.?] ))A(?= \w)")
SAID_BESIDE = {
    "cnn.batch-norm-train": "σ",  # the standard deviation, by name in the same sentence or in the one before
    "cnn.transposed-conv-values": "k",  # how many numbers w has
    "generative.elbo-discrete": "E",  # the expectation, by name
    "rl.lambda-return": "n",  # the n of an n-step return
    "gnn.gat-attention": "N",  # the neighbourhood of i, by name
    "generative.cd1-update": "ij",  # row i, column j
    "gnn.gcn-layer": "ij",  # edge i, j
    "rnn.lstm-parameters": "b",  # the two bias vectors, by PyTorch's names
}
"""Letters that stand in a misconception's explanation with their meaning beside them."""
ASKED = {"gan.spectral-norm-power-step"}
"""Kinds in which it is what is asked for whether a matrix or its transpose comes first."""


def letters(text):
    return {*LETTER.findall(ARTICLE.sub("", text))}


def stated(variant, language):
    """The letters that a learner has met: in the stem and the convention, and as names of givens and steps."""
    kind = variant.kind
    texts = [kind.stem[language], kind.convention[language] if kind.convention else ""]
    shown = [name for name, given in kind.givens.items() if not isinstance(given, Hidden)]
    texts += [symbol(name) for name in shown] + shown
    texts += [f"{step.name} {symbol(step.name)} {step.text}" for step in variant.derivation.steps]
    return set.union(*map(letters, texts))


@pytest.fixture(scope="module")
def variants():
    """One variant of every kind."""
    return [bank.variant(kind, 1) for kind in bank.kinds()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_explanation_has_no_symbol_that_was_not_introduced(variants, language):
    """Each letter in a misconception's explanation stands in the question or the solution, or its meaning beside it."""
    unknown = {}
    for variant in variants:
        kind, known = variant.kind, stated(variant, language) | {*SAID_BESIDE.get(variant.kind.id, "")}
        for mistake in kind.mistakes:
            unknown[kind.id, mistake.id] = letters(fill(mistake.feedback, variant.givens)[language]) - known
    assert {place: signs for place, signs in unknown.items() if signs} == {}


def lopsided(kind):
    """The given matrices for which the transpose is another matrix of the same shape, in some variant."""
    drawn = [bank.variant(kind, 1).givens]
    has_matrices = any(np.ndim(value) == 2 for value in drawn[0].values())
    drawn += [bank.variant(kind, seed).givens for seed in range(2, 9)] if has_matrices else []
    for name in kind.givens:
        values = [givens.get(name) for givens in drawn]
        matrices = [value for value in values if np.ndim(value) == 2 and len({*np.shape(value)}) == 1]
        if any(not np.array_equal(value, value.T) for value in matrices):
            yield name


def says_what_a_row_is(kind, name, language):
    """Whether the question says what a row of this matrix is, or prints a product with it."""
    text = f"{kind.stem[language]} {kind.convention[language] if kind.convention else ''}"
    rows = rf"[Rr]ows? (?:\w )?of (?:\w+ and )?{name}\b|{name} (?:和 \w+ )?的(?:第 \w+ |各)?行"
    product = rf"\b{name[0]}(?:_\w)?ᵀ? ?[(\[]*[a-z](?:_\w+)?\b|\bH {name}\b"
    return re.search(f"{rows}|{product}", text)


def test_what_the_rows_of_a_matrix_are_is_said():
    """Where the transpose would be another matrix, in both languages."""
    asked = [(kind, name) for kind in bank.kinds() if kind.id not in ASKED for name in lopsided(kind)]
    assert len(asked) > 5
    for language in LANGUAGES:
        assert [(kind.id, name) for kind, name in asked if not says_what_a_row_is(kind, name, language)] == []


def test_both_languages_use_the_same_symbols(variants):
    """A letter that stands in a formula of one language stands in the other's text too: they say the same."""
    different = []
    for variant in variants:
        kind = variant.kind
        texts = [kind.stem, *(mistake.feedback for mistake in kind.mistakes), *kind.without.values()]
        texts += [kind.convention] if kind.convention else []
        texts += [step.note for step in variant.derivation.steps]
        different += [(kind.id, text) for text in texts if letters(text.en) != letters(text.zh)]
    assert different == []
