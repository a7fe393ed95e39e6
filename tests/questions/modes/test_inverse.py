from __future__ import annotations

import numpy as np
import pytest

from studytool.answer.judging.judge import judge
from studytool.formula.evaluate import OUTSIDE_DOMAIN
from studytool.kinds.givens import decimal, integer, one_of, vector
from studytool.questions import bank
from studytool.questions.modes.inverse import described, domain_of, hidden_given
from studytool.questions.numbers import answer_text

CONV = bank.find("cnn.conv-output-size")


@pytest.mark.kinds("inverse")
def test_the_answer_is_every_value_that_fits(kind):
    """Putting every value of the printed domain into the whole derivation gives the printed answer for these alone."""
    for seed in range(25):
        question = bank.generate(kind, seed, "inverse")
        (part,), variant = question.parts, question.variant
        hidden = hidden_given(variant, part.name)
        printed = answer_text(variant.answer, kind.type, kind.labels)
        fitting = []
        for value in domain_of(variant, hidden):
            givens = hidden.put({name: variant.values[name] for name in kind.givens}, value)
            try:
                with np.errstate(all="ignore"):
                    derivation, _ = bank.written_out(kind, givens)
                    answer = derivation.run(derivation.entries(givens))[kind.asked]
            except OUTSIDE_DOMAIN:
                continue
            if answer_text(answer, kind.type, kind.labels) == printed:
                fitting.append(value)
        assert part.answer.tolist() == fitting
        assert 1 <= len(fitting) < len(domain_of(variant, hidden))


@pytest.mark.kinds("inverse")
def test_the_hidden_given_is_nowhere_to_be_seen(kind):
    """The given that is asked for is a question mark, and sizes do not depend on it."""
    for seed in range(10):
        question = bank.generate(kind, seed, "inverse")
        hidden = hidden_given(question.variant, question.parts[0].name)
        shown = question.givens[hidden.vector]
        assert (shown if hidden.place is None else shown[hidden.place]) == "?"
        assert np.shape(shown) == np.shape(question.variant.givens[hidden.vector])


@pytest.mark.kinds("inverse")
def test_every_given_that_a_kind_offers_is_asked_for(kind):
    """Each name in `inverse` is hidden by some seed."""
    asked = {bank.generate(kind, seed, "inverse").parts[0].name for seed in range(60)}
    assert asked == set(kind.inverse)


def test_a_floor_has_several_inverses_and_all_are_wanted():
    """Neighbouring input sizes share one output size: some of them are not all, and one that does not fit is named."""
    question = next(
        question for seed in range(200) if len((question := bank.generate(CONV, seed, "inverse")).parts[0].answer) == 2
    )
    (part,) = question.parts
    first, second = part.answer.tolist()
    assert judge(question, part, f"{second}, {first}").verdict == "correct"
    partly = judge(question, part, f"{first}")
    assert (partly.verdict, partly.marks) == ("wrong", 0.5)
    assert "not all" in partly.text.en or partly.claim is not None
    wrong = judge(question, part, f"{first}, {second}, 1000")
    assert wrong.verdict == "wrong"
    assert "1000 is not" in wrong.text.en


def test_a_misconception_is_told_by_putting_in():
    """The value that a wrong formula leads to is diagnosed as that misconception."""
    told = set()
    for seed in range(60):
        question = bank.generate(CONV, seed, "inverse")
        (part,) = question.parts
        for value in domain_of(question.variant, hidden_given(question.variant, part.name)):
            feedback = judge(question, part, str(value))
            told |= {feedback.claim.id} if feedback.claim else set()
    assert len(told) >= 3


def test_domains_are_put_into_words():
    """Whole numbers, steps and lists."""
    assert described([5, 6, 7, 8]).en == "from 5 to 8 (whole numbers)"
    assert described([-0.2, -0.1, 0.0, 0.1]).zh == "−0.2 到 0.1，间隔 0.1"
    assert described([1, 2, 3, 5, 7]).en == "among 1, 2, 3, 5, 7"


def test_a_domain_is_what_the_draw_can_give():
    """Every value that a given is drawn with stands in its domain."""
    from studytool.kinds.draw import Draw
    from studytool.questions.modes.inverse import _grid

    for given in (integer(2, 9), decimal(-1, 1, 1), one_of(0.5, 0.9, 0.9)):
        drawn = {given.draw(Draw("x", seed), {}) for seed in range(300)}
        assert drawn == set(_grid(given))
    with pytest.raises(TypeError):
        _grid(vector(integer(1, 2), 3))
