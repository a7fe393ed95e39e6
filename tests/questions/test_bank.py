from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studytool.kinds.givens import Computed, Hidden, integer
from studytool.kinds.kind import Kind
from studytool.kinds.misconceptions import Mistake
from studytool.questions import bank
from studytool.text.language import Text, UserError

TEXT = Text("a {a}", "值 {a}")
NAME = Text("A mistake", "误区")
WRONG = (
    Mistake("doubled", NAME, "q = 2*a", Text("x", "x")),
    Mistake("cubed", NAME, "q = a^3", Text("x", "x")),
)
SQUARE = Kind(
    id="cnn.square",
    level=1,
    title=TEXT,
    stem=TEXT,
    givens={"a": integer(2, 9)},
    steps="q = a^2",
    asked="q",
    type="int",
    reference=lambda a: a * a,
    misconceptions=(
        Mistake("doubled", NAME, "q = 2*a", Text("x", "x")),
        Mistake("cubed", NAME, "q = a^3", Text("x", "x")),
    ),
    source="a test",
)


def test_a_variant_that_tells_too_little_is_drawn_again():
    """At a = 2 doubling is squaring: such a draw is never kept."""
    assert {bank.variant(SQUARE, seed).givens["a"] for seed in range(80)} == {3, 4, 5, 6, 7, 8, 9}


def test_formula_and_reference_must_agree():
    """A reference that disagrees stops the kind."""
    wrong = replace(SQUARE, reference=lambda a: a * a + 1)
    with pytest.raises(bank.UnsoundKindError, match="reference"):
        bank.variant(wrong, 0)


def test_a_kind_that_can_tell_nothing_is_unsound():
    """A kind without a sound draw says so instead of looping for ever."""
    with pytest.raises(bank.UnsoundKindError, match="no sound variant"):
        bank.variant(replace(SQUARE, givens={"a": integer(2, 2)}), 0)


def test_required_mistakes_are_always_claimed():
    """`must_claim` rejects the draws that cannot tell the mistake."""
    kind = replace(SQUARE, claims=1, must_claim=("doubled",))
    assert all("doubled" in [claim.id for claim in bank.variant(kind, seed).claims] for seed in range(40))


def test_conditions_may_use_steps():
    """`where` sees givens and steps."""
    kind = replace(SQUARE, where=("a > 3", "q < 50"))
    assert {bank.variant(kind, seed).givens["a"] for seed in range(60)} == {4, 5, 6, 7}


@pytest.mark.parametrize(
    ("call", "wrong", "near"),
    [
        (bank.find, "cnn.conv-outputsize", "cnn.conv-output-size"),
        (bank.find, "conv-output-size", "cnn.conv-output-size"),
        (bank.chapter, "cmn", "cnn"),
        (lambda name: bank.generate(bank.find("rnn.beam-search"), 0, name), "forward", "choice"),
    ],
)
def test_an_unknown_name_gets_the_nearest(call, wrong, near):
    """One line in both languages names what was probably meant."""
    with pytest.raises(UserError) as error:
        call(wrong)
    assert near in error.value.text.en
    assert near in error.value.text.zh
    assert "\n" not in error.value.text.en


def test_the_right_option_stands_anywhere():
    """Over many seeds the right option's place is uniform: a chi-square test at the 0.1 % point."""
    kind, places = bank.find("rl.sarsa-lambda-episode"), np.zeros((6, 6))
    for seed in range(600):
        (part,) = bank.generate(kind, seed, "choice").parts
        places[len(part.options), "abcdef".index(part.answer)] += 1
    for size, seen in enumerate(places):
        if seen.sum() >= 100:
            expected = seen.sum() / size
            assert ((seen[:size] - expected) ** 2 / expected).sum() < 20.5


@pytest.mark.parametrize(("steps", "reference"), [("q = a - a + 1", lambda a: a - a + 1), ("q = a", lambda a: a)])
def test_an_answer_that_gives_itself_away_is_not_asked(steps, reference):
    """No variant has an answer of 1, or one of its givens, where a guess would be right."""
    with pytest.raises(bank.UnsoundKindError, match="no sound variant"):
        bank.variant(replace(SQUARE, steps=steps, reference=reference), 0)


def test_a_given_that_is_hidden_gives_nothing_away():
    """An answer may equal a given that nobody is shown."""
    kind = replace(SQUARE, givens={"a": integer(3, 9), "h": Hidden(Computed("a^2"))})
    assert bank.variant(kind, 0).answer == bank.variant(kind, 0).givens["a"] ** 2
    with pytest.raises(bank.UnsoundKindError, match="no sound variant"):
        bank.variant(replace(kind, givens={"a": integer(3, 9), "h": Computed("a^2")}), 0)
