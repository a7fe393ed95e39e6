from __future__ import annotations

import re

import numpy as np
import pytest

from studytool.answer.judging.judge import judge
from studytool.formula.evaluate import OUTSIDE_DOMAIN, evaluator
from studytool.formula.printing import symbol
from studytool.formula.tree import Name, Number
from studytool.kinds.derivation import Derivation, expand, read_lines
from studytool.questions import bank
from studytool.questions.explain import hints
from studytool.questions.modes.legend import legend
from studytool.questions.numbers import answer_text, exact
from studytool.text.language import LANGUAGES, Text

CONV = bank.find("cnn.conv-output-size")


def asked_for(kind, name):
    """A question that asks for the formula of this step."""
    return next(
        question for seed in range(50) if (question := bank.generate(kind, seed, "write")).parts[0].name == name
    )


@pytest.mark.kinds("write")
def test_the_formula_may_use_what_it_needs(kind):
    """Every name of the right formula is allowed, the step itself and what follows from it are not."""
    for seed in range(10):
        question = bank.generate(kind, seed, "write")
        (part,) = question.parts
        step = question.variant.derivation[part.name]
        assert step.needs <= set(part.names)
        assert part.name not in part.names
        steps = question.variant.derivation.named
        assert all(part.name not in steps[name].needs for name in part.names if name in steps)


@pytest.mark.kinds("write")
def test_a_misconception_is_told_from_its_formula(kind):
    """The formula of a misconception, typed as it is printed, is named wherever it gives another number."""
    for seed in range(8):
        question = bank.generate(kind, seed, "write")
        (part,), values = question.parts, question.variant.values
        for claim in part.claims:
            feedback = judge(question, part, answer_text(claim.value, "formula"))
            same = _same(claim.value, values, part.name)
            assert feedback.claim is not None or same, claim.id
            assert feedback.verdict in {"wrong", "other-convention", "correct" if same else "wrong"}


def _same(formula, values, name):
    """Whether a formula gives a step's own value; sizes that do not fit together give none."""
    try:
        return np.allclose(evaluator(formula)(values), values[name])
    except OUTSIDE_DOMAIN:
        return True


def test_any_equal_formula_is_right():
    """It is the function that counts, not its spelling."""
    question = asked_for(CONV, "o")
    (part,) = question.parts
    for typed in (
        "floor((l + 2p - k_eff)/s) + 1",
        "o = floor((l+2*p-k_eff+s)/s)",
        "⌊(l − k_eff + 2·p)/s⌋ + 1",
        "1 + floor((l + p + p - (d*(k-1) + 1))/s)",
    ):
        assert judge(question, part, typed).verdict == "correct", typed
    wrong = judge(question, part, "ceil((l + 2p - k_eff)/s) + 1")
    assert (wrong.verdict, wrong.claim.id) == ("wrong", "rounded-up")
    other = judge(question, part, "floor((l + 3p - k_eff)/s) + 1")
    assert (other.verdict, other.claim) == ("wrong", None)
    assert judge(question, part, "floor((l + 2p - x)/s) + 1").verdict == "unreadable"


@pytest.mark.kinds("write")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_usable_name_is_explained_on_the_screen(kind, language):
    """A step's name stands with its note in brackets; a given's stands in the stem or before its value."""
    for seed in range(20):
        question = bank.generate(kind, seed, "write")
        (part,) = question.parts
        steps, task = question.variant.derivation.named, question.task[language]
        for name in part.names:
            if name in steps:
                assert _noted(symbol(name), steps[name].note[language], task), (seed, name, task)
            else:
                assert name in question.givens or name.rpartition("_")[0] in question.givens


def _noted(sign, note, task):
    """Whether this name, or a row of names that it belongs to, has its note behind it, whatever its number."""
    words = [re.escape(word) for word in re.split("[0-9]+", note)]
    pattern = "[0-9]+(?:(?:, |、)(?:[0-9]+|…))*".join(words)
    rows = "(?:(?:, |、)[^ ,、（(]+)*"
    base = sign.rstrip("₀₁₂₃₄₅₆₇₈₉")
    return re.search(rf"{re.escape(base)}[₀-₉]*{rows} ?[(（]{pattern}[)）]", task)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_in_the_stem_has_its_letter(language):
    """What is to be written in letters is told in letters: a number stands in the stem only behind its letter."""
    letters = bank.generate(CONV, 0, "write").stem[language]
    assert not re.search("[0-9]", letters)
    assert "l×l" in letters
    targets = bank.generate(bank.find("rl.three-targets"), 0, "write")
    assert f"ε = {exact(targets.givens['epsilon'])}" in targets.stem[language]


@pytest.mark.kinds("write")
def test_no_bare_name_is_asked_for(kind):
    """A formula that only names another step, or is a number, is not worth writing."""
    for seed in range(60):
        (part,) = bank.generate(kind, seed, "write").parts
        assert not isinstance(part.answer, Name | Number)


@pytest.mark.parametrize(
    ("names", "en", "zh"),
    [
        (("l", "k"), "l, k", "l、k"),
        (("w", "x_1", "x_2", "x_3"), "w, x₁, …, x₃", "w、x₁、…、x₃"),
        (
            ("h_1", "a_1", "h_2", "h_3"),
            "h₁, …, h₃ (state at time 1, …, 3), a₁ (sum at time 1)",
            "h₁、…、h₃（时刻 1、…、3 的状态）、a₁（时刻 1 的和）",
        ),
        (("h_3", "h_1"), "h₁, h₃ (state at time 1, 3)", "h₁、h₃（时刻 1、3 的状态）"),
        (("h_0", "h_1"), "h₀ (start), h₁ (state at time 1)", "h₀（开始）、h₁（时刻 1 的状态）"),
    ],
)
def test_names_that_differ_in_their_number_stand_together(names, en, zh):
    """One note serves a row of steps, and the middle of a long row is left out."""
    lines = """
        h_0 = 0  # start | 开始
        for t in 1..3
            a_{t} = h_{t-1} + x_{t}  # sum at time {t} | 时刻 {t} 的和
            h_{t} = tanh(a_{t})  # state at time {t} | 时刻 {t} 的状态
    """
    found = legend(Derivation(expand(read_lines(lines), {}), {}), names)
    assert found == Text(en, zh)


def test_hints_name_what_the_formula_uses():
    """A hint for a formula never is the formula."""
    question = asked_for(CONV, "o")
    first, *more = hints(question, "o")
    assert first == "o = f(k_eff, l, p, s)"
    assert more == ["k_eff = d·(k − 1) + 1"]
