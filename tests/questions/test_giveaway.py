from __future__ import annotations

import numpy as np
import pytest

from studytool.questions import bank
from studytool.questions.giveaway import giveaway
from studytool.questions.modes import asking
from studytool.vetting.stress import ugly

GIVENS = {"n": 7, "q": 0.25, "x": np.array([0.5, 2.0]), "order": "A to B"}


@pytest.mark.parametrize(
    ("answer", "type", "why"),
    [
        (0, "int", "zero"),
        (1e-15, "float", "zero"),
        (1, "int", "one"),
        (0.9995, "float", "one"),
        (7, "int", "given"),
        (0.2502, "float", "given"),
        (8, "int", None),
        (-1, "int", None),
        (0.5, "float", None),
        (np.array([0.0, 0.0]), "vector", "zero"),
        (np.array([[1.0, 1.0], [1.0, 1.0]]), "matrix", "one"),
        (np.array([0.0, 1.0]), "vector", "one"),
        (np.array([0.5, 2.0]), "vector", "given"),
        (np.array([0.5, 2.1]), "vector", None),
        (np.array([[0.5, 2.0]]), "matrix", None),
        (np.array([0, 1, 1]), "integers", None),
        (np.array([1, 1, 1]), "integers", "one"),
        (np.array([1.0, float("nan")]), "vector", None),
        (np.array([0, 0, 0]), "choice", None),
        (7, "choice", None),
    ],
)
def test_what_gives_an_answer_away(answer, type, why):
    """0, 1, or a value that is printed, within the tolerance; a mask is made of both, and a choice has letters."""
    assert giveaway(answer, type, GIVENS.values()) == why


@pytest.mark.kinds
def test_no_variant_gives_its_answer_away(kind):
    """The bank draws by the rule that the stress test counts by."""
    for seed in range(60):
        assert not ugly(bank.variant(kind, seed), ()) & {"zero", "one", "given"}


def test_an_own_value_is_known_too():
    """A part that follows from a learner's value is trivial by the same rule: 0 channels leave 0 weights."""
    question = bank.generate(bank.find("cnn.conv-parameters"), 3, "parts")
    followed = asking.follow(question, {question.parts[0].name: 0})
    known = [*question.variant.givens.values(), 0]
    for part, plain in zip(followed.parts[1:], question.parts[1:], strict=True):
        alone = giveaway(plain.answer, plain.type, known)
        assert part.trivial == bool(giveaway(part.answer, part.type, known) and not alone)
    assert any(part.trivial for part in followed.parts)
