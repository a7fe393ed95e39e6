"""What a learner needs to read a question: each symbol is introduced, and each matrix has a known orientation."""

from __future__ import annotations

import re

import numpy as np
import pytest

from studytool.formula.printing import symbol
from studytool.kinds.givens import Hidden
from studytool.questions import bank
from studytool.questions.numbers import fill
from studytool.text.language import LANGUAGES

KINDS = tuple(bank.kinds())
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_an_explanation_has_no_symbol_that_was_not_introduced(kind, language):
    """Each letter in a misconception's explanation stands in the question or the solution, or its meaning beside it."""
    variant = bank.variant(kind, 1)
    known = stated(variant, language) | {*SAID_BESIDE.get(kind.id, "")}
    for mistake in kind.mistakes:
        assert letters(fill(mistake.feedback, variant.givens)[language]) <= known, mistake.id


def lopsided(kind):
    """The given matrices for which the transpose is another matrix of the same shape, in some variant."""
    for name in kind.givens:
        values = [bank.variant(kind, seed).givens.get(name) for seed in range(8)]
        matrices = [value for value in values if np.ndim(value) == 2 and len({*np.shape(value)}) == 1]
        if any(not np.array_equal(value, value.T) for value in matrices):
            yield name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.id not in ASKED], ids=lambda kind: kind.id)
def test_what_the_rows_of_a_matrix_are_is_said(kind, language):
    """Where the transpose would be another matrix, the question says what a row is, or prints a product with it."""
    text = f"{kind.stem[language]} {kind.convention[language] if kind.convention else ''}"
    for name in lopsided(kind):
        rows = rf"[Rr]ows? (?:\w )?of (?:\w+ and )?{name}\b|{name} (?:和 \w+ )?的(?:第 \w+ |各)?行"
        product = rf"\b{name[0]}(?:_\w)?ᵀ? ?[(\[]*[a-z](?:_\w+)?\b|\bH {name}\b"
        assert re.search(f"{rows}|{product}", text), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_both_languages_use_the_same_symbols(kind):
    """A letter that stands in a formula of one language stands in the other's text too: they say the same."""
    variant = bank.variant(kind, 1)
    texts = [kind.stem, *(mistake.feedback for mistake in kind.mistakes), *kind.without.values()]
    texts += [kind.convention] if kind.convention else []
    texts += [step.note for step in variant.derivation.steps]
    for text in texts:
        assert letters(text.en) == letters(text.zh), text
